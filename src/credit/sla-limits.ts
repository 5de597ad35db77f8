import { expectOk } from "../fault/fault.ts";
import { type Decimal, decimalOf, max, min, subtract, sum, zero } from "../money/decimal.ts";
import { formatMoney, type Money, moneyValue } from "../money/money.ts";
import type { CivilDate } from "../time/calendar.ts";
import type { Instant } from "../time/instant.ts";
import { civilDateAt, findZone, serviceDayAt, startOfDayNumber } from "../time/zone.ts";
import type { GivenSlaCredit, SlaClaim } from "./sla-claim.ts";

/** What is due under the limits of months and years, with a sentence for each limit that lowered it. */
export interface LimitedCredit {
  readonly due: Decimal;
  readonly explanation: readonly string[];
}

/**
 * An amount under the promise's limits for the calendar month and the calendar year in which the period began, and under that
 * of its contract, less what other periods of it were given.
 */
export function underLimits(claim: SlaClaim, amount: Decimal): LimitedCredit {
  const { sla, currency, report } = claim;
  const own = report.period.from;
  const others = claim.given.filter(({ periodStart }) => periodStart !== own);
  const explanation: string[] = [];
  let due = amount;
  const apply = (
    limit: Money | undefined,
    per: string,
    same: (start: Instant) => boolean,
  ): void => {
    if (limit === undefined) return;
    const used = totalOf(others.filter(({ periodStart }) => same(periodStart)));
    const room = max(zero, subtract(moneyValue(limit), used));
    if (min(due, room) === due) return;
    due = room;
    const before = `${formatMoney(used, currency)} of it given before`;
    explanation.push(`At most ${formatMoney(moneyValue(limit), currency)} ${per}, ${before}`);
  };
  apply(sla.maximumPerMonth, "a month", (start) => sameMonth(claim, start, own));
  apply(sla.maximumPerYear, "a year", (start) => sameYear(claim, start, own));
  const { contractLimit: limit } = claim;
  apply(limit?.maximum, "a period of the contract", (start) =>
    limit === undefined ? false : start >= limit.from && start < limit.to,
  );
  return { due, explanation };
}

/** The sum of what was given. */
export const totalOf = (given: readonly GivenSlaCredit[]): Decimal =>
  sum(given.map(({ amount }) => decimalOf(amount)));

type CivilTest = (claim: SlaClaim, left: Instant, right: Instant) => boolean;

const dayOf = ({ timeZone }: SlaClaim, instant: Instant): CivilDate =>
  civilDateAt(expectOk(findZone(timeZone)), instant);

const sameYear: CivilTest = (claim, left, right) =>
  dayOf(claim, left).year === dayOf(claim, right).year;

const sameMonth: CivilTest = (claim, left, right) =>
  sameYear(claim, left, right) && dayOf(claim, left).month === dayOf(claim, right).month;

/**
 * Why a claim is not paid that the contract asks for: none was made, or not before the local midnight so many days after the
 * end of the period. Undefined where all is well.
 */
export function claimFault({
  sla,
  report,
  claimedAt,
  timeZone,
}: SlaClaim): "not-claimed" | "claimed-late" | undefined {
  if (sla.claimWithinDays === undefined) return undefined;
  if (claimedAt === undefined) return "not-claimed";
  const zone = expectOk(findZone(timeZone));
  const day = serviceDayAt(zone, report.period.to) + sla.claimWithinDays;
  return claimedAt < startOfDayNumber(zone, day) ? undefined : "claimed-late";
}
