import { expectOk, ok, type Result, refuse } from "../fault/fault.ts";
import { coefficientAt, type Decimal, decimal, format, parseDecimal, scaleMax } from "./decimal.ts";
import { type Quantity, quantityFromAuthor } from "./quantity.ts";

/** A percentage as documents write it: `"20%"`, `"0.001%"`. */
export type Percent = `${number}%`;

/**
 * Reads a percentage as the share it stands for: `"20%"` is 0.2.
 * Refuses with `not-a-percent`, or with `too-many-digits` where the share would have more digits than Florin keeps.
 */
export function parsePercent(text: string, path = ""): Result<Decimal> {
  const number = typeof text === "string" && text.endsWith("%") ? text.slice(0, -1) : "";
  const read = parseDecimal(number, path);
  if (!read.ok && read.faults.every((fault) => fault.code === "not-a-number")) {
    return refuse({
      code: "not-a-percent",
      path,
      message: "a percentage is a number and a percent sign, without a space",
      value: typeof text === "string" ? text.slice(0, 60) : text,
      suggestion: 'write "20%"',
    });
  }
  if (!read.ok) return read;
  const share: Decimal = { coefficient: read.value.coefficient, scale: read.value.scale + 2 };
  if (share.scale <= scaleMax) return ok(share);
  return refuse({
    code: "too-many-digits",
    path,
    message: `a percentage has at most ${scaleMax - 2} digits after the point`,
    value: text,
    suggestion: "shorten the percentage",
  });
}

/** The share that a percentage stands for, checked before; a malformed one is a bug and throws. */
export function shareOf(percentage: Percent): Decimal {
  return expectOk(parsePercent(percentage));
}

/** The percentage of a share: 0.2 is `"20%"`. Exact. */
export function percentText(share: Decimal): Percent {
  const scale = Math.max(share.scale, 2);
  return `${format(decimal(coefficientAt(share, scale), scale - 2))}%`;
}

/** A percentage literal: `percent(20)` is `"20%"`. Throws RangeError on an inexact number. */
export function percent(percentage: Quantity): Percent {
  return `${format(quantityFromAuthor(percentage, "a percentage"))}%`;
}
