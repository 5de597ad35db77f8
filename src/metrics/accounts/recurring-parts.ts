import type { PhaseState } from "../../account/account.ts";
import { type LineAmounts, lineAmounts } from "../../account/line.ts";
import type { ServicePeriod } from "../../account/service-period.ts";
import type { SubscriptionTerms } from "../../account/terms.ts";
import { idleAmounts } from "../../account/usage-line.ts";
import { assert, expectOk } from "../../fault/fault.ts";
import { add, type Decimal, isZero } from "../../money/decimal.ts";
import { type CadenceName, daysOf, monthsOf, parseCadence } from "../../time/cadence.ts";
import { type Schedule, wholePeriodAt } from "../../time/schedule.ts";
import { monthlyValue, type Normalisation, type PaidInterval } from "../monthly-value.ts";

/** What a subscription pays per month towards one stream, however little is used. */
export interface RecurringPart {
  readonly stream: string;
  /** At list prices. */
  readonly amount: Decimal;
  /** After discounts. */
  readonly net: Decimal;
}

/**
 * What terms are worth a month: the plan's price of a whole period, and of each charge what a whole period of no use
 * costs (reserved capacity, a minimum, a fee). Each is what an invoice says of such a period, to the minor unit, and
 * then made a month's. The plan's own stream is always there, with 0 where the plan has no price of its own.
 */
export function recurringParts(
  state: PhaseState,
  terms: SubscriptionTerms,
  normalisation: Normalisation,
): readonly RecurringPart[] {
  const { recurring, charges, plan } = terms;
  const parts = new Map<string, RecurringPart>();
  const put = (stream: string, { gross, net }: LineAmounts, cadence: CadenceName): void => {
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
  put(plan.stream, planAmounts(state, terms), recurring?.cadence ?? "monthly");
  for (const charge of charges) {
    const amounts = idleAmounts({ state, terms, charge }, wholePeriod(charge.schedule));
    if (!isZero(amounts.gross)) put(charge.stream, amounts, charge.cadence);
  }
  return [...parts.values()];
}

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
