import { type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import { agreesRate, checkRate, isExact, type Rate } from "../money/amount.ts";
import { compare, type Decimal, isNegative, one } from "../money/decimal.ts";
import { type Percent, parsePercent, shareOf } from "../money/percent.ts";
import type { PriceTerms } from "./price-kind.ts";

/** Which percentages are sound: a charge may exceed 100%, a discount may not. */
export type PercentRule = "not-negative" | "at-most-100";

/** Faults of a percentage in a price or a discount: malformed, or `percent-out-of-range`. */
export function checkPercent(text: Percent, path: string, rule: PercentRule): readonly Fault[] {
  const read = parsePercent(text, path);
  if (!read.ok) return read.faults;
  const tooHigh = rule === "at-most-100" && compare(read.value, one) > 0;
  if (!tooHigh && !isNegative(read.value)) return [];
  const message = tooHigh ? "a discount is at most 100%" : "this percentage is not negative";
  const suggestion = tooHigh ? 'write a percentage from "0%" to "100%"' : 'write "0%" or more';
  return [{ code: "percent-out-of-range", path, message, value: text, suggestion }];
}

/** As {@link checkPercent}, for a percentage that may also be a range, a floor or "negotiated". */
export function checkStatedPercent(rate: Rate, path: string, rule: PercentRule): readonly Fault[] {
  const faults = checkRate(rate, path);
  if (faults.length > 0 || rate === "negotiated") return faults;
  if (isExact(rate)) return checkPercent(rate, path, rule);
  if ("atLeast" in rate) return checkPercent(rate.atLeast, `${path}/atLeast`, rule);
  const low = checkPercent(rate.low, `${path}/low`, rule);
  return [...low, ...checkPercent(rate.high, `${path}/high`, rule)];
}

/**
 * The one share to charge: the exact percentage, or the one that the terms agreed within a range, a floor or
 * "negotiated". Refuses with `needs-agreed-price` when no percentage was agreed, else as money/amount.ts `agreesRate`.
 */
export function settledShare(rate: Rate, terms: PriceTerms, at: string): Result<Decimal> {
  if (isExact(rate)) return ok(shareOf(rate));
  const { agreed } = terms;
  if (agreed !== undefined && isPercentText(agreed)) {
    const point = agreesRate(rate, agreed, at);
    return point.ok ? ok(shareOf(point.value)) : point;
  }
  return refuse({
    code: "needs-agreed-price",
    path: at,
    message: "the price list leaves this percentage open, so a contract has to state it",
    value: rate,
    suggestion: "agree a percentage in the subscription or the contract",
  });
}

const isPercentText = (text: string): text is Percent => text.endsWith("%");
