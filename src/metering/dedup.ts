import type { EventData } from "./event-data.ts";
import { finishHash, type Hash128, mixNumber, mixText, mixTruth, mixWords } from "./hash128.ts";
import type { UsageEvent } from "./usage-event.ts";

/** What became of an event: new, the same again, or another one under an identity that is taken. */
export type EventVerdict = "accepted" | "duplicate" | "conflict";

/** Remembers which events were seen, so that each counts once however often it is sent. */
export interface EventLedger {
  /** Enters an event unless its identity is known. The first event of an identity stays, whatever comes after it. */
  record(event: UsageEvent): EventVerdict;
  /** Events accepted so far. */
  readonly size: number;
  /** Bytes that its tables take. */
  readonly bytes: number;
}

/** Words of an entry: four of the identity's hash, two of the content's. */
const entryWords = 6;
const chunkBits = 14;
const chunkEntries = 2 ** chunkBits;
const chunkMask = chunkEntries - 1;
const slotsMin = 1024;

/** One entry a slot at most, and a quarter of the slots free. */
interface SlotTable {
  /** Eight bits of the hash of the entry in the slot, never zero; zero where the slot is free. */
  readonly tags: Uint8Array;
  /** The entry's number. */
  readonly entries: Uint32Array;
}

/**
 * A ledger for the events of one tenant, for replay: it keeps hashes in place of texts, 24 bytes an entry and 5 bytes a
 * slot, which is at most 40 bytes an event from four hundred thousand on.
 *
 * Identity is (source, id), content is what `canonicalEventContent` writes, whatever the order of the properties. Two different identities share a 128-bit hash
 * with odds of n² / 2^129: for a thousand million events 1.5e-21. They would show as a conflict, not as silence, but
 * for equal content. Two contents of one identity share a 64-bit hash with odds of 2^-64, and pass for a duplicate.
 * The hash is no protection against senders who look for collisions; they would lose events of their own.
 */
export function createEventLedger(): EventLedger {
  let table = emptyTable(slotsMin);
  const chunks: Int32Array[] = [];
  let size = 0;
  const identity = new Int32Array(4);
  const content = new Int32Array(4);

  const wordOf = (entry: number, word: number): number =>
    chunks[entry >>> chunkBits]?.[(entry & chunkMask) * entryWords + word] ?? 0;

  const isIdentityOf = (entry: number): boolean =>
    wordOf(entry, 0) === identity[0] &&
    wordOf(entry, 1) === identity[1] &&
    wordOf(entry, 2) === identity[2] &&
    wordOf(entry, 3) === identity[3];

  const append = (): void => {
    if ((size & chunkMask) === 0) chunks.push(new Int32Array(chunkEntries * entryWords));
    const chunk = chunks[size >>> chunkBits];
    const at = (size & chunkMask) * entryWords;
    if (chunk !== undefined) {
      for (let word = 0; word < 4; word += 1) chunk[at + word] = identity[word] ?? 0;
      chunk[at + 4] = content[0] ?? 0;
      chunk[at + 5] = content[1] ?? 0;
    }
    size += 1;
  };

  const grow = (): void => {
    table = emptyTable(table.tags.length * 2);
    for (let entry = 0; entry < size; entry += 1) {
      const tag = tagOf(wordOf(entry, 3));
      const mask = table.tags.length - 1;
      let slot = wordOf(entry, 0) & mask;
      while (table.tags[slot] !== 0) slot = (slot + 1) & mask;
      occupy(table, slot, tag, entry);
    }
  };

  return {
    record: (event) => {
      hashIdentity(event, identity);
      hashContent(event, content);
      const tag = tagOf(identity[3] ?? 0);
      const mask = table.tags.length - 1;
      let slot = (identity[0] ?? 0) & mask;
      for (let found = table.tags[slot]; found !== 0; found = table.tags[slot]) {
        const entry = table.entries[slot] ?? 0;
        if (found === tag && isIdentityOf(entry)) {
          const same = wordOf(entry, 4) === content[0] && wordOf(entry, 5) === content[1];
          return same ? "duplicate" : "conflict";
        }
        slot = (slot + 1) & mask;
      }
      occupy(table, slot, tag, size);
      append();
      if (size > table.tags.length * 0.75) grow();
      return "accepted";
    },
    get size() {
      return size;
    },
    get bytes() {
      return table.tags.length * 5 + chunks.length * chunkEntries * entryWords * 4;
    },
  };
}

const emptyTable = (slots: number): SlotTable => ({
  tags: new Uint8Array(slots),
  entries: new Uint32Array(slots),
});

function occupy(table: SlotTable, slot: number, tag: number, entry: number): void {
  table.tags[slot] = tag;
  table.entries[slot] = entry;
}

const tagOf = (word: number): number => word & 0xff || 1;

function hashIdentity({ source, id }: UsageEvent, out: Hash128): void {
  out.fill(0);
  mixText(out, source);
  mixText(out, id);
  finishHash(out);
}

/** Equal for what `canonicalEventContent` writes alike, without writing it. */
function hashContent({ type, customer, data }: UsageEvent, out: Hash128): void {
  out.fill(0);
  mixText(out, type);
  mixText(out, customer);
  mixProperties(out, data);
  finishHash(out);
}

const property: Hash128 = new Int32Array(4);
const endOfProperties = 7;

/** Properties have no order, so each is hashed by itself and the hashes are added up. */
function mixProperties(out: Hash128, data: EventData): void {
  let low = 0;
  let high = 0;
  for (const name in data) {
    const value = data[name];
    if (value === undefined) continue;
    property.fill(0);
    mixText(property, name);
    if (typeof value === "string") mixText(property, value);
    else if (typeof value === "number") mixNumber(property, value);
    else mixTruth(property, value);
    finishHash(property);
    low = (low + (property[0] ?? 0)) | 0;
    high = (high + (property[1] ?? 0)) | 0;
  }
  mixWords(out, low, high, endOfProperties);
}
