import { add, type Decimal, decimalOf, negate, zero } from "../../money/decimal.ts";
import type { Instant } from "../../time/instant.ts";
import { serviceDayAt, type Zone } from "../../time/zone.ts";
import { type AccountName, accountFamilies, namedAccount } from "../account-name.ts";
import type { JournalEntry } from "../entry.ts";
import type { Posting } from "../posting.ts";
import type { LineAdjustment } from "../recognition/invoice-contract.ts";
import { documentDateOf } from "./open-period.ts";

/** An account of a revenue stream: what of the stream is not earned, not billed, to be paid back, or earned. */
export interface StreamAccount {
  readonly kind: "deferred" | "unbilled" | "refund" | "revenue";
  readonly stream: string;
}

/** The stream that an account is of; undefined for all other accounts. */
export function streamAccount(account: AccountName): StreamAccount | undefined {
  const { family, parts } = namedAccount(account);
  const [stream = ""] = parts;
  if (family === accountFamilies.deferred) return { kind: "deferred", stream };
  if (family === accountFamilies.unbilled) return { kind: "unbilled", stream };
  if (family === accountFamilies.refunds) return { kind: "refund", stream };
  return family === accountFamilies.revenue ? { kind: "revenue", stream } : undefined;
}

/** A line of a document: its number and the line's id. */
export interface LineReference {
  readonly invoice: string;
  readonly line: string;
}

/**
 * The line that a posting on a stream's account is of: the one that it names, of the document that it names or else its
 * own. Undefined for postings that are of no line.
 */
export function lineOf(entry: JournalEntry, posting: Posting): LineReference | undefined {
  const { line, invoice = entry.document.number } = posting;
  return line === undefined || streamAccount(posting.account) === undefined
    ? undefined
    : { invoice, line };
}

/** What the journal holds of one line. */
export interface LinePosition {
  /** Invoiced and not earned; a credit balance is positive. */
  readonly deferred: Decimal;
  /** Earned and not invoiced; a debit balance is positive. */
  readonly unbilled: Decimal;
  /** Invoiced and expected to be paid back; a credit balance is positive. */
  readonly refund: Decimal;
}

/** A line of which nothing is posted. */
export const noPosition: LinePosition = { deferred: zero, unbilled: zero, refund: zero };

/** The position after one more posting on an account of the line's stream; debits are positive. */
export function addToPosition(
  position: LinePosition,
  kind: StreamAccount["kind"],
  amount: Decimal,
): LinePosition {
  if (kind === "revenue") return position;
  if (kind === "deferred") return { ...position, deferred: add(position.deferred, negate(amount)) };
  if (kind === "refund") return { ...position, refund: add(position.refund, negate(amount)) };
  return { ...position, unbilled: add(position.unbilled, amount) };
}

/** What entries dated before a moment leave of each line, by document and line. */
export function linePositions(
  entries: Iterable<JournalEntry>,
  before: Instant,
): ReadonlyMap<string, ReadonlyMap<string, LinePosition>> {
  const positions = new Map<string, Map<string, LinePosition>>();
  for (const entry of entries) {
    if (entry.date >= before) continue;
    for (const posting of entry.postings) {
      const of = lineOf(entry, posting);
      const account = streamAccount(posting.account);
      if (of === undefined || account === undefined) continue;
      const own = positions.get(of.invoice) ?? new Map<string, LinePosition>();
      positions.set(of.invoice, own);
      const position = own.get(of.line) ?? noPosition;
      own.set(of.line, addToPosition(position, account.kind, decimalOf(posting.amount)));
    }
  }
  return positions;
}

/**
 * What an entry changes of lines that another document charges for: a credit note for some of them, free credits that
 * make them cheaper, their return. None for the document's own lines and for recognition, which moves only when they count.
 * On the day of the entry's document in the zone of the books.
 */
export function adjustmentsIn(
  entry: JournalEntry,
  books: Zone,
): readonly (LineAdjustment & LineReference)[] {
  if (entry.document.kind === "recognition") return [];
  const adjustments = new Map<string, LineAdjustment & LineReference>();
  for (const posting of entry.postings) {
    const account = streamAccount(posting.account);
    const { invoice, line } = posting;
    if (account === undefined || invoice === undefined || line === undefined) continue;
    const key = JSON.stringify([invoice, line]);
    const known = adjustments.get(key);
    adjustments.set(key, {
      id: entry.id,
      invoice,
      line,
      stream: account.stream,
      day: serviceDayAt(books, documentDateOf(entry)),
      amount: add(known?.amount ?? zero, negate(decimalOf(posting.amount))),
    });
  }
  return [...adjustments.values()];
}
