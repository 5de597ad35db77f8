import { openAccount } from "../../account/account.ts";
import type { Invoice } from "../../account/invoice.ts";
import type { DatedFact } from "../../account/issue-in-order.ts";
import type { PriceBooks } from "../../account/price-book.ts";
import { expectOk, ok, type Result } from "../../fault/fault.ts";
import type { Month } from "../../ledger/recognition/accounting-month.ts";
import { readAccounts } from "../../metrics/accounts/accounts-input.ts";
import { usageLines } from "../../metrics/accounts/usage-lines.ts";
import { monthAt, monthStart } from "../../metrics/calendar-month.ts";
import { type MeasuredStretch, measureStretches } from "../../metrics/measured-stretches.ts";
import { settingsOf } from "../../metrics/model-settings.ts";
import type { RecurringStretch } from "../../metrics/recurring-stretch.ts";
import { add, type Decimal, decimalOf, zero } from "../../money/decimal.ts";
import { type Instant, parseInstant } from "../../time/instant.ts";
import { firstDayOfMonth } from "../../time/month-table.ts";
import { startOfDayNumber } from "../../time/zone.ts";
import { lineSchedules } from "./line-schedule.ts";
import { liveSample, type SampleLeave } from "./live-sample.ts";
import { type MonthlyUsage, sampleUsage } from "./sample-usage.ts";

/** A line of what one customer is billed. Months are those of the calendar. */
export interface SampleLine {
  readonly stream: string;
  readonly kind: Invoice["lines"][number]["kind"];
  /** Before discounts. */
  readonly gross: Decimal;
  /** Net of discounts and without tax, as the line says it; below zero on a credit note. */
  readonly amount: Decimal;
  /** The month in which the period began that it is for: who left before is not billed it. */
  readonly servedFrom: Month;
  readonly billedIn: Month;
  /** When its document was due. */
  readonly issuedAt: Instant;
  /** What the books recognise of it, by month. */
  readonly recognised: ReadonlyMap<Month, Decimal>;
}

/** One customer who buys and never leaves, billed by the account machine. */
export interface SampleCustomer {
  readonly lines: readonly SampleLine[];
  /** What is issued to who leaves instead, once it is gone, by the month in which it leaves; only of the leaves that were asked for. */
  readonly left: ReadonlyMap<Month, readonly SampleLine[]>;
  /** Recurring value by the settings of the model. */
  readonly recurring: readonly MeasuredStretch[];
  /** The same as it is told: at list prices, and after discounts. */
  readonly stretches: readonly RecurringStretch[];
}

/** Whom to bill. */
export interface SampleRequest {
  readonly books: PriceBooks;
  /** Of the customer, for what only some segments may have. */
  readonly segment?: string;
  /** What its account is told, in the order of time; the customer of these facts is `sampleCustomerId`. */
  readonly facts: readonly DatedFact[];
  /** How those leave of whom it is asked what they are billed; none where absent. */
  readonly leaves?: readonly SampleLeave[];
  /** The last month that is looked at. */
  readonly last: Month;
  readonly usage: MonthlyUsage;
  /** The day of each month on which it uses what it does, from 1 to 28; the first where absent. */
  readonly usesOn?: number;
}

/** The customer of a sample's facts. */
export const sampleCustomerId = "sample";

/**
 * Bills one customer through `last`, and for what it used by then, which is billed when that month is over. Refuses what the
 * account machine refuses to sell or bill.
 */
export function billSample({
  books,
  segment,
  facts,
  leaves = [],
  last,
  usage,
  usesOn = 1,
}: SampleRequest): Result<SampleCustomer> {
  const { zone } = books.current;
  const until = monthStart(zone, last + 2);
  const view = sampleUsage(
    zone,
    (instant) => monthAt(zone, instant),
    usage,
    (month) => startOfDayNumber(zone, firstDayOfMonth(month) + usesOn - 1),
  );
  const opened = openAccount({
    fact: "customer",
    id: sampleCustomerId,
    name: "A customer of the plan",
    ...(segment === undefined ? {} : { segment }),
  });
  const lived = liveSample(opened, { facts, leaves, until }, books, view);
  if (!lived.ok) return lived;
  const lines: SampleLine[] = [];
  for (const { invoice, at } of lived.value.issued) {
    const own = linesOf(invoice, at, books, last);
    if (!own.ok) return own;
    lines.push(...own.value);
  }
  const left = new Map<Month, SampleLine[]>();
  for (const [month, issued] of lived.value.left)
    for (const { invoice, at } of issued) {
      const own = linesOf(invoice, at, books, last);
      if (!own.ok) return own;
      left.set(month, [...(left.get(month) ?? []), ...own.value]);
    }
  const settings = settingsOf(books.current.model);
  const reader = readAccounts({ books, settings, asOf: until - 1 });
  reader.add(
    lived.value.account,
    lived.value.issued.flatMap(({ invoice }) => usageLines(invoice)),
  );
  const input = reader.input();
  const recurring = measureStretches(input, settings);
  return ok({ lines, left, recurring, stretches: input.stretches });
}

function linesOf(
  invoice: Invoice,
  issuedAt: Instant,
  books: PriceBooks,
  last: Month,
): Result<readonly SampleLine[]> {
  const { zone } = books.current;
  const monthOf = (text: string): Month => monthAt(zone, expectOk(parseInstant(text)));
  const schedules = lineSchedules(invoice, { service: zone, books: zone }, last);
  if (!schedules.ok) return schedules;
  const billedIn = monthOf(invoice.issuedAt);
  return ok(
    invoice.lines.map(({ id, stream, kind, gross, amount, period }) => ({
      stream,
      kind,
      gross: decimalOf(gross),
      amount: decimalOf(amount),
      servedFrom: period === null ? billedIn : monthOf(period.from),
      billedIn,
      issuedAt,
      recognised: asClosed(schedules.value.get(id) ?? new Map<Month, Decimal>(), billedIn),
    })),
  );
}

/**
 * What a line earns, by the months that books recognise it in which are closed when the month after is over: what was earned before that
 * and was not invoiced yet is recognised in the first month that knows of it. Use of a quarter is so recognised in its last month.
 */
function asClosed(
  earned: ReadonlyMap<Month, Decimal>,
  billedIn: Month,
): ReadonlyMap<Month, Decimal> {
  const recognised = new Map<Month, Decimal>();
  for (const [month, amount] of earned) {
    const known = Math.max(month, billedIn - 1);
    recognised.set(known, add(recognised.get(known) ?? zero, amount));
  }
  return recognised;
}
