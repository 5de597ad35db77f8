import { decimalOf, equals, formatFixed, negate } from "../money/decimal.ts";
import type { WaitingLine, WaitingNote } from "./credited.ts";
import type { PricedLine } from "./line.ts";
import type { PriceBook } from "./price-book.ts";

/** A line of a credit note: that of the invoice with what goes back of it, at the tax that it bore. */
export function creditNoteLine(
  { id, invoice }: WaitingNote,
  { line, price, priceVersion, of, amount, tax }: WaitingLine,
  { minorUnits }: PriceBook,
): PricedLine {
  const net = negate(decimalOf(amount));
  const text = formatFixed(net, minorUnits);
  const whole = equals(decimalOf(of), decimalOf(amount));
  const quantity = whole ? line.quantity : "1";
  const written: PricedLine["line"] = {
    ...line,
    id: `${line.id}/credit/${id}`,
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
  const supply = { takesBack: { invoices: [invoice], tax } };
  return { line: written, gross: net, net, supply, joint: undefined };
}
