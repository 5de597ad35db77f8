import { ok, type Result } from "../../fault/fault.ts";
import type { RateTable } from "../../fx/rate-table.ts";
import type { JournalEntry } from "../../ledger/entry.ts";
import { type Month, monthText } from "../../ledger/recognition/accounting-month.ts";
import { readAccounts } from "../../metrics/accounts/accounts-input.ts";
import { ratesInForce, wantedRates } from "../../metrics/accounts/month-end-rates.ts";
import { monthAt, monthStart } from "../../metrics/calendar-month.ts";
import { defaultSettings } from "../../metrics/metric-settings.ts";
import type { MetricsInput } from "../../metrics/metrics-input.ts";
import { metricsReport } from "../../metrics/metrics-report.ts";
import type { Zone } from "../../time/zone.ts";
import type { HappenedBusiness } from "./actual-business.ts";

/** What the books and the metrics say of a plan's months, as far as they are closed; money in units of the currency. */
export interface ActualBooks {
  /** What stands at each month's end, by stream: invoiced and not earned, and earned and not invoiced. */
  readonly deferred: ReadonlyMap<string, readonly number[]>;
  readonly unbilled: ReadonlyMap<string, readonly number[]>;
  /** Recurring value, and how it moved. */
  readonly recurring: readonly RecurringMonth[];
}

/** A month's recurring value. opening + new + expansion - contraction - churn = closing; who comes back is new. */
export interface RecurringMonth {
  readonly opening: number;
  readonly new: number;
  readonly expansion: number;
  readonly contraction: number;
  readonly churn: number;
  readonly closing: number;
}

/** Which months are read. */
interface ReadMonths {
  readonly zone: Zone;
  readonly first: Month;
  readonly months: number;
}

/**
 * Reads them from a journal that is closed up to the last month, and from accounts as the metrics count them by default. Refuses what the metrics
 * refuse: `fx-rate-missing`.
 */
export function actualBooks(
  { books, accounts, entries }: Pick<HappenedBusiness, "books" | "accounts" | "entries">,
  first: Month,
  months: number,
  rates: RateTable,
): Result<ActualBooks> {
  const { zone } = books.current;
  const span = { zone, first, months };
  const asOf = monthStart(zone, first + months) - 1;
  const reader = readAccounts({ books, settings: defaultSettings, asOf });
  for (const account of accounts) reader.add(account);
  const input = reader.input();
  const wanted = wantedRates(
    { ...input, asOf },
    { first, last: first + months - 1, settings: defaultSettings },
  );
  const counted = { ...input, rates: ratesInForce(wanted, rates, input) };
  const recurring = movements(counted, span);
  return recurring.ok ? ok({ ...balances(entries, span), recurring: recurring.value }) : recurring;
}

const deferredAccounts = "liabilities:deferred:";
const unbilledAccounts = "assets:unbilled:";

function balances(
  entries: Iterable<JournalEntry>,
  { zone, first, months }: ReadMonths,
): Pick<ActualBooks, "deferred" | "unbilled"> {
  const deferred = new Map<string, number[]>();
  const unbilled = new Map<string, number[]>();
  const move = (sums: Map<string, number[]>, stream: string, month: number, by: number): void => {
    const own = sums.get(stream) ?? new Array<number>(months).fill(0);
    sums.set(stream, own);
    for (let at = Math.max(0, month); at < months; at += 1) own[at] = (own[at] ?? 0) + by;
  };
  for (const { date, postings } of entries) {
    const month = monthAt(zone, date) - first;
    for (const { account, amount } of postings) {
      const value = Number(amount);
      if (account.startsWith(deferredAccounts))
        move(deferred, account.slice(deferredAccounts.length), month, 0 - value);
      else if (account.startsWith(unbilledAccounts))
        move(unbilled, account.slice(unbilledAccounts.length), month, value);
    }
  }
  return { deferred, unbilled };
}

function movements(
  input: MetricsInput,
  { first, months }: ReadMonths,
): Result<readonly RecurringMonth[]> {
  const span = { from: monthText(first), to: monthText(first + months - 1) };
  const report = metricsReport(input, span, {}, { metrics: [], rows: false });
  if (!report.ok) return report;
  const moved = report.value.movements.map((month) => ({
    opening: Number(month.opening),
    new: Number(month.new) + Number(month.reactivation),
    expansion:
      Number(month.expansion) + Math.max(0, Number(month.price)) + Math.max(0, Number(month.fx)),
    contraction:
      0 -
      Number(month.contraction) -
      Math.min(0, Number(month.price)) -
      Math.min(0, Number(month.fx)),
    churn: 0 - Number(month.churn),
    closing: Number(month.closing),
  }));
  return ok(moved);
}
