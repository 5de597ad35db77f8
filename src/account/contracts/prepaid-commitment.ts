import type { GrantFact } from "../../credit/credit-fact.ts";
import { type Fault, ok, type Result, refuse } from "../../fault/fault.ts";
import type { ContractTemplate, Prepayment } from "../../model/contract.ts";
import { agreesRate, isExact } from "../../money/amount.ts";
import { add, type Decimal, isZero, multiply, one, subtract, zero } from "../../money/decimal.ts";
import { money, moneyValue } from "../../money/money.ts";
import { type Percent, shareOf } from "../../money/percent.ts";
import { round, timesFraction } from "../../money/rounding.ts";
import type { Instant } from "../../time/instant.ts";
import type { Account } from "../account.ts";
import { creditsOf } from "../account-credits.ts";
import type { PriceBook, PriceBooks } from "../price-book.ts";
import { servicePeriod } from "../service-period.ts";
import type { ContractState, ContractTerm } from "./contract-state.ts";
import { commitmentSchedule, startOf, templateOf } from "./contract-terms.ts";

/** The discount for paying in advance that holds in a term. Refuses one that is left open, and one that is not. */
export function prepaymentDiscount(
  { prepayment, commitment, name }: ContractTemplate,
  agreed: Percent | undefined,
): Result<Percent | undefined> {
  if (prepayment === undefined)
    return agreed === undefined ? ok(undefined) : refuse(unused(name, agreed));
  if (commitment === undefined)
    return refuse({
      code: "prepayment-without-commitment",
      path: "/template",
      message: `"${name}" asks for payment in advance, and for no commitment that could be paid`,
      suggestion: "give the template a commitment, in a new version of the model",
    });
  const { discount } = prepayment;
  if (agreed !== undefined)
    return discount === undefined
      ? refuse(unused(name, agreed))
      : agreesRate(discount, agreed, "/prepaymentDiscount");
  if (discount === undefined || isExact(discount)) return ok(discount);
  return refuse({
    code: "needs-agreed-price",
    path: "/prepaymentDiscount",
    message: `the discount of "${name}" for paying in advance is not one figure`,
    value: discount,
    suggestion: 'give prepaymentDiscount, such as "5%"',
  });
}

const unused = (name: string, value: Percent): Fault => ({
  code: "agreed-discount-unused",
  path: "/prepaymentDiscount",
  message: `"${name}" gives no discount for paying in advance`,
  value,
  suggestion: "leave it out",
});

/** All that a term commits to: its periods' amounts, the last one's cut to its days. */
function committedTotal(
  contract: ContractState,
  term: ContractTerm,
  account: Account,
  books: PriceBooks,
): Decimal {
  const schedule = commitmentSchedule(contract, term, account, books);
  if (schedule === undefined || term.commitment === null) return zero;
  const { minorUnits, rounding } = books.find(term.model);
  const whole = moneyValue(term.commitment);
  const endsAt = startOf(schedule.zone, term.end);
  let total = zero;
  for (let index = 0; ; index += 1) {
    const period = servicePeriod(schedule, index, endsAt);
    if (period === undefined) return total;
    const share = period.share;
    total = add(
      total,
      share === undefined ? whole : timesFraction(whole, share, minorUnits, rounding),
    );
  }
}

/**
 * The account with the credits that a term is paid for in advance: sold on its first day, for purchases under the contract alone,
 * until its last.
 */
export function withPrepayment(
  account: Account,
  contract: ContractState,
  place: number,
  at: Instant,
  books: PriceBooks,
): Account {
  const term = contract.terms[place];
  if (term === undefined) return account;
  const book = books.find(term.model);
  const template = templateOf(contract, book);
  if (template.prepayment === undefined) return account;
  const total = committedTotal(contract, term, account, books);
  const fact = packOf(
    { account, contract, term, place, total },
    template.prepayment,
    template,
    book,
  );
  if (fact === undefined) return account;
  const credits = creditsOf(account, book);
  const source = { kind: "contract", id: contract.fact.id } as const;
  const pack = { fact, source, model: term.model, knownSince: at, billed: null };
  return { ...account, credits: { ...credits, packs: [...credits.packs, pack] } };
}

interface PaidTerm {
  readonly account: Account;
  readonly contract: ContractState;
  readonly term: ContractTerm;
  readonly place: number;
  readonly total: Decimal;
}

function packOf(
  { account, contract, term, place, total }: PaidTerm,
  { share, discount, rollover }: Prepayment,
  { name }: ContractTemplate,
  { minorUnits, rounding, model }: PriceBook,
): GrantFact | undefined {
  const { id, number = id } = contract.fact;
  const worth = round(multiply(total, shareOf(share)), minorUnits, rounding);
  if (isZero(worth)) return undefined;
  const off = term.choices.prepaymentDiscount ?? (typeof discount === "string" ? discount : "0%");
  const less = off === "negotiated" ? "0%" : off;
  const price = round(multiply(worth, subtract(one, shareOf(less))), minorUnits, rounding);
  return {
    fact: "grant",
    id: prepaidPackOf({ fact: contract.fact }, place),
    customer: account.customer.id,
    kind: "prepaid",
    amount: money(worth, model.currency),
    price: money(price, model.currency),
    date: term.start,
    expires: term.end,
    covers: "served",
    contract: id,
    reason: `${name} ${number}, paid in advance`,
    ...(rollover === undefined ? {} : { rollover }),
  };
}

/** The id of the credits that the term in a place is paid for with in advance. */
export const prepaidPackOf = ({ fact }: Pick<ContractState, "fact">, place: number): string =>
  `${fact.id}/prepaid-${place + 1}`;
