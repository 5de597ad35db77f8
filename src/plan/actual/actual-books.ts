import { type Fault, ok, type Result, refuse } from "../../fault/fault.ts";
import { rateOn } from "../../fx/rate-on.ts";
import type { RateTable } from "../../fx/rate-table.ts";
import type { JournalEntry } from "../../ledger/entry.ts";
import { dayAfter, dayText, type Month } from "../../ledger/recognition/accounting-month.ts";
import { readAccounts } from "../../metrics/accounts/accounts-input.ts";
import { ratesInForce, wantedRates } from "../../metrics/accounts/month-end-rates.ts";
import { usageByCustomer } from "../../metrics/accounts/usage-lines.ts";
import { monthAt, monthStart } from "../../metrics/calendar-month.ts";
import { gatherFacts } from "../../metrics/metric-facts.ts";
import { settingsOf } from "../../metrics/model-settings.ts";
import type { Model } from "../../model/model.ts";
import type { Zone } from "../../time/zone.ts";
import type { HappenedBusiness } from "./actual-business.ts";
import { type ActualMetrics, actualMetrics } from "./actual-metrics.ts";
import { purchaseFinder } from "./find-purchase.ts";
import { missingRate } from "./plan-and-actual.ts";
import type { ToldAmounts } from "./told-amounts.ts";
import { toldByBooks } from "./told-by-books.ts";

/** What the books and the metrics say of a plan's months, as far as they are closed; money in units of the currency. */
export interface ActualBooks {
  /** What stands at each month's end, by stream: invoiced and not earned, and earned and not invoiced. */
  readonly deferred: ReadonlyMap<string, readonly number[]>;
  readonly unbilled: ReadonlyMap<string, readonly number[]>;
  /** Recurring value and how it moved, customers, and what is kept of them, by segment. */
  readonly metrics: ActualMetrics;
  /** Costs, payments and cash, as far as the books say them. */
  readonly told: ToldAmounts;
}

/** Which months are read. */
interface ReadMonths {
  readonly zone: Zone;
  readonly first: Month;
  readonly months: number;
}

/**
 * Reads them from a journal that is closed up to the last month, and from accounts as the metrics count them by the settings of the plan, by the segments of the plan.
 * Refuses what the metrics refuse: `fx-rate-missing`.
 */
export function actualBooks(
  { books, accounts, invoices, entries }: Omit<HappenedBusiness, "rateOf">,
  plan: Model,
  { first, months }: Pick<ReadMonths, "first" | "months">,
  rates: RateTable,
): Result<ActualBooks> {
  const { zone } = books.current;
  const asOf = monthStart(zone, first + months) - 1;
  const settings = settingsOf(plan);
  const reader = readAccounts({ books, settings, asOf });
  const used = settings.usage === "in" ? usageByCustomer(invoices) : undefined;
  const finder = purchaseFinder(plan);
  const segments = new Map<string, string>();
  for (const account of accounts) {
    reader.add(account, used?.get(account.customer.id));
    segments.set(account.customer.id, finder.segmentOf(account.customer.segment));
  }
  const input = reader.input();
  const span = { first, last: first + months - 1, settings };
  const wanted = wantedRates({ ...input, asOf }, span);
  const counted = { ...input, rates: ratesInForce(wanted, rates, input) };
  const all = Array.from({ length: months }, (_, month) => first + month);
  const facts = gatherFacts(counted, all, settings);
  if (!facts.ok) return facts;
  const missing = new Map<string, Fault>();
  const told = toldByBooks(entries, plan, {
    zone,
    first,
    months,
    rateOf: (currency, month) => {
      const day = dayText(dayAfter(month) - 1);
      const found = rateOn(rates, currency, plan.currency, day);
      if (found.ok) return Number(found.value.rate);
      missing.set(`${currency} ${month}`, missingRate(currency, plan.currency, month));
      return 0;
    },
  });
  if (missing.size > 0) return refuse(...missing.values());
  const segmentOf = (customer: string): string => segments.get(customer) ?? "";
  return ok({
    ...balances(entries, { zone, first, months }),
    metrics: actualMetrics(facts.value, segmentOf, first, months),
    told,
  });
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
