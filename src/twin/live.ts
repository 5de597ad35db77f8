import { type Account, openAccount } from "../account/account.ts";
import type { CustomerFact } from "../account/fact.ts";
import type { Invoice } from "../account/invoice.ts";
import {
  accountOf,
  type DatedFact,
  type Happening,
  isMoney,
  issueInOrder,
} from "../account/issue-in-order.ts";
import type { PriceBooks } from "../account/price-book.ts";
import type { UsageView } from "../account/usage-view.ts";
import { type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import type { JournalEntry } from "../ledger/entry.ts";
import type { Month } from "../ledger/recognition/accounting-month.ts";
import { readAccounts } from "../metrics/accounts/accounts-input.ts";
import type { UsageLine } from "../metrics/accounts/metered-use.ts";
import { usageLines } from "../metrics/accounts/usage-lines.ts";
import { monthStart } from "../metrics/calendar-month.ts";
import type { MetricsInput } from "../metrics/metrics-input.ts";
import { settingsOf } from "../metrics/model-settings.ts";
import type { MonthlyUsage, UsageMoment } from "../plan/billing/sample-usage.ts";
import type { Instant } from "../time/instant.ts";
import type { Fate } from "./fate.ts";
import type { OpenSubscription } from "./fate-facts.ts";
import { runningBooks } from "./running-books.ts";

/** A simulated business: who its customers are, what their accounts are told, and what they use. */
export interface SimulatedBusiness {
  readonly books: PriceBooks;
  readonly customers: readonly CustomerFact[];
  readonly facts: readonly DatedFact[];
  readonly fates: readonly Fate[];
  /** What each customer could leave, by customer. */
  readonly open: ReadonlyMap<string, readonly OpenSubscription[]>;
  readonly usage: UsageView;
  /** The same use, customer by customer: what it uses in a month of the calendar, and when. */
  readonly uses: MonthlyUsage;
  readonly usesAt: UsageMoment;
}

/** What a customer does about something that happened. */
export interface Answer {
  /** Facts about it from now on. */
  readonly facts: readonly DatedFact[];
  /** Who is gone, so that nothing more becomes of its purchases than was told. */
  readonly gone?: string;
}

/** Who watches a business live. */
export interface Living {
  /** Entries of the journal, in whatever order. */
  readonly entries: (entries: readonly JournalEntry[]) => void;
  /** What the customer does about something that happened, now or later: it pays, or is lost. Nothing where absent. */
  readonly answer?: (happening: Happening) => Answer | undefined;
  /** Told after each month that was lived. */
  readonly passed?: (month: Month) => void;
}

/** What became of it. */
export interface LivedBusiness {
  readonly accounts: ReadonlyMap<string, Account>;
  readonly metrics: MetricsInput;
  readonly documents: number;
  /** What its accounts were told, and would yet have been, in the order of time. */
  readonly told: readonly DatedFact[];
}

/**
 * Lives a business through the real account machine, its books and its metrics, up to the end of month `last`, whose use is billed in the one
 * after. Each month is closed when the one after it is over. Refuses what the machine refused: a simulation in which something was refused is
 * none.
 */
export function liveBusiness(
  { books, customers, facts, usage }: SimulatedBusiness,
  first: Month,
  last: Month,
  { entries, answer = () => undefined, passed = () => {} }: Living,
): Result<LivedBusiness> {
  const { zone } = books.current;
  const accounts = new Map(customers.map((one) => [one.id, openAccount(one)]));
  const told = facts.toSorted(byTime);
  const live = issueInOrder(accounts, told, books);
  const kept = runningBooks(books.current);
  const faults: Fault[] = [];
  const settings = settingsOf(books.current.model);
  const used = new Map<string, UsageLine[]>();
  let documents = 0;
  for (let month = first; month <= last + 1; month += 1) {
    for (const one of live(monthStart(zone, month + 1) - 1, usage)) {
      if (one.kind === "refused") faults.push(...one.refused.faults);
      else if (one.kind === "parked") faults.push(...one.faults);
      else if (one.kind === "document") {
        documents += 1;
        if (settings.usage === "in") keepUse(used, one.invoice);
      }
      kept.add(one);
      const answered = answer(one);
      if (answered?.gone !== undefined) forget(told, answered.gone, answered.facts[0]?.at ?? 0);
      for (const fact of answered?.facts ?? []) tell(told, fact);
    }
    if (faults.length > 0) return refuse(...faults);
    entries(kept.post());
    if (month > first) {
      const closed = kept.close(month - 1);
      if (!closed.ok) return closed;
      entries(closed.value);
    }
    passed(month);
  }
  const asOf = monthStart(zone, last + 1) - 1;
  const reader = readAccounts({ books, settings, asOf });
  for (const [id, account] of accounts) reader.add(account, used.get(id));
  return ok({ accounts, documents, metrics: reader.input(), told });
}

function keepUse(used: Map<string, UsageLine[]>, invoice: Invoice): void {
  const lines = usageLines(invoice);
  if (lines.length === 0) return;
  const own = used.get(invoice.customer);
  if (own === undefined) used.set(invoice.customer, [...lines]);
  else own.push(...lines);
}

const byTime = (left: DatedFact, right: DatedFact): number =>
  left.at - right.at ||
  (accountOf(left) < accountOf(right) ? -1 : Number(accountOf(left) > accountOf(right)));

/** Takes out what would have become of a customer's purchases after a moment; what is not yet told lies after it. */
function forget(told: DatedFact[], customer: string, after: Instant): void {
  for (let index = told.length - 1; index >= 0; index -= 1) {
    const one = told[index];
    if (one === undefined || one.at <= after) return;
    if (accountOf(one) === customer && !isMoney(one.fact)) told.splice(index, 1);
  }
}

/** Puts a fact among those that are not yet told, after those of its time. */
function tell(told: DatedFact[], fact: DatedFact): void {
  let from = 0;
  let to = told.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    const one = told[middle];
    if (one !== undefined && byTime(one, fact) <= 0) from = middle + 1;
    else to = middle;
  }
  told.splice(from, 0, fact);
}
