import { type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import { brokenRule, entryIdOf, type JournalEntry } from "./entry.ts";
import { entryText } from "./entry-text.ts";
import { reversalIdOf } from "./reversal.ts";

/**
 * SHA-256 of a text's UTF-8 bytes, as 64 lower-case hexadecimal digits.
 *
 * An argument, because the ledger imports nothing of Node: a server passes `node:crypto`'s. The chain must stand up to
 * somebody who looks for two texts of one hash, which the 128-bit hash of the metering floor does not claim to; and
 * Web Crypto answers only later, which would make every fold over the journal wait.
 */
export type Sha256 = (text: string) => string;

/** An entry in its place: number `position` of the journal, sealed to the one before it. */
export interface JournalRecord {
  /** 1 for the first. */
  readonly position: number;
  readonly entry: JournalEntry;
  /** The hash of the record before, {@link genesisHash} for the first. */
  readonly previous: string;
  /** Of `previous`, the position and the entry's text, a line each. */
  readonly hash: string;
}

/** Where a journal ends; what a writer must hold locked while it appends, or the chain forks. */
export interface JournalHead {
  readonly position: number;
  readonly hash: string;
}

/** The hash before the first record. */
export const genesisHash: string = "0".repeat(64);

/** The head of a journal without entries. */
export const emptyJournal: JournalHead = { position: 0, hash: genesisHash };

/** Seals an entry to the end of a journal. Nothing of the journal but its head is needed, and nothing is changed. */
export function appendEntry(
  head: JournalHead,
  entry: JournalEntry,
  sha256: Sha256,
): { readonly record: JournalRecord; readonly head: JournalHead } {
  const position = head.position + 1;
  const hash = sha256(sealedText(head.hash, position, entry));
  return {
    record: { position, entry, previous: head.hash, hash },
    head: { position, hash },
  };
}

const sealedText = (previous: string, position: number, entry: JournalEntry): string =>
  `${previous}\n${position}\n${entryText(entry)}`;

/** Seals entries, in the order given. */
export function appendEntries(
  head: JournalHead,
  entries: Iterable<JournalEntry>,
  sha256: Sha256,
): { readonly records: readonly JournalRecord[]; readonly head: JournalHead } {
  const records: JournalRecord[] = [];
  let end = head;
  for (const entry of entries) {
    const appended = appendEntry(end, entry, sha256);
    records.push(appended.record);
    end = appended.head;
  }
  return { records, head: end };
}

/**
 * Checks a journal from its first record to its last, and answers its head.
 *
 * Refuses with `broken-journal` at the first record that is not what was posted: out of place, not sealed to the one
 * before, changed, unbalanced, a second entry of one document, or a reversal of nothing or of what was reversed.
 * A journal that was cut short is sound in itself: give the head that was last seen to have it found out.
 */
export function verifyJournal(
  records: Iterable<JournalRecord>,
  sha256: Sha256,
  expected?: JournalHead,
): Result<JournalHead> {
  const seen = new Set<string>();
  let head = emptyJournal;
  for (const record of records) {
    const wrong = chainFault(record, head, sha256) ?? entryFault(record.entry, seen);
    if (wrong !== undefined) return refuse(broken(head.position, record.entry.id, wrong));
    seen.add(record.entry.id);
    head = { position: record.position, hash: record.hash };
  }
  if (expected === undefined) return ok(head);
  if (head.position === expected.position && head.hash === expected.hash) return ok(head);
  const end = `the journal ends with record ${expected.position}, hash ${expected.hash}`;
  return refuse(broken(Math.min(head.position, expected.position), undefined, end));
}

function chainFault(record: JournalRecord, head: JournalHead, sha256: Sha256): string | undefined {
  const { position, previous, entry, hash } = record;
  if (position !== head.position + 1) return `record ${head.position + 1} comes here`;
  if (previous !== head.hash) return "the record is sealed to the one before it";
  if (hash !== sha256(sealedText(previous, position, entry))) return "the entry has its own hash";
  return undefined;
}

function entryFault(entry: JournalEntry, seen: ReadonlySet<string>): string | undefined {
  if (seen.has(entry.id)) return "a document posts one entry";
  if (entry.reverses === undefined) {
    if (entry.id !== entryIdOf(entry.document)) return "an entry's id is made of its document";
  } else {
    if (!seen.has(entry.reverses)) return "a reversal comes after what it reverses";
    if (entry.id !== reversalIdOf(entry.reverses)) return "an entry is reversed once";
  }
  return brokenRule(entry);
}

/** The fault of the record after `position`. */
const broken = (position: number, id: string | undefined, rule: string): Fault => ({
  code: "broken-journal",
  path: `/${position}`,
  message: `record ${position + 1} of the journal is broken: ${rule}`,
  ...(id === undefined ? {} : { value: id }),
  suggestion: "restore the journal from a backup from this record on; posted entries never change",
});
