import { type Account, openAccount } from "../../account/account.ts";
import type { PurchaseFact } from "../../account/fact.ts";
import type { Invoice } from "../../account/invoice.ts";
import type { PriceBooks } from "../../account/price-book.ts";
import { step } from "../../account/step.ts";
import type { UsageView } from "../../account/usage-view.ts";
import { expectOk, ok, type Result } from "../../fault/fault.ts";
import type { Month } from "../../ledger/recognition/accounting-month.ts";
import { readAccounts } from "../../metrics/accounts/accounts-input.ts";
import { monthAt, monthStart } from "../../metrics/calendar-month.ts";
import { type MeasuredStretch, measureStretches } from "../../metrics/measured-stretches.ts";
import { defaultSettings } from "../../metrics/metric-settings.ts";
import { type Decimal, decimalOf } from "../../money/decimal.ts";
import { parseInstant } from "../../time/instant.ts";
import { lineSchedules } from "./line-schedule.ts";
import { type MonthlyUsage, sampleUsage } from "./sample-usage.ts";

/** A line of what one customer is billed. Months are those of the calendar. */
export interface SampleLine {
  readonly stream: string;
  readonly kind: Invoice["lines"][number]["kind"];
  /** Net of discounts and without tax, as the line says it; below zero on a credit note. */
  readonly amount: Decimal;
  /** The month in which the period began that it is for: who left before is not billed it. */
  readonly servedFrom: Month;
  readonly billedIn: Month;
  /** What the books recognise of it, by month. */
  readonly recognised: ReadonlyMap<Month, Decimal>;
}

/** One customer who buys and never leaves, billed by the account machine. */
export interface SampleCustomer {
  readonly lines: readonly SampleLine[];
  /** Recurring value by the metrics' own settings. */
  readonly recurring: readonly MeasuredStretch[];
}

/** Whom to bill. */
export interface SampleRequest {
  readonly books: PriceBooks;
  /** Of the customer, for what only some segments may have. */
  readonly segment?: string;
  /** What it buys at the beginning of `start`; the customer of these facts is `sampleCustomerId`. */
  readonly purchases: readonly PurchaseFact[];
  readonly start: Month;
  /** The last month that is looked at. */
  readonly last: Month;
  readonly usage: MonthlyUsage;
}

/** The customer of a sample's facts. */
export const sampleCustomerId = "sample";

/**
 * Bills one customer from `start` through `last`, and for what it used by then, which is billed when that month is over. Refuses what the
 * account machine refuses to sell or bill.
 */
export function billSample({
  books,
  segment,
  purchases,
  start,
  last,
  usage,
}: SampleRequest): Result<SampleCustomer> {
  const { zone } = books.current;
  const until = monthStart(zone, last + 2);
  let account: Account = openAccount({
    fact: "customer",
    id: sampleCustomerId,
    name: "A customer of the plan",
    ...(segment === undefined ? {} : { segment }),
  });
  const knownSince = monthStart(zone, start);
  for (const fact of purchases) {
    const bought = step(account, { kind: "purchase", fact, knownSince }, books);
    if (!bought.ok) return bought;
    account = bought.value.account;
  }
  const view = sampleUsage(zone, (instant) => monthAt(zone, instant), usage);
  const lived = liveUntil(account, until, books, view);
  if (!lived.ok) return lived;
  const lines: SampleLine[] = [];
  for (const invoice of lived.value.invoices) {
    const own = linesOf(invoice, books, last);
    if (!own.ok) return own;
    lines.push(...own.value);
  }
  const reader = readAccounts({ books, settings: defaultSettings, asOf: until - 1 });
  reader.add(lived.value.account);
  return ok({ lines, recurring: measureStretches(reader.input(), defaultSettings) });
}

/** Ticks an account through everything that is due before `until`. */
function liveUntil(
  opened: Account,
  until: number,
  books: PriceBooks,
  usage: UsageView,
): Result<{ readonly account: Account; readonly invoices: readonly Invoice[] }> {
  const invoices: Invoice[] = [];
  let account = opened;
  let now = 0;
  for (;;) {
    const stepped = step(account, { kind: "tick", now }, books, usage);
    if (!stepped.ok) return stepped;
    account = stepped.value.account;
    invoices.push(...stepped.value.documents);
    const next = stepped.value.nextDue;
    if (next === undefined || next >= until) return ok({ account, invoices });
    now = next;
  }
}

function linesOf(invoice: Invoice, books: PriceBooks, last: Month): Result<readonly SampleLine[]> {
  const { zone } = books.current;
  const monthOf = (text: string): Month => monthAt(zone, expectOk(parseInstant(text)));
  const schedules = lineSchedules(invoice, { service: zone, books: zone }, last);
  if (!schedules.ok) return schedules;
  const billedIn = monthOf(invoice.issuedAt);
  return ok(
    invoice.lines.map(({ id, stream, kind, amount, period }) => ({
      stream,
      kind,
      amount: decimalOf(amount),
      servedFrom: period === null ? billedIn : monthOf(period.from),
      billedIn,
      recognised: schedules.value.get(id) ?? new Map<Month, Decimal>(),
    })),
  );
}
