import { type Account, openAccount } from "../../account/account.ts";
import type { Invoice } from "../../account/invoice.ts";
import { type DatedFact, inputOf } from "../../account/issue-in-order.ts";
import type { PriceBooks } from "../../account/price-book.ts";
import { type Input, step } from "../../account/step.ts";
import type { UsageView } from "../../account/usage-view.ts";
import { expectOk, ok, type Result } from "../../fault/fault.ts";
import type { Month } from "../../ledger/recognition/accounting-month.ts";
import { readAccounts } from "../../metrics/accounts/accounts-input.ts";
import { monthAt, monthStart } from "../../metrics/calendar-month.ts";
import { type MeasuredStretch, measureStretches } from "../../metrics/measured-stretches.ts";
import { defaultSettings } from "../../metrics/metric-settings.ts";
import type { RecurringStretch } from "../../metrics/recurring-stretch.ts";
import { add, type Decimal, decimalOf, zero } from "../../money/decimal.ts";
import { type Instant, parseInstant } from "../../time/instant.ts";
import { firstDayOfMonth } from "../../time/month-table.ts";
import { startOfDayNumber } from "../../time/zone.ts";
import { lineSchedules } from "./line-schedule.ts";
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
  /** What the books recognise of it, by month. */
  readonly recognised: ReadonlyMap<Month, Decimal>;
}

/** One customer who buys and never leaves, billed by the account machine. */
export interface SampleCustomer {
  readonly lines: readonly SampleLine[];
  /** Recurring value by the metrics' own settings. */
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
  const lived = liveUntil(opened, { facts, until }, books, view);
  if (!lived.ok) return lived;
  const lines: SampleLine[] = [];
  for (const invoice of lived.value.invoices) {
    const own = linesOf(invoice, books, last);
    if (!own.ok) return own;
    lines.push(...own.value);
  }
  const reader = readAccounts({ books, settings: defaultSettings, asOf: until - 1 });
  reader.add(lived.value.account);
  const input = reader.input();
  const recurring = measureStretches(input, defaultSettings);
  return ok({ lines, recurring, stretches: input.stretches });
}

interface Lived {
  readonly account: Account;
  readonly invoices: readonly Invoice[];
}

/** Tells an account its facts, and ticks it through everything that is due before `until`: at one moment facts come first. */
function liveUntil(
  opened: Account,
  { facts, until }: { readonly facts: readonly DatedFact[]; readonly until: Instant },
  books: PriceBooks,
  usage: UsageView,
): Result<Lived> {
  const invoices: Invoice[] = [];
  let account = opened;
  let due: Instant | undefined;
  const put = (input: Input): Result<undefined> => {
    const stepped = step(account, input, books, usage);
    if (!stepped.ok) return stepped;
    account = stepped.value.account;
    invoices.push(...stepped.value.documents);
    due = stepped.value.nextDue;
    return ok(undefined);
  };
  const tickBefore = (end: Instant): Result<undefined> => {
    while (due !== undefined && due < end) {
      const ticked = put({ kind: "tick", now: due });
      if (!ticked.ok) return ticked;
    }
    return ok(undefined);
  };
  for (const fact of facts) {
    if (fact.at >= until) break;
    const ticked = tickBefore(fact.at);
    if (!ticked.ok) return ticked;
    const told = put(inputOf(fact));
    if (!told.ok) return told;
  }
  const ticked = tickBefore(until);
  return ticked.ok ? ok({ account, invoices }) : ticked;
}

function linesOf(invoice: Invoice, books: PriceBooks, last: Month): Result<readonly SampleLine[]> {
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
