import { type Result, refuse } from "../fault/fault.ts";
import {
  type Decimal,
  type DecimalText,
  format,
  parseDecimal,
  parseNumber,
  trim,
} from "./decimal.ts";

/**
 * A quantity as documents write it: a JSON number while that is exact (safe, at most 15 significant digits), a decimal
 * string beyond. Units are the meter's or the plan's, never the quantity's.
 */
export type Quantity = number | DecimalText;

/**
 * Reads a quantity of a document or an event.
 * Refuses a number that may not be what was typed with `imprecise-number` (too large, too many digits, -0, NaN), a
 * string with `not-a-number` or `too-many-digits`.
 */
export function parseQuantity(quantity: Quantity, path = ""): Result<Decimal> {
  if (typeof quantity === "number") return parseNumber(quantity, path);
  if (typeof quantity === "string") return parseDecimal(quantity, path);
  return refuse({
    code: "not-a-number",
    path,
    message: "a quantity is a number or a decimal string",
    suggestion: 'write 10 or "10.5"',
  });
}

/** The plain decimal text of a quantity that was checked before: `1e-7` gives `0.0000001`. */
export function quantityText(quantity: Quantity): DecimalText {
  return format(quantityFromAuthor(quantity, "a quantity"));
}

/** A quantity for people: `1,200,000`; nothing is rounded. */
export function formatQuantity(value: Decimal): string {
  return groupThousands(format(value));
}

/** Sets a comma between each three digits before the point of a plain decimal. */
export function groupThousands(text: string): string {
  const point = text.indexOf(".");
  const whole = point < 0 ? text : text.slice(0, point);
  const fraction = point < 0 ? "" : text.slice(point);
  return whole.replace(/\B(?=(\d{3})+$)/g, ",") + fraction;
}

/**
 * The exact value of what the author of a model passed to a builder.
 * Throws RangeError, with the fix, where {@link parseQuantity} refuses; `what` begins the message.
 */
export function quantityFromAuthor(quantity: Quantity, what: string): Decimal {
  const read = parseQuantity(typeof quantity === "number" ? quantity + 0 : quantity);
  if (read.ok) return trim(read.value);
  const [fault] = read.faults;
  throw new RangeError(
    `${what} cannot be ${String(quantity)}: ${fault?.message ?? "it is not a number"}; ${fault?.suggestion ?? ""}`,
  );
}
