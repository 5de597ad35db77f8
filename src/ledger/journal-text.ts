import { ok, type Result, refuse } from "../fault/fault.ts";
import { entryText, readEntry } from "./entry-text.ts";
import {
  emptyJournal,
  type JournalHead,
  type JournalRecord,
  type Sha256,
  verifyJournal,
} from "./journal.ts";

/**
 * A journal as a file: for each record its position, its hash and its entry's text with one space between, in a line
 * of its own. Who has the file and SHA-256 can check the chain without us.
 */
export function* journalText(records: Iterable<JournalRecord>): Generator<string> {
  for (const { position, hash, entry } of records)
    yield `${position} ${hash} ${entryText(entry)}\n`;
}

const linePattern = /^([1-9]\d{0,14}) ([0-9a-f]{64}) (\{.*\})$/;

/** Reads and verifies a journal's file. Refuses with `broken-journal` at its first line that is not as it was written. */
export function readJournal(
  text: string,
  sha256: Sha256,
  expected?: JournalHead,
): Result<readonly JournalRecord[]> {
  const records: JournalRecord[] = [];
  const lines = text.split("\n");
  const tail = lines.pop();
  let head = emptyJournal;
  for (const line of lines) {
    const read = readRecord(line, head);
    if (read === undefined) break;
    records.push(read);
    head = read;
  }
  const verified = verifyJournal(records, sha256, expected);
  if (!verified.ok) return verified;
  if (records.length === lines.length && tail === "") return ok(records);
  return refuse({
    code: "broken-journal",
    path: `/${records.length}`,
    message: `line ${records.length + 1} of the journal is not a record`,
    value: (lines[records.length] ?? tail ?? "").slice(0, 120),
    suggestion: "restore the journal from a backup from this line on",
  });
}

function readRecord(line: string, head: JournalHead): JournalRecord | undefined {
  const [, position = "", hash = "", text = ""] = linePattern.exec(line) ?? [];
  const entry = readEntry(text);
  if (!entry.ok) return undefined;
  return { position: Number(position), entry: entry.value, previous: head.hash, hash };
}
