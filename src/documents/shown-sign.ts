import type { Invoice } from "../account/invoice.ts";
import { decimalOf, formatFixed, negate, trim } from "../money/decimal.ts";

/**
 * How a document shows a decimal of its data. A credit note says what it gives, so amounts that are below zero in the
 * data are above zero on paper and in EN 16931 (type 381); an invoice shows what it has. Digits are kept as they are.
 */
export function shownSign(invoice: Pick<Invoice, "kind">): (text: string) => string {
  if (invoice.kind !== "credit-note") return (text) => text;
  return (text) => {
    const point = text.indexOf(".");
    return formatFixed(negate(trim(decimalOf(text))), point < 0 ? 0 : text.length - point - 1);
  };
}
