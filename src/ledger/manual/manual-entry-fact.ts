import type { Fault, Result } from "../../fault/fault.ts";
import { factId, instant } from "../../model/fact-text.ts";
import { list, literal, readShape, type Shape, text } from "../../model/shape.ts";
import { money } from "../../model/shape-money.ts";
import { object, optional } from "../../model/shape-object.ts";
import { date } from "../../model/shape-values.ts";
import type { Money } from "../../money/money.ts";
import {
  type PartnerPayoutFact,
  type PartnerShareFact,
  partnerPayoutShape,
  partnerShareShape,
} from "./partner-fact.ts";
import { words } from "./told-words.ts";

/** One line of an entry by hand: an account and what it is debited or credited with. */
export interface ManualPosting {
  readonly account: string;
  /** Above zero; one of the two. */
  readonly debit?: Money;
  readonly credit?: Money;
}

/** An entry that a bookkeeper writes: an accrual, a correction, what came from another system. */
export interface ManualEntryFact {
  readonly fact: "entry";
  /** The caller's own name for it. */
  readonly id: string;
  /** The day of the books' calendar on which it counts, in a month that is open. */
  readonly date: string;
  readonly reason: string;
  /** Who answers for it. */
  readonly by: string;
  readonly postings: readonly ManualPosting[];
  /** When it became known, RFC 3339: a server's clock says it, a file must. */
  readonly recordedAt?: string;
}

/** That an entry by hand is taken back, by the same postings with the other sign. */
export interface EntryReversalFact {
  readonly fact: "entry-reversal";
  /** The id of the entry, which can be taken back once. */
  readonly entry: string;
  readonly date: string;
  readonly reason: string;
  readonly by: string;
  readonly recordedAt?: string;
}

/** What a bookkeeper tells the books. */
export type BookFact = ManualEntryFact | EntryReversalFact | PartnerShareFact | PartnerPayoutFact;

/** The most lines of an entry by hand. */
export const manualPostingsMax = 500;

const signed = { date, reason: words, by: words };

/** What an entry by hand says besides when it became known. */
export const manualEntryFields = {
  id: factId,
  ...signed,
  postings: list(
    object<ManualPosting>({ account: text, debit: optional(money), credit: optional(money) }),
    1,
  ),
};

/** What a reversal says besides which entry it takes back, and when it became known. */
export const entryReversalFields = signed;

const entryShape: Shape<ManualEntryFact> = object<ManualEntryFact>({
  fact: literal("entry"),
  ...manualEntryFields,
  recordedAt: optional(instant),
});

const reversalShape: Shape<EntryReversalFact> = object<EntryReversalFact>({
  fact: literal("entry-reversal"),
  entry: factId,
  ...entryReversalFields,
  recordedAt: optional(instant),
});

type Read = (json: unknown) => { readonly value: BookFact; readonly faults: readonly Fault[] };

const readers: Readonly<Record<BookFact["fact"], Read>> = {
  entry: (json) => readShape(entryShape, json),
  "entry-reversal": (json) => readShape(reversalShape, json),
  "partner-share": (json) => readShape(partnerShareShape, json),
  "partner-payout": (json) => readShape(partnerPayoutShape, json),
};

/** Whether a kind of fact is told to the books. */
export const isBookFactKind = (kind: unknown): kind is BookFact["fact"] =>
  typeof kind === "string" && Object.hasOwn(readers, kind);

/** Whether a fact is told to the books, and not to an account. */
export const isBookFact = (fact: { readonly fact: string }): fact is BookFact =>
  isBookFactKind(fact.fact);

/** Reads what is told to the books, every fault of its shape at once. */
export function parseBookFact(json: Readonly<Record<string, unknown>>): Result<BookFact> {
  const { value, faults } = readers[isBookFactKind(json.fact) ? json.fact : "entry"](json);
  return faults.length > 0 ? { ok: false, faults } : { ok: true, value };
}
