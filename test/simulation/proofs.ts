import { invoiceText } from "../../src/account/invoice.ts";
import type { Happening } from "../../src/account/issue-in-order.ts";
import { replayAccounts } from "../../src/account/replay.ts";
import { assert } from "../../src/fault/fault.ts";
import { bookHappenings } from "../../src/ledger/book-happenings.ts";
import {
  closeBooks,
  type MonthBooks,
  monthAt,
  nextMonth,
} from "../../src/ledger/close/month-books.ts";
import { trialBalance } from "../../src/ledger/trial-balance.ts";
import { readAccounts } from "../../src/metrics/accounts/accounts-input.ts";
import { metricsReport } from "../../src/metrics/metrics-report.ts";
import { movementKinds } from "../../src/metrics/movement.ts";
import { seededRandom } from "../../src/testing/random.ts";
import { formatInstant } from "../../src/time/instant.ts";
import { UTC } from "../../src/time/zone.ts";
import { centsOf } from "./running-books.ts";
import type { Lived } from "./story.ts";
import { storyBooks } from "./story-books.ts";

const textOf = (one: Happening): string =>
  one.kind === "document" ? invoiceText(one.invoice) : JSON.stringify(one);

/** Where a replay of what was told differs from the life: the first happening that does, and each account. */
export function replayDifferences({ kind, living, until }: Lived): readonly string[] {
  const accounts = replayAccounts(storyBooks(kind));
  // In another order than they were told in: it must not matter.
  for (const fact of living.facts.toReversed()) accounts.add(fact);
  const { replay, refused } = accounts.open();
  for (const event of living.events) replay.addUsage(event);
  replay.secondReading();
  const found = refused.map(({ fact, faults }) => `replay refuses ${fact.id}: ${faults[0]?.code}`);
  // What is due at the last instant itself has not happened in the life.
  const again = [...replay.happeningsUntil(until - 1)];
  for (let place = 0; place < Math.max(again.length, living.happenings.length); place += 1) {
    const [before, now] = [living.happenings[place], again[place]].map((one) => one && textOf(one));
    if (before === now) continue;
    found.push(`happening ${place}: lived ${before}`, `replayed ${now}`);
    break;
  }
  for (const [customer, account] of replay.standing) {
    const own = living.account(customer);
    if (JSON.stringify(own) !== JSON.stringify(account))
      found.push(
        `${customer}: lived ${JSON.stringify(own)}`,
        `replayed ${JSON.stringify(account)}`,
      );
  }
  return found;
}

/**
 * What is wrong with the story's books when every month is closed, up to one in which nothing is left to earn: a balance in a
 * month that is not zero over all accounts, and in the end anything deferred or unbilled, or revenue that is not what was billed.
 */
export function closedBooksFaults({ seed, kind, living }: Lived): readonly string[] {
  let books: MonthBooks = bookHappenings(living.happenings, {
    book: storyBooks(kind).current,
    customerOf: (id) => living.account(id)?.customer,
  });
  const first = nextMonth(books);
  if (first === undefined) return [];
  const found: string[] = [];
  // Every month, quarter or year: what is left in the end may not depend on how often anybody closes.
  const every = [1, 3, 12][seed % 3] ?? 1;
  const last = monthAt(UTC, Date.UTC(2040, 0, 1));
  for (let month = first; month <= last; month += month < first + 48 ? every : last - month || 1) {
    const closed = closeBooks(books, month);
    if (!closed.ok) return [`month ${month}: ${closed.faults[0]?.message}`];
    books = closed.value.books;
  }
  const { rows, totals } = trialBalance(books.entries);
  for (const { debitBalances, creditBalances } of totals)
    if (debitBalances !== creditBalances)
      found.push(`the books hold ${debitBalances} against ${creditBalances}`);
  for (const { account, balance } of rows)
    if (/^(liabilities:(deferred|refunds)|assets:unbilled)/.test(account) && centsOf(balance) !== 0)
      found.push(`${account} is ${balance} when all is earned`);
  const net = (happening: Happening): number =>
    happening.kind === "document"
      ? happening.invoice.lines.reduce(
          (sum, line) => sum + (line.kind === "credits" ? 0 : centsOf(line.amount)),
          0,
        )
      : happening.kind === "movement" && happening.movement.kind === "credit-expiry"
        ? centsOf(happening.movement.amount)
        : 0;
  const billed = living.happenings.reduce((sum, one) => sum + net(one), 0);
  const earned = rows
    .filter(({ account }) => account.startsWith("income:revenue"))
    .reduce((sum, { balance }) => sum - centsOf(balance), 0);
  if (billed !== earned) found.push(`${billed} was billed, and ${earned} is earned of it`);
  return found;
}

const settingsOf = (seed: number) => {
  const random = seededRandom(seed);
  const any = <T>(...of: readonly T[]): T | undefined => of[random.whole(0, of.length - 1)];
  return {
    usage: any("in", "out"),
    discounts: any("all", "recurring", "forever", "none"),
    trials: any("in", "out"),
    freeCustomers: any("in", "out", "after-paying"),
    churnDate: any("end", "request", "paid-through"),
    pauses: any("churn", "contraction"),
    reactivation: any("separate", "new"),
    grouping: any("moment", "hour", "month"),
    netting: any("subscription", "customer"),
    priceChanges: any("within", "separate"),
    sliceMoves: any("transfer", "movement"),
  } as const;
};

/** Months whose movements do not lead from the opening to the closing to the cent, for settings by chance. */
export function movementFaults({ seed, kind, living, until }: Lived): readonly string[] {
  const settings = settingsOf(seed);
  const books = storyBooks(kind);
  const reader = readAccounts({
    books,
    settings: { normalisation: "months", usage: "out" },
    asOf: until,
  });
  for (const customer of ["c-1", "c-2"]) {
    const account = living.account(customer);
    assert(account !== undefined, "it is told of");
    reader.add(account);
  }
  const span = { from: "2025-12", to: formatInstant(until).slice(0, 7) };
  const report = metricsReport(reader.input(), span, settings as never, {
    metrics: ["mrr", "customers"],
    by: "plan",
  });
  if (!report.ok) return report.faults.map(({ code, path }) => `${code} ${path}`);
  const { movements, slices = [] } = report.value;
  const found: string[] = [];
  let before: string | undefined;
  for (const row of movements) {
    if (before !== undefined && row.opening !== before) found.push(`${row.month} opens elsewhere`);
    before = row.closing;
  }
  for (const row of [...movements, ...slices]) {
    const parts = ["opening", ...movementKinds] as const;
    const moved = parts.reduce((sum, part) => sum + centsOf(row[part]), 0);
    if (moved !== centsOf(row.closing))
      found.push(`${row.month} ${row.slice ?? ""} does not add up`);
  }
  return found;
}
