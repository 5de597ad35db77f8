import type { Fault } from "../../fault/fault.ts";
import type { JournalEntry } from "../../ledger/entry.ts";
import { readEntry } from "../../ledger/entry-text.ts";
import {
  emptyJournal,
  type JournalHead,
  type JournalRecord,
  verifyJournal,
} from "../../ledger/journal.ts";
import { trialBalance } from "../../ledger/trial-balance.ts";
import { compare, decimalOf } from "../../money/decimal.ts";
import { journalHead, journalRecords, journalTurnovers } from "../../store/journal.ts";
import type { Tx } from "../../store/tenant.ts";
import { sha256 } from "../journal-writer.ts";

/** What was found of a tenant's journal. */
export interface LedgerVerdict {
  readonly entries: number;
  /** The head that the journal ends with: kept elsewhere, it shows a journal that was cut short. */
  readonly head: JournalHead;
  readonly faults: readonly Fault[];
}

const recordsPerPage = 5_000;

/**
 * Reads the whole journal and checks it: every record sealed to the one before it, unchanged, balanced, of one document
 * each, up to the head; and that the rows which balances are made of say the same as the entries.
 */
export async function verifyLedger(tx: Tx): Promise<LedgerVerdict> {
  await tx.run("set local statement_timeout = 0");
  const head = await journalHead(tx);
  const read = await readRecords(tx);
  if ("faults" in read) return { entries: 0, head, faults: read.faults };
  const verified = verifyJournal(read.records, sha256, head);
  const faults = verified.ok ? await rowFaults(tx, read.records) : verified.faults;
  return { entries: read.records.length, head, faults };
}

async function readRecords(
  tx: Tx,
): Promise<{ readonly records: readonly JournalRecord[] } | { readonly faults: readonly Fault[] }> {
  const records: JournalRecord[] = [];
  let end = emptyJournal;
  for (;;) {
    const page = await journalRecords(tx, end.position, recordsPerPage);
    for (const { position, entry: text, hash } of page) {
      const entry = readEntry(text, `/${position}`);
      if (!entry.ok) return { faults: entry.faults };
      records.push({ position, entry: entry.value, previous: end.hash, hash });
      end = { position, hash };
    }
    if (page.length < recordsPerPage) return { records };
  }
}

/** The balances by the rows against those by the entries. */
async function rowFaults(tx: Tx, records: readonly JournalRecord[]): Promise<readonly Fault[]> {
  const entries: JournalEntry[] = records.map(({ entry }) => entry);
  const stated = new Map(
    trialBalance(entries).rows.map(({ account, currency, debits, credits }) => [
      `${account} ${currency}`,
      { debits, credits },
    ]),
  );
  const stored = await journalTurnovers(tx, undefined);
  const wrong = stored.filter(({ account, currency, debits, credits }) => {
    const entry = stated.get(`${account} ${currency}`);
    stated.delete(`${account} ${currency}`);
    return (
      entry === undefined ||
      compare(decimalOf(entry.debits), decimalOf(debits)) !== 0 ||
      compare(decimalOf(entry.credits), decimalOf(credits)) !== 0
    );
  });
  return [...wrong.map(({ account, currency }) => `${account} ${currency}`), ...stated.keys()].map(
    (account): Fault => ({
      code: "broken-journal",
      path: "/postings",
      message: "the postings of this account are not those of its entries",
      value: account,
      suggestion: "restore the database from a backup; postings never change",
    }),
  );
}
