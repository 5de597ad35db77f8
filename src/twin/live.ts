import { type Account, openAccount } from "../account/account.ts";
import type { CustomerFact } from "../account/fact.ts";
import {
  accountOf,
  type DatedFact,
  type Happening,
  issueInOrder,
} from "../account/issue-in-order.ts";
import type { PriceBooks } from "../account/price-book.ts";
import type { UsageView } from "../account/usage-view.ts";
import { type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import { bookHappenings } from "../ledger/book-happenings.ts";
import { closeThrough } from "../ledger/close/month-books.ts";
import type { JournalEntry } from "../ledger/entry.ts";
import type { Month } from "../ledger/recognition/accounting-month.ts";
import { readAccounts } from "../metrics/accounts/accounts-input.ts";
import { monthStart } from "../metrics/calendar-month.ts";
import { defaultSettings } from "../metrics/metric-settings.ts";
import type { MetricsInput } from "../metrics/metrics-input.ts";

/** A simulated business: who its customers are, what their accounts are told, and what they use. */
export interface SimulatedBusiness {
  readonly books: PriceBooks;
  readonly customers: readonly CustomerFact[];
  readonly facts: readonly DatedFact[];
  readonly usage: UsageView;
}

/** What became of it. */
export interface LivedBusiness {
  readonly accounts: ReadonlyMap<string, Account>;
  /** The journal with every month closed up to the last one. */
  readonly entries: readonly JournalEntry[];
  readonly metrics: MetricsInput;
  readonly documents: number;
}

/**
 * Lives a business through the real account machine, its books and its metrics, up to the end of month `last`, whose use is billed in the one
 * after. Refuses what the machine refused: a simulation in which something was refused is none.
 */
export function liveBusiness(
  { books, customers, facts, usage }: SimulatedBusiness,
  last: Month,
): Result<LivedBusiness> {
  const { zone } = books.current;
  const accounts = new Map(customers.map((one) => [one.id, openAccount(one)]));
  const inOrder = facts.toSorted(
    (left, right) =>
      left.at - right.at ||
      (accountOf(left) < accountOf(right) ? -1 : Number(accountOf(left) > accountOf(right))),
  );
  const faults: Fault[] = [];
  let documents = 0;
  const happened: Happening[] = [];
  for (const one of issueInOrder(accounts, inOrder, books)(monthStart(zone, last + 2) - 1, usage)) {
    if (one.kind === "refused") faults.push(...one.refused.faults);
    else if (one.kind === "parked") faults.push(...one.faults);
    else if (one.kind === "document") documents += 1;
    happened.push(one);
  }
  if (faults.length > 0) return refuse(...faults);
  const byId = new Map(customers.map((one) => [one.id, one]));
  const posted = bookHappenings(happened, {
    book: books.current,
    customerOf: (id) => byId.get(id),
  });
  const closed = closeThrough(posted, last);
  if (!closed.ok) return closed;
  const reader = readAccounts({
    books,
    settings: defaultSettings,
    asOf: monthStart(zone, last + 1) - 1,
  });
  for (const account of accounts.values()) reader.add(account);
  return ok({ accounts, documents, entries: closed.value.entries, metrics: reader.input() });
}
