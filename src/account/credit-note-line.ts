import { type Decimal, decimalOf, equals, formatFixed, negate } from "../money/decimal.ts";
import type { WaitingLine, WaitingNote } from "./credited.ts";
import type { InvoiceLine } from "./invoice.ts";
import type { BilledTax, PricedLine } from "./line.ts";
import type { PriceBook } from "./price-book.ts";

/** The id of a line of a credit note that was told. */
export const creditNoteLineId = (
  { id }: Pick<WaitingNote, "id">,
  { line }: Pick<WaitingLine, "line">,
): string => `${line.id}/credit/${id}`;

/** What a credit note that waits keeps of a line; amounts with tax where prices include it. */
export function waitingLine(
  line: InvoiceLine,
  { of, left, amount }: Readonly<Record<"of" | "left" | "amount", Decimal>>,
  tax: BilledTax | undefined,
  minorUnits: number,
): WaitingLine {
  const {
    explanation,
    gross: _,
    discounts: __,
    amount: ___,
    withTax: ____,
    tax: _____,
    ...kept
  } = line;
  return {
    line: kept,
    price: explanation.price,
    priceVersion: explanation.priceVersion,
    of: formatFixed(of, minorUnits),
    left: formatFixed(left, minorUnits),
    amount: formatFixed(amount, minorUnits),
    ...(tax === undefined ? {} : { tax }),
  };
}

/** A line of a credit note: that of the invoice with what goes back of it, at the tax that it bore. */
export function creditNoteLine(
  note: WaitingNote,
  waiting: WaitingLine,
  { minorUnits }: PriceBook,
): PricedLine {
  const { line, price, priceVersion, of, amount, tax } = waiting;
  const net = negate(decimalOf(amount));
  const text = formatFixed(net, minorUnits);
  const whole = equals(decimalOf(of), decimalOf(amount));
  const quantity = whole ? line.quantity : "1";
  const written: PricedLine["line"] = {
    ...line,
    id: creditNoteLineId(note, waiting),
    quantity,
    unit: whole ? line.unit : undefined,
    gross: text,
    discounts: [],
    amount: text,
    withTax: undefined,
    tax: undefined,
    explanation: {
      price,
      priceVersion,
      quantity,
      steps: [{ label: `credited of ${of}`, amount: text }],
      rounding: { from: text, to: text },
    },
  };
  const supply = { takesBack: { invoices: [note.invoice], tax } };
  return { line: written, gross: net, net, supply, joint: undefined, contract: undefined };
}
