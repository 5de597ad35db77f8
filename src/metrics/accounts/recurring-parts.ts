import type { Account, PhaseState } from "../../account/account.ts";
import type { PriceBooks } from "../../account/price-book.ts";
import type { SubscriptionTerms } from "../../account/terms.ts";
import { assert, expectOk } from "../../fault/fault.ts";
import { add, type Decimal, isZero, zero } from "../../money/decimal.ts";
import { type CadenceName, daysOf, monthsOf, parseCadence } from "../../time/cadence.ts";
import { monthlyValue, type Normalisation, type PaidInterval } from "../monthly-value.ts";
import { type PeriodView, periodWorth } from "./period-worth.ts";
import { withoutTax } from "./without-tax.ts";

/** What a subscription pays per month towards one stream, however little is used. */
export interface RecurringPart {
  readonly stream: string;
  /** At list prices. */
  readonly amount: Decimal;
  /** After discounts. */
  readonly net: Decimal;
}

/** Whose parts, and how a price becomes a month's. */
export interface PartsOf {
  readonly account: Account;
  readonly books: PriceBooks;
  readonly normalisation: Normalisation;
}

/**
 * What terms are worth a month: the plan's price of a whole period, and of each charge what a whole period of no use
 * costs (reserved capacity, a minimum, a fee). Each is what an invoice says of such a period, to the minor unit, and
 * then made a month's, without the tax of the first paid day where prices include it. The plan's own stream is always
 * there, with 0 where the plan has no price of its own; which streams there are does not depend on coupons.
 */
export function recurringParts(
  { account, books, normalisation }: PartsOf,
  state: PhaseState,
  terms: SubscriptionTerms,
  couponsOf?: PeriodView["couponsOf"],
): readonly RecurringPart[] {
  const { plan, book, startsAt: at, zone } = terms;
  const parts = new Map<string, RecurringPart>([
    [plan.stream, { stream: plan.stream, amount: zero, net: zero }],
  ]);
  const view = couponsOf === undefined ? {} : { couponsOf };
  for (const { stream, amounts, cadence, pointer } of periodWorth(state, terms, view)) {
    if (isZero(amounts.gross)) continue;
    const sold = { account, books, book, stream, pointer, at, zone };
    const { gross, net } = withoutTax(amounts, sold);
    const interval = intervalOf(cadence);
    const known = parts.get(stream);
    parts.set(stream, {
      stream,
      amount: add(known?.amount ?? zero, monthlyValue(gross, interval, normalisation)),
      net: add(known?.net ?? zero, monthlyValue(net, interval, normalisation)),
    });
  }
  return [...parts.values()];
}

/** A cadence as an interval that is paid for. */
export function intervalOf(name: CadenceName): PaidInterval {
  const cadence = expectOk(parseCadence(name));
  const { every, unit } = cadence;
  if (unit === "day" || unit === "week" || unit === "month" || unit === "year")
    return { every, unit };
  const months = monthsOf(cadence);
  assert(months !== undefined && daysOf(cadence) === undefined, "it is counted in months");
  return { every: months, unit: "month" };
}
