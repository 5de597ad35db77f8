import { type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import {
  compare,
  type Decimal,
  decimal,
  formatFixed,
  isNegative,
  isPositive,
  multiply,
  one,
  parseDecimal,
  subtract,
  zero,
} from "../money/decimal.ts";
import { type Percent, parsePercent } from "../money/percent.ts";
import { divide } from "../money/rounding.ts";
import { type Instant, MINUTE_MS } from "../time/instant.ts";

/** What was measured: the uptime itself, or the minutes that service was down. */
export type Measured =
  | { readonly uptime: Percent }
  | {
      /** All minutes of downtime, decimal text. */
      readonly downtimeMinutes: string;
      /** Those of them that the contract excludes, such as planned maintenance. */
      readonly excludedMinutes?: string;
    };

/** One fact of an uptime feed. */
export interface UptimeReport {
  readonly id: string;
  readonly sla: string;
  /** The period that was measured, half-open. */
  readonly period: { readonly from: Instant; readonly to: Instant };
  /** Whom it is about; absent for everyone under the promise. */
  readonly customer?: string;
  readonly measured: Measured;
}

/** An uptime as an exact fraction. */
export interface Uptime {
  readonly up: Decimal;
  /** Above zero. */
  readonly of: Decimal;
}

/**
 * The uptime that a report comes to. Excluded minutes are `not-measured` (neither downtime nor part of the period) or count
 * `as-up`. Undefined where nothing was measured, since all of the period is excluded.
 * Refuses with `negative-amount`, `downtime-above-period`, `excluded-above-downtime`, `percent-out-of-range` and a number's
 * faults. A minute is 60 elapsed seconds, so a change of clocks neither adds nor hides any.
 */
export function uptimeOf(
  { measured, period }: UptimeReport,
  excluded: "not-measured" | "as-up" = "not-measured",
): Result<Uptime | undefined> {
  if ("uptime" in measured) return statedUptime(measured.uptime);
  const down = readMinutes(measured.downtimeMinutes, "/downtimeMinutes");
  const without = readMinutes(measured.excludedMinutes ?? "0", "/excludedMinutes");
  if (!down.ok) return down;
  if (!without.ok) return without;
  const whole = divide(decimal(period.to - period.from), decimal(MINUTE_MS), 6);
  if (compare(down.value, whole) > 0)
    return refuse(above("downtime-above-period", "/downtimeMinutes", measured.downtimeMinutes));
  if (compare(without.value, down.value) > 0)
    return refuse(above("excluded-above-downtime", "/excludedMinutes", measured.excludedMinutes));
  const of = excluded === "as-up" ? whole : subtract(whole, without.value);
  if (!isPositive(of)) return ok(undefined);
  return ok({ up: subtract(of, subtract(down.value, without.value)), of });
}

function statedUptime(uptime: Percent): Result<Uptime> {
  const read = parsePercent(uptime, "/uptime");
  if (!read.ok) return read;
  if (!isNegative(read.value) && compare(read.value, one) <= 0)
    return ok({ up: read.value, of: one });
  const message = "an uptime is between 0% and 100%";
  return refuse({ code: "percent-out-of-range", path: "/uptime", message, value: uptime });
}

function readMinutes(text: string, path: string): Result<Decimal> {
  const read = parseDecimal(text, path);
  if (!read.ok || compare(read.value, zero) >= 0) return read;
  const message = "minutes are zero or more";
  return refuse({ code: "negative-amount", path, message, value: text });
}

function above(
  code: "downtime-above-period" | "excluded-above-downtime",
  path: string,
  value: unknown,
): Fault {
  const [less, more] =
    code === "downtime-above-period"
      ? ["downtime", "the period"]
      : ["excluded time", "the downtime"];
  return { code, path, message: `${less} is at most as long as ${more}`, value };
}

/** Whether an uptime is below a share. Exact: nothing is divided, so no rounding moves it across a step. */
export const isBelow = ({ up, of }: Uptime, share: Decimal): boolean =>
  compare(up, multiply(share, of)) < 0;

/** An uptime for people, cut to four digits so that it never reads as a step it did not reach: `99.8999%`. */
export const uptimeText = ({ up, of }: Uptime): Percent =>
  `${formatFixed(divide(multiply(up, decimal(100)), of, 4, "down"), 4)}%`;

/** Which reports speak of a promise, a customer and a period. */
export interface UptimeQuestion {
  readonly sla: string;
  readonly customer: string;
  readonly periodStart: Instant;
}

/**
 * The report that holds: the last told of those about the customer alone, else the last told of those about everyone.
 * So a later report corrects an earlier one, and a customer's own measurement beats the general one whenever it is told.
 */
export function uptimeFor(
  reports: readonly UptimeReport[],
  { sla, customer, periodStart }: UptimeQuestion,
): UptimeReport | undefined {
  const about = reports.filter((one) => one.sla === sla && one.period.from === periodStart);
  return (
    about.findLast((one) => one.customer === customer) ??
    about.findLast((one) => one.customer === undefined)
  );
}
