import type { Invoice } from "../account/invoice.ts";
import type { Happening } from "../account/issue-in-order.ts";
import type { PriceBooks } from "../account/price-book.ts";
import { ok, type Result } from "../fault/fault.ts";
import type { RateTable } from "../fx/rate-table.ts";
import { bookHappenings } from "../ledger/book-happenings.ts";
import { closeThrough } from "../ledger/close/month-books.ts";
import type { Month } from "../ledger/recognition/accounting-month.ts";
import { monthStart } from "../metrics/calendar-month.ts";
import type { HappenedBusiness } from "../plan/actual/actual-business.ts";
import { exitCodes } from "./exit.ts";
import { printRefused, readFacts } from "./replay.ts";
import { replayFacts } from "./replay-facts.ts";
import { happeningsOnTheWay } from "./replay-happenings.ts";
import { refuseWith, type Terminal } from "./terminal.ts";

/** A file of facts that was lived through. */
export interface ReplayedBusiness {
  readonly happened: Omit<HappenedBusiness, "rateOf">;
  readonly rates: RateTable;
}

/**
 * Lives through a file of facts until a month is over and what was used in it is billed, and closes the books up to it. Prints what was refused;
 * undefined where that keeps it from being counted.
 */
export async function replayBusiness(
  factsPath: string,
  books: PriceBooks,
  last: Month,
  skipBad: boolean,
  terminal: Terminal,
): Promise<Result<ReplayedBusiness | undefined>> {
  const facts = await readFacts(factsPath, () => replayFacts(factsPath, books, terminal));
  if (!facts.ok) return facts;
  printRefused(factsPath, facts.value, terminal);
  if (facts.value.refusedLines > 0 && !skipBad) {
    terminal.err("Nothing was counted. Mend these lines, or count the others with --skip-bad.");
    return ok(undefined);
  }
  const { replay, entered, payouts } = facts.value;
  const { zone } = books.current;
  const until = monthStart(zone, last + 2) - 1;
  const onTheWay = happeningsOnTheWay(terminal);
  const happenings: Happening[] = [];
  const invoices: Invoice[] = [];
  for (const one of replay.happeningsUntil(until)) {
    happenings.push(one);
    if (one.kind === "document") invoices.push(one.invoice);
    else onTheWay.note(one);
  }
  if (onTheWay.failed()) return ok(undefined);
  const customerOf = (id: string) => replay.accounts.get(id)?.customer;
  const keeping = { book: books.current, customerOf, rates: replay.rates, payouts };
  const closed = closeThrough(bookHappenings(happenings, keeping, entered), last);
  if (!closed.ok) return closed;
  return ok({
    happened: {
      books,
      accounts: [...replay.standing.values()],
      invoices,
      entries: closed.value.entries,
    },
    rates: replay.rates.knownAt(until),
  });
}

/** Prints why a replay is not counted; the exit code. */
export const refuseReplay = (replayed: Result<unknown>, terminal: Terminal): number =>
  replayed.ok ? exitCodes.refused : refuseWith(replayed.faults, terminal);
