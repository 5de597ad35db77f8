import { expect } from "vitest";
import { at, customer } from "../account/account.fixture.ts";
import type { AccountFact } from "../account/fact.ts";
import type { Invoice } from "../account/invoice.ts";
import type { Happening } from "../account/issue-in-order.ts";
import type { PriceBooks } from "../account/price-book.ts";
import { replayAccounts } from "../account/replay.ts";
import { expectOk } from "../fault/fault.ts";
import type { UsageEvent } from "../metering/usage-event.ts";
import { HOUR_MS } from "../time/instant.ts";
import { bookHappenings } from "./book-happenings.ts";
import { closeThrough, monthEnd } from "./close/month-books.ts";
import type { JournalEntry } from "./entry.ts";
import type { Month } from "./recognition/accounting-month.ts";
import { month } from "./recognition/recognition.fixture.ts";
import { trialBalance } from "./trial-balance.ts";

/** The books of a story once a month is closed, and what was issued by then. */
export interface KeptBooks {
  readonly entries: readonly JournalEntry[];
  readonly invoices: readonly Invoice[];
  readonly happenings: readonly Happening[];
  /** Every account that is not at zero, credits negative. */
  readonly balances: Readonly<Record<string, string>>;
}

/** Tells facts of one customer, and keeps the books until a month is closed. */
export function booksThrough(
  text: string,
  facts: readonly AccountFact[],
  books: PriceBooks,
  usage: readonly UsageEvent[] = [],
): KeptBooks {
  const closed: Month = month(text);
  const accounts = replayAccounts(books);
  for (const fact of [customer(), ...facts]) accounts.add(fact);
  const { replay, refused } = accounts.open();
  expect(refused).toEqual([]);
  for (const event of usage) expect(replay.addUsage(event)).toBe("accepted");
  const { current } = books;
  const end = monthEnd(current.zone, closed);
  const happenings = [...replay.happeningsUntil(end + 3 * HOUR_MS)];
  const told = happenings.filter((one) => one.kind === "refused" || one.kind === "parked");
  expect(told).toEqual([]);
  const kept = bookHappenings(happenings, {
    book: current,
    customerOf: (id) => replay.accounts.get(id)?.customer,
  });
  const { entries } = expectOk(closeThrough(kept, closed));
  const stood = entries.filter(({ date }) => date < end);
  const { rows } = trialBalance(stood);
  return {
    entries,
    happenings,
    invoices: happenings.flatMap((one) => (one.kind === "document" ? [one.invoice] : [])),
    balances: Object.fromEntries(
      rows.filter(({ balance }) => Number(balance) !== 0).map((row) => [row.account, row.balance]),
    ),
  };
}

export { at };
