import { add, decimalOf, format, multiply, one } from "../../money/decimal.ts";
import { shareOf } from "../../money/percent.ts";
import type { Account, PhaseState } from "../account.ts";
import type { PriceBooks } from "../price-book.ts";
import { subscribedOf } from "../subscribed.ts";
import { termsOf } from "../terms.ts";
import { pricedUnder } from "./contract-prices.ts";
import type { UnderContract } from "./contract-state.ts";
import { signedContract, startOf, templateOf } from "./contract-terms.ts";
import { escalated } from "./escalation.ts";
import type { PriceCeiling } from "./price-ceiling.ts";

/** What prices may not rise above in a new term: none where the template sets no cap. */
export function ceilingsOf(
  phase: PhaseState,
  account: Account,
  day: string,
  books: PriceBooks,
): Pick<UnderContract, "ceilings"> {
  const { fact, under } = phase;
  if (fact.contract === undefined || under === undefined) return {};
  const contract = signedContract(account, fact.contract);
  const book = books.find(phase.model);
  const { renewalCap } = templateOf(contract, book);
  if (renewalCap === undefined) return {};
  const subscribed = subscribedOf(book.model, fact);
  if (!subscribed.ok) return {};
  const { item } = pricedUnder(subscribed.value, under, book.model);
  const terms = escalated(termsOf(phase, account.customer, book), phase, account, books);
  const up = add(one, shareOf(renewalCap));
  const raise = terms.raise?.(startOf(terms.zone, day) - 1) ?? one;
  const own: PriceCeiling = {
    base: item.prices ?? {},
    charges: Object.fromEntries(
      Object.entries(item.charges ?? {}).map(([id, { meter, price }]) => [id, { meter, price }]),
    ),
    agreed: fact.agreed ?? {},
    factor: format(multiply(raise, up)),
  };
  const earlier = (under.ceilings ?? []).map((ceiling) => ({
    ...ceiling,
    factor: format(multiply(multiply(decimalOf(ceiling.factor), raise), up)),
  }));
  return { ceilings: [...earlier, own] };
}
