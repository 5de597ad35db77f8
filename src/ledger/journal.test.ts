import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { expectOk, faultsOf } from "../fault/fault.ts";
import { anyStory } from "./any-story.fixture.ts";
import { postDocument } from "./documents/ledger-document.ts";
import { postPayment } from "./documents/payment.ts";
import type { JournalEntry } from "./entry.ts";
import { entryText } from "./entry-text.ts";
import { appendEntries, emptyJournal, type JournalRecord, verifyJournal } from "./journal.ts";
import { journalText, readJournal } from "./journal-text.ts";
import { at, sha256 } from "./ledger.fixture.ts";
import { reverseEntry } from "./reversal.ts";

const payment = (id: string, amount = "10.00"): JournalEntry =>
  postPayment({
    kind: "payment",
    id,
    customer: "c-1",
    date: at("2026-01-05"),
    currency: "USD",
    amount,
    appliedTo: [],
  });

const three = appendEntries(
  emptyJournal,
  ["p-1", "p-2", "p-3"].map((id) => payment(id)),
  sha256,
);

/** The number of the first broken record that a check names; 0 for a sound journal. */
function firstBroken(records: Iterable<JournalRecord>, ...expected: [] | [typeof three.head]) {
  const [fault] = faultsOf(verifyJournal(records, sha256, ...expected));
  if (fault === undefined) return 0;
  expect(fault.code).toBe("broken-journal");
  return Number(/record (\d+) of/.exec(fault.message)?.[1]);
}

/** The three payments, with one record of them in another form. */
const withRecord = (position: number, change: (record: JournalRecord) => JournalRecord) =>
  three.records.map((record) => (record.position === position ? change(record) : record));

/** Seals entries as they are, which only somebody who rewrites the whole chain could do. */
const resealed = (...entries: readonly JournalEntry[]): readonly JournalRecord[] =>
  appendEntries(emptyJournal, entries, sha256).records;

describe("a journal", () => {
  it("is sound as it was appended, in pieces or at once", () => {
    expect(expectOk(verifyJournal(three.records, sha256))).toEqual(three.head);
    const [first, ...rest] = three.records.map(({ entry }) => entry);
    const begun = appendEntries(emptyJournal, first === undefined ? [] : [first], sha256);
    expect(appendEntries(begun.head, rest, sha256).head).toEqual(three.head);
    expect(expectOk(verifyJournal([], sha256))).toEqual(emptyJournal);
  });

  it("can be checked by anybody who has SHA-256", () => {
    let previous = "0".repeat(64);
    for (const { position, entry, hash } of three.records) {
      expect(hash).toBe(sha256(`${previous}\n${position}\n${entryText(entry)}`));
      previous = hash;
    }
  });

  it("names the first record that was changed, dropped, moved or cut off", () => {
    expect(firstBroken(withRecord(2, (one) => ({ ...one, entry: payment("p-2", "11.00") })))).toBe(
      2,
    );
    expect(firstBroken(withRecord(2, (one) => ({ ...one, hash: sha256("") })))).toBe(2);
    expect(firstBroken(withRecord(2, (one) => ({ ...one, position: 7 })))).toBe(2);
    expect(firstBroken(three.records.filter(({ position }) => position !== 2))).toBe(2);
    expect(firstBroken(three.records.toReversed())).toBe(1);
    expect(firstBroken(three.records.slice(0, 2))).toBe(0);
    expect(firstBroken(three.records.slice(0, 2), three.head)).toBe(3);
  });

  it("is broken by entries that were never posted so, even where the chain was sealed anew", () => {
    const entry = payment("p-1");
    const [first, ...others] = entry.postings;
    const uneven = { ...entry, postings: others };
    expect(first).toBeDefined();
    expect(firstBroken(resealed(uneven))).toBe(1);
    expect(firstBroken(resealed(entry, payment("p-1")))).toBe(2);
    expect(firstBroken(resealed({ ...entry, id: "payment/other" }))).toBe(1);
  });

  it("takes one reversal of an entry, after it", () => {
    const entry = payment("p-1");
    const back = reverseEntry(entry, { date: at("2026-01-06"), reason: "posted twice" });
    expect(firstBroken(resealed(entry, back))).toBe(0);
    expect(firstBroken(resealed(back, entry))).toBe(1);
    expect(firstBroken(resealed(entry, back, back))).toBe(3);
    expect(firstBroken(resealed(entry, back, { ...back, id: "reversal/again" }))).toBe(3);
  });
});

describe("a journal's file", () => {
  it("reads back as it was written", () => {
    property(
      fc.property(anyStory(20), ({ documents }) => {
        const { records, head } = appendEntries(emptyJournal, documents.map(postDocument), sha256);
        const text = [...journalText(records)].join("");
        const read = expectOk(readJournal(text, sha256, head));
        expect([...journalText(read)].join("")).toBe(text);
      }),
      50,
    );
  });

  it("shows a change of any byte, and where it is", () => {
    const change = fc.record({ at: fc.nat(), byte: fc.integer({ min: 0, max: 127 }) });
    property(
      fc.property(anyStory(8), change, ({ documents }, { at: place, byte }) => {
        const { records, head } = appendEntries(emptyJournal, documents.map(postDocument), sha256);
        const text = [...journalText(records)].join("");
        const position = place % text.length;
        const letter = String.fromCharCode(byte);
        fc.pre(text.length > 0 && text[position] !== letter);
        const changed = text.slice(0, position) + letter + text.slice(position + 1);
        const [fault] = faultsOf(readJournal(changed, sha256, head));
        const line = text.slice(0, position).split("\n").length;
        expect(fault).toMatchObject({ code: "broken-journal", path: `/${line - 1}` });
      }),
      500,
    );
  });

  it("shows what is missing at its end, or was added there", () => {
    const text = [...journalText(three.records)].join("");
    for (const wrong of [text.slice(0, -1), `${text}\n`, `${text}x`, text.slice(0, 80)])
      expect(faultsOf(readJournal(wrong, sha256, three.head))).toHaveLength(1);
  });
});
