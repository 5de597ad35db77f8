import { type Fault, ok, type Result, refuse } from "../../fault/fault.ts";
import { type Instant, parseInstant } from "../../time/instant.ts";
import type { Zone } from "../../time/zone.ts";
import type { EnteredEntry } from "../book-happenings.ts";
import { entryIdOf, type JournalEntry } from "../entry.ts";
import { reversalIdOf } from "../reversal.ts";
import { manualEntry, manualEntryFaults, manualEntryId, manualReversal } from "./manual-entry.ts";
import type { BookFact, EntryReversalFact, ManualEntryFact } from "./manual-entry-fact.ts";
import { type BooksOf, partnerPayoutEntry, partnerShareEntry } from "./partner-entry.ts";

/** A fact of a bookkeeper that could not be booked, and why. */
export interface RefusedBookFact {
  readonly fact: BookFact;
  readonly faults: readonly Fault[];
}

/** What bookkeepers wrote, in the order in which it became known. */
export interface BookedFacts {
  readonly entered: readonly EnteredEntry[];
  readonly refused: readonly RefusedBookFact[];
}

/** The entry of a fact, where the journal has the entries that `find` finds. Refuses what cannot be booked. */
export function entryOfFact(
  fact: BookFact,
  books: BooksOf,
  find: (id: string) => JournalEntry | undefined,
): Result<JournalEntry> {
  switch (fact.fact) {
    case "entry":
      return entered(fact, books.zone, find);
    case "entry-reversal":
      return reversed(fact, books.zone, find);
    case "partner-share":
      return unless(find(journalIdOf(fact)), fact.id, () => partnerShareEntry(fact, books));
    case "partner-payout":
      return unless(find(journalIdOf(fact)), fact.id, () => partnerPayoutEntry(fact, books));
  }
}

const unless = (
  known: JournalEntry | undefined,
  id: string,
  entry: () => Result<JournalEntry>,
): Result<JournalEntry> => (known === undefined ? entry() : refuse(taken(id)));

const taken = (id: string): Fault => ({
  code: "already-exists",
  path: "/id",
  message: "another entry has this id; the first stays",
  value: id,
  suggestion: "use a new id",
});

function entered(
  fact: ManualEntryFact,
  books: Zone,
  find: (id: string) => JournalEntry | undefined,
): Result<JournalEntry> {
  const faults = manualEntryFaults(fact);
  if (faults.length > 0) return refuse(...faults);
  if (find(manualEntryId(fact.id)) === undefined) return ok(manualEntry(fact, books));
  return refuse(taken(fact.id));
}

function reversed(
  fact: EntryReversalFact,
  books: Zone,
  find: (id: string) => JournalEntry | undefined,
): Result<JournalEntry> {
  const id = manualEntryId(fact.entry);
  const original = find(id);
  if (original === undefined)
    return refuse({
      code: "unknown-entry",
      path: "/entry",
      message: "there is no entry by hand with this id",
      value: fact.entry,
      suggestion: "what a document posted is corrected by a document",
    });
  if (find(reversalIdOf(id)) !== undefined)
    return refuse({
      code: "already-reversed",
      path: "/entry",
      message: "this entry was taken back before",
      value: fact.entry,
    });
  const reversal = manualReversal(fact, original, books);
  if (reversal.date >= original.date) return ok(reversal);
  return refuse({
    code: "before-entry",
    path: "/date",
    message: "an entry is taken back on its own day or later",
    value: fact.date,
  });
}

/** Books facts of a file: each once, in the order in which they became known and then of their ids. */
export function bookFacts(facts: readonly BookFact[], books: BooksOf): BookedFacts {
  const refused: RefusedBookFact[] = [];
  const dated = facts.flatMap((fact) => {
    const at = knownAt(fact);
    if (at !== undefined) return [{ fact, at }];
    refused.push({ fact, faults: [undated(fact)] });
    return [];
  });
  const entries = new Map<string, { readonly entry: JournalEntry; readonly said: string }>();
  const all: EnteredEntry[] = [];
  for (const { fact, at } of dated.sort(byTimeThenId)) {
    const known = entries.get(journalIdOf(fact));
    if (known?.said === saidBy(fact)) continue;
    const entry = entryOfFact(fact, books, (id) => entries.get(id)?.entry);
    if (!entry.ok) {
      refused.push({ fact, faults: entry.faults });
      continue;
    }
    entries.set(entry.value.id, { entry: entry.value, said: saidBy(fact) });
    all.push({ at, entry: entry.value });
  }
  return { entered: all, refused };
}

const knownAt = ({ recordedAt }: BookFact): Instant | undefined => {
  const parsed = recordedAt === undefined ? undefined : parseInstant(recordedAt);
  return parsed?.ok === true ? parsed.value : undefined;
};

const undated = ({ fact }: BookFact): Fault => ({
  code: "recorded-at-needed",
  path: "/recordedAt",
  message: `nothing says when this ${fact} became known`,
  suggestion: 'add recordedAt: "2026-01-31T12:00:00Z"',
});

/** The id in the journal of what a fact posts. */
export function journalIdOf(fact: BookFact): string {
  if (fact.fact === "entry") return manualEntryId(fact.id);
  if (fact.fact === "entry-reversal") return reversalIdOf(manualEntryId(fact.entry));
  return entryIdOf({ kind: fact.fact, number: fact.id });
}

type Dated = { readonly fact: BookFact; readonly at: Instant };

const byTimeThenId = (left: Dated, right: Dated): number =>
  left.at - right.at || (journalIdOf(left.fact) < journalIdOf(right.fact) ? -1 : 1);

/** What a fact says, but for when it became known. */
const saidBy = ({ recordedAt: _, ...fact }: BookFact): string =>
  JSON.stringify(Object.entries(fact).sort(([left], [right]) => (left < right ? -1 : 1)));
