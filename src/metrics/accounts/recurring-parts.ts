import type { Account, PhaseState } from "../../account/account.ts";
import { type LineAmounts, lineAmounts } from "../../account/line.ts";
import type { PriceBooks } from "../../account/price-book.ts";
import type { ServicePeriod } from "../../account/service-period.ts";
import type { SubscriptionTerms } from "../../account/terms.ts";
import { idleAmounts } from "../../account/usage-line.ts";
import { assert, expectOk } from "../../fault/fault.ts";
import { add, type Decimal, isZero } from "../../money/decimal.ts";
import { type CadenceName, daysOf, monthsOf, parseCadence } from "../../time/cadence.ts";
import { type Schedule, wholePeriodAt } from "../../time/schedule.ts";
import { monthlyValue, type Normalisation, type PaidInterval } from "../monthly-value.ts";
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
 * then made a month's, without the tax of the first paid day where prices include it. The plan's own stream is always there, with 0 where the plan has no price of its own.
 */
export function recurringParts(
  { account, books, normalisation }: PartsOf,
  state: PhaseState,
  terms: SubscriptionTerms,
): readonly RecurringPart[] {
  const { recurring, charges, plan, book, startsAt: at, zone } = terms;
  const parts = new Map<string, RecurringPart>();
  const put = (
    stream: string,
    amounts: LineAmounts,
    { cadence, pointer }: { readonly cadence: CadenceName; readonly pointer: string },
  ): void => {
    const sold = { account, books, book, stream, pointer, at, zone };
    const { gross, net } = withoutTax(amounts, sold);
    const interval = intervalOf(cadence);
    const known = parts.get(stream);
    const amount = monthlyValue(gross, interval, normalisation);
    const netAmount = monthlyValue(net, interval, normalisation);
    parts.set(stream, {
      stream,
      amount: known === undefined ? amount : add(known.amount, amount),
      net: known === undefined ? netAmount : add(known.net, netAmount),
    });
  };
  put(plan.stream, planAmounts(state, terms), recurring ?? unpriced);
  for (const charge of charges) {
    const amounts = idleAmounts({ state, terms, charge }, wholePeriod(charge.schedule));
    if (!isZero(amounts.gross)) put(charge.stream, amounts, charge);
  }
  return [...parts.values()];
}

const unpriced = { cadence: "monthly", pointer: "" } as const;

const wholePeriod = (schedule: Schedule): ServicePeriod => ({
  ...wholePeriodAt(schedule, 0),
  schedule,
  share: undefined,
});

/** The plan's price of a whole period; nothing where it has none. */
function planAmounts(
  { fact }: PhaseState,
  { recurring, quantity, discounts, startsAt, book }: SubscriptionTerms,
): LineAmounts {
  const rated =
    recurring?.price.finish(recurring.price.lift({ quantity, time: startsAt, id: fact.id })) ??
    noPrice;
  return lineAmounts(
    { rated, quantity, discounts: discounts.recurring, discountFacts: discounts.facts },
    book,
  );
}

const noPrice = { amount: { coefficient: 0, scale: 0 }, steps: [] };

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
