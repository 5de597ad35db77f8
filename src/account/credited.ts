import {
  add,
  type Decimal,
  decimalOf,
  format,
  isNegative,
  isZero,
  max,
  min,
  subtract,
  zero,
} from "../money/decimal.ts";
import type { Instant } from "../time/instant.ts";
import type { InvoiceLine } from "./invoice.ts";
import type { BilledTax } from "./line.ts";

/** What is kept of a line until its credit note is issued. */
export interface WaitingLine {
  /** What the line of the note repeats; the rest of the explanation belongs to the invoice. */
  readonly line: Omit<
    InvoiceLine,
    "gross" | "discounts" | "amount" | "withTax" | "tax" | "explanation"
  >;
  /** JSON pointer of the price, and `id@version` of the model it is of. */
  readonly price: string;
  readonly priceVersion: string;
  /**
   * What the line came to on the invoice, what was left of that when the note was told, and what goes back of it: minor-unit
   * text, with tax where prices include it.
   */
  readonly of: string;
  readonly left: string;
  readonly amount: string;
  readonly tax?: BilledTax;
}

/** A credit note that was told and is not issued yet. */
export interface WaitingNote {
  readonly id: string;
  /** The id of the invoice that it corrects. */
  readonly invoice: string;
  readonly reason: string;
  /** The number of the contract whose invoice it is; absent where that is of none, or of several. */
  readonly contract?: string;
  /** `id@version` whose settings the invoice had as a whole. */
  readonly model: string;
  /** UTC. */
  readonly knownSince: Instant;
  readonly lines: readonly WaitingLine[];
}

/** What went back of lines, in minor-unit text: by invoice, then by line. Of invoices of which nothing did there is none. */
export type Credited = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What an account knows about credit notes. Plain JSON. */
export interface AccountNotes {
  /** To be issued, oldest first, each alone. */
  readonly waiting: readonly WaitingNote[];
  readonly credited: Credited;
  /** When one was told last; null where none was, only unused time went back. UTC. */
  readonly toldAt: Instant | null;
}

/** No credit notes yet. */
export const noNotes: AccountNotes = { waiting: [], credited: {}, toldAt: null };

/** What went back of lines of an invoice; zero where nothing did. */
export function creditedOf(
  notes: AccountNotes | null,
  invoice: string,
  isMeant: (line: string) => boolean,
): Decimal {
  let all = zero;
  const lines = Object.entries(notes?.credited[invoice] ?? {});
  for (const [line, amount] of lines) if (isMeant(line)) all = add(all, decimalOf(amount));
  return all;
}

/** What is left of an amount, whichever its sign, once something went back of it. */
export const leftOf = (amount: Decimal, credited: Decimal): Decimal =>
  isNegative(amount)
    ? min(zero, subtract(amount, credited))
    : max(zero, subtract(amount, credited));

/** The same with more gone back of a line. */
export function withCredited(
  credited: Credited,
  invoice: string,
  line: string,
  amount: Decimal,
): Credited {
  if (isZero(amount)) return credited;
  const lines = credited[invoice] ?? {};
  const before = decimalOf(lines[line] ?? "0");
  return { ...credited, [invoice]: { ...lines, [line]: format(add(before, amount)) } };
}
