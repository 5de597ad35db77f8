import { ok, type Result, refuse } from "../fault/fault.ts";
import type { Milestone } from "../model/offer.ts";
import { compare, type Decimal, equals, formatFixed, one, sum } from "../money/decimal.ts";
import { parseMoney } from "../money/money.ts";
import { shareOf } from "../money/percent.ts";
import type { Instant } from "../time/instant.ts";
import type { Account, SaleAmendment, SaleState } from "./account.ts";
import type { AmendmentFact } from "./amendment-fact.ts";
import { milestoneNet } from "./milestone-line.ts";
import { billingOf, milestonesOf } from "./milestones.ts";
import { named, type PriceBook, type PriceBooks } from "./price-book.ts";
import { projectDay } from "./project-day.ts";

/**
 * Takes down other terms of a sale: milestones that are still to come share what the new price leaves beyond what was reached
 * before. Refuses `unknown-sale`, `not-by-milestones`, `project-complete`, `milestones-not-whole`,
 * `below-reached`, `not-yet` a day that is still to come and `before-sale` one before the sale's own.
 */
export function amendSale(
  account: Account,
  fact: AmendmentFact,
  knownSince: Instant,
  books: PriceBooks,
): Result<Account> {
  const sales = Object.fromEntries(account.sales.map((state) => [state.fact.id, state]));
  const found = named(sales, fact.sale, "sale", "/sale", "this customer");
  if (!found.ok) return found;
  const state = found.value;
  const book = books.find(state.model);
  if (billingOf(state, book) !== "by-milestone") return refuse(notByMilestones(fact));
  const day = projectDay(
    {
      on: fact.on,
      knownSince,
      told: "an amendment is told once it was agreed",
      happened: "amended",
    },
    account,
    state,
    book,
  );
  if (!day.ok) return day;
  const milestones = sharesOf(fact, state, book);
  if (!milestones.ok) return milestones;
  const price = priceOf(fact, state, book);
  if (!price.ok) return price;
  const reached = (state.reached ?? []).map(({ place }) => place);
  if (reached.length === milestones.value.length) return refuse(complete(fact));
  const isOne = book.model.offers?.[state.fact.offer]?.distinct !== true;
  const rule = reached.length > 0 && isOne ? "cumulative-catch-up" : "prospective";
  const amendment: SaleAmendment = {
    id: fact.id,
    day: day.value,
    knownSince,
    price: formatFixed(price.value, book.minorUnits),
    milestones: milestones.value,
    reached,
    rule,
  };
  const sale: SaleState = { ...state, amendments: [...(state.amendments ?? []), amendment] };
  const sold = account.sales.map((other) => (other === state ? sale : other));
  return ok({ ...account, sales: sold });
}

/** The milestones with their shares as they are measured now. */
function sharesOf(
  { shares = {} }: AmendmentFact,
  state: SaleState,
  book: PriceBook,
): Result<readonly Milestone[]> {
  const known = milestonesOf(state, book);
  const more = Object.entries(shares)
    .filter(([name]) => !known.some((milestone) => milestone.name === name))
    .map(([name, share]): Milestone => ({ name, share }));
  const all = [
    ...known.map(({ name, share }): Milestone => ({ name, share: shares[name] ?? share })),
    ...more,
  ];
  const whole = sum(all.map(({ share }) => shareOf(share)));
  if (equals(whole, one)) return ok(all);
  return refuse({
    code: "milestones-not-whole",
    path: "/shares",
    message: `the shares of all milestones add up to 100 %: ${all.map(({ name, share }) => `${name} ${share}`).join(", ")}`,
    suggestion: "say the share of each milestone as it is measured now",
  });
}

function priceOf({ price }: AmendmentFact, state: SaleState, book: PriceBook): Result<Decimal> {
  const read = parseMoney(price, "/price");
  if (!read.ok) return read;
  const { currency, value } = read.value;
  if (currency !== book.model.currency)
    return refuse({
      code: "currency-mismatch",
      path: "/price",
      message: `the sale is in ${book.model.currency}`,
      value: price,
    });
  const before = sum((state.reached ?? []).map(({ place }) => milestoneNet(state, place, book)));
  if (compare(value, before) >= 0) return ok(value);
  return refuse({
    code: "below-reached",
    path: "/price",
    message: `what was reached is billed with ${formatFixed(before, book.minorUnits)}`,
    value: price,
    suggestion: "credit some of that with a credit note first",
  });
}

const notByMilestones = ({ sale }: AmendmentFact) => ({
  code: "not-by-milestones",
  path: "/sale",
  message: "only what is billed by its milestones can be amended",
  value: sale,
  suggestion: "credit it with a credit note, and sell what is new",
});

const complete = ({ sale }: AmendmentFact) => ({
  code: "project-complete",
  path: "/sale",
  message: "all its milestones were reached, so nothing of it is left to amend",
  value: sale,
  suggestion: "sell what is added by itself, or name one more milestone among its shares",
});
