import type { Happening } from "../account/issue-in-order.ts";
import { assert } from "../fault/fault.ts";
import type { Model } from "../model/model.ts";
import { type Booked, bookedDocument, breakageStream, compareBooked, entriesOf } from "./booked.ts";
import { appendEntries, emptyJournal, type JournalRecord, type Sha256 } from "./journal.ts";
import type { BookZones } from "./recognition/sold-line.ts";

/** Whose books they are. */
export interface Books {
  readonly model: Pick<Model, "streams">;
  readonly zonesOf: (customer: string) => BookZones;
}

/** The journal of a replay: the same records that a server keeps which was told the same facts at the same times. */
export function bookHappenings(
  happenings: Iterable<Happening>,
  { model, zonesOf }: Books,
  sha256: Sha256,
): readonly JournalRecord[] {
  const booked: Booked[] = [];
  const numbers = new Map<string, string>();
  for (const one of happenings) {
    if (one.kind === "movement") booked.push(one);
    if (one.kind !== "document") continue;
    booked.push(bookedDocument(one.invoice));
    if (one.invoice.number !== null) numbers.set(one.invoice.id, one.invoice.number);
  }
  const numberOf = (id: string): string => {
    const number = numbers.get(id);
    assert(number !== undefined, `money moved on document ${id}, which is issued`);
    return number;
  };
  const context = { numberOf, zonesOf, breakageStream: breakageStream(model) };
  const entries = booked.sort(compareBooked).flatMap((one) => entriesOf(one, context));
  return appendEntries(emptyJournal, entries, sha256).records;
}
