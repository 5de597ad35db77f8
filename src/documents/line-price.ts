import type { InvoiceLine } from "../account/invoice.ts";
import type { CurrencyCode } from "../money/currency.ts";
import { roundToMinor } from "../money/currency.ts";
import {
  absolute,
  decimalOf,
  equals,
  format,
  isNegative,
  multiply,
  one,
} from "../money/decimal.ts";

/**
 * The one price a unit of the line cost, where there is one: a single step of the explanation whose rate times the
 * line's quantity gives its gross amount to the cent. Tiers, included units and proration leave none.
 */
export function unitPriceOf(line: InvoiceLine, currency: CurrencyCode): string | undefined {
  const [step, second] = line.explanation.steps;
  if (step === undefined || second !== undefined) return undefined;
  const quantity = absolute(decimalOf(line.quantity));
  const candidate = step.rate ?? (equals(quantity, one) ? step.flat : undefined);
  if (candidate === undefined || !/^\d+(\.\d+)?$/.test(candidate)) return undefined;
  const price = decimalOf(candidate);
  if (isNegative(price)) return undefined;
  const product = roundToMinor(multiply(quantity, price), currency);
  return equals(product, absolute(decimalOf(line.gross))) ? format(price) : undefined;
}
