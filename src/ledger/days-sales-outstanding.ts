import { assert } from "../fault/fault.ts";
import type { CurrencyCode } from "../money/currency.ts";
import {
  add,
  type Decimal,
  decimal,
  decimalOf,
  isPositive,
  multiply,
  subtract,
  zero,
} from "../money/decimal.ts";
import { divide } from "../money/rounding.ts";
import { daysFromCivil } from "../time/calendar.ts";
import type { Instant } from "../time/instant.ts";
import { civilDateAt, UTC, type Zone } from "../time/zone.ts";
import { customerCredit, receivable } from "./account-name.ts";
import type { JournalEntry } from "./entry.ts";

/** A stretch of the books, from `from` on and before `to`: a month, a quarter. */
export interface SalesPeriod {
  readonly from: Instant;
  readonly to: Instant;
}

/** Days are written to one digit after the point; the one rounding of the measure. */
const dayDigits = 1;

/**
 * Days sales outstanding by the simple method: receivable at the period's end / sales of the period × days of the
 * period. Undefined where nothing was sold in it.
 *
 * Both sides are of one currency and with tax, as the receivable is; sales are invoices less credit notes. The
 * textbook ratio (days' sales in receivables); it moves with the trend of sales, which the countback does not.
 */
export function simpleDaysSalesOutstanding(
  entries: readonly JournalEntry[],
  currency: CurrencyCode,
  period: SalesPeriod,
  zone: Zone = UTC,
): Decimal | undefined {
  const sold = salesIn(entries, currency, period);
  const owed = receivableBefore(entries, currency, period.to);
  return simpleDays(owed, { sold, days: daysIn(period, zone) });
}

/** What was sold in a period, with tax and less credit notes, and its calendar days. */
export interface PeriodSales {
  readonly sold: Decimal;
  readonly days: number;
}

/** {@link simpleDaysSalesOutstanding} of figures: what is owed at the period's end, and the period. */
export const simpleDays = (owed: Decimal, { sold, days }: PeriodSales): Decimal | undefined =>
  isPositive(sold) ? divide(multiply(owed, decimal(days)), sold, dayDigits) : undefined;

/** A countback's days, and whether the sales that it was given explain the receivable. */
export interface Countback {
  readonly days: Decimal;
  /** False where the receivable is older than all of the periods: the days are then at least these. */
  readonly complete: boolean;
}

/**
 * Days sales outstanding by the countback method (also "exhaustion"): from the receivable at the end of the last
 * period the sales of that period are taken off and its days counted, then those of the period before, until what is
 * left is less than a period's sales; of that period the same part of its days counts.
 *
 * `periods` follow each other, oldest first; months are usual. A period of more credit notes than sales adds its days.
 */
export function countbackDaysSalesOutstanding(
  entries: readonly JournalEntry[],
  currency: CurrencyCode,
  periods: readonly SalesPeriod[],
  zone: Zone = UTC,
): Countback {
  const last = periods.at(-1);
  assert(last !== undefined, "a countback has a period to count back through");
  assert(
    periods.every((period, index) => index === 0 || periods[index - 1]?.to === period.from),
    "the periods of a countback follow each other",
  );
  const owed = receivableBefore(entries, currency, last.to);
  return countbackDays(
    owed,
    periods.map((period) => ({
      sold: salesIn(entries, currency, period),
      days: daysIn(period, zone),
    })),
  );
}

/** {@link countbackDaysSalesOutstanding} of figures: what is owed at the end of the last period, and the periods. */
export function countbackDays(owed: Decimal, periods: readonly PeriodSales[]): Countback {
  let left = owed;
  let days = zero;
  for (const { sold, days: calendarDays } of periods.toReversed()) {
    if (!isPositive(left)) return { days, complete: true };
    const length = decimal(calendarDays);
    const rest = subtract(left, sold);
    if (isPositive(sold) && !isPositive(rest)) {
      const part = divide(multiply(left, length), sold, dayDigits);
      return { days: add(days, part), complete: true };
    }
    days = add(days, length);
    left = rest;
  }
  return { days, complete: !isPositive(left) };
}

/** Calendar days of a period in a zone. */
export function daysIn({ from, to }: SalesPeriod, zone: Zone): number {
  const day = (instant: Instant): number => daysFromCivil(civilDateAt(zone, instant));
  return day(to) - day(from);
}

function receivableBefore(
  entries: readonly JournalEntry[],
  currency: CurrencyCode,
  to: Instant,
): Decimal {
  let owed = zero;
  for (const { date, postings } of entries)
    if (date < to)
      for (const posting of postings)
        if (posting.account === receivable && posting.currency === currency)
          owed = add(owed, decimalOf(posting.amount));
  return owed;
}

/** What invoices put on the receivable, less what credit notes took off it or gave as credit. */
function salesIn(
  entries: readonly JournalEntry[],
  currency: CurrencyCode,
  { from, to }: SalesPeriod,
): Decimal {
  let sold = zero;
  for (const { date, document, postings } of entries) {
    if (date < from || date >= to || !sales.has(document.kind)) continue;
    for (const { account, amount, ...posting } of postings)
      if (posting.currency === currency && (account === receivable || account === customerCredit))
        sold = add(sold, decimalOf(amount));
  }
  return sold;
}

const sales: ReadonlySet<string> = new Set(["invoice", "credit-note"]);
