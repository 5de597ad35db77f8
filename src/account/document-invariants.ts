import {
  add,
  compare,
  type Decimal,
  decimalOf,
  equals,
  isNegative,
  subtract,
  sum,
  zero,
} from "../money/decimal.ts";
import type { Invoice, InvoiceLine } from "./invoice.ts";

/**
 * What does not hold of a document that must, in one sentence; undefined where all is well: each line is its gross amount
 * less its discounts, the totals are the sums of the lines, the taxes by rate add up to the tax, what prepaid credits paid is
 * no more than the total, and a credit note is what comes to less than nothing.
 */
export function brokenDocument(document: Invoice): string | undefined {
  const { kind, lines, subtotal, discount, tax, taxes, total, prepaid = "0", due } = document;
  let [gross, net] = [zero, zero];
  for (const line of lines) {
    const amounts = amountsOf(line);
    if (amounts === undefined) return `line ${line.id} is not its gross amount less its discounts`;
    gross = add(gross, amounts.gross);
    net = add(net, amounts.net);
  }
  if (lines.length === 0) return "it has no lines";
  if (new Set(lines.map(({ id }) => id)).size !== lines.length)
    return "two of its lines have one id";
  if (!equals(gross, decimalOf(subtotal))) return "its lines do not add up to its subtotal";
  if (!equals(subtract(gross, net), decimalOf(discount)))
    return "its discounts are not those of its lines";
  const whole = decimalOf(total);
  if (!equals(add(net, decimalOf(tax)), whole)) return "its lines and its tax are not its total";
  if (
    taxes !== undefined &&
    !equals(sum(taxes.map((one) => decimalOf(one.amount))), decimalOf(tax))
  )
    return "its taxes by rate are not its tax";
  if ((kind === "credit-note") !== isNegative(whole))
    return `it comes to ${total} and is of kind ${kind}`;
  const paid = decimalOf(prepaid);
  if (due !== undefined && !equals(subtract(whole, paid), decimalOf(due)))
    return "what is due is not its total less what was paid before";
  return compare(size(paid), size(whole)) > 0 ? "credits pay more than all of it" : undefined;
}

const size = (amount: Decimal): Decimal => (isNegative(amount) ? subtract(zero, amount) : amount);

function amountsOf({ gross, discounts, amount }: InvoiceLine) {
  const [before, after] = [decimalOf(gross), decimalOf(amount)];
  const off = discounts.length === 0 ? zero : sum(discounts.map((one) => decimalOf(one.amount)));
  return equals(subtract(before, off), after) ? { gross: before, net: after } : undefined;
}
