import type { CurrencyCode } from "../../money/currency.ts";
import { minorUnits } from "../../money/currency.ts";
import { type Decimal, decimalOf, isZero, subtract, zero } from "../../money/decimal.ts";
import { firstDayOfMonth } from "../../time/month-table.ts";
import { type Day, monthOf } from "../recognition/accounting-month.ts";
import { earnedByDay } from "../recognition/ratable.ts";
import type { Earned, SoldLine } from "../recognition/sold-line.ts";
import type { RevenueTreatment } from "./revenue-treatment.ts";

/** A part of a line's amount, and what it is when it is invoiced. */
export interface LinePart {
  readonly treatment: RevenueTreatment;
  readonly amount: Decimal;
}

/**
 * What a line's amount is on the day it is issued: what was earned in earlier months clears the contract asset that their
 * closes put up, what was earned since is revenue, and what is to be earned is deferred. A line earned by day that is
 * not served to its end is deferred from the month of issue on; the close of the month takes out what was served.
 */
export function issuedParts(
  { amount: text, earned }: SoldLine,
  issued: Day,
  currency: CurrencyCode,
): readonly LinePart[] {
  const amount = decimalOf(text);
  const before = earnedBefore(amount, earned, firstDayOfMonth(monthOf(issued)), currency);
  const parts: readonly LinePart[] = [
    { treatment: "unbilled", amount: before },
    {
      treatment: isServed(earned, issued) ? "at-once" : "deferred",
      amount: subtract(amount, before),
    },
  ];
  return parts.filter((part) => !isZero(part.amount));
}

function earnedBefore(amount: Decimal, earned: Earned, day: Day, currency: CurrencyCode): Decimal {
  if (earned.kind === "ratable") return earnedByDay(amount, earned, day, minorUnits(currency));
  if (earned.kind !== "used" && earned.kind !== "delivered") return zero;
  return earned.day !== undefined && earned.day < day ? amount : zero;
}

function isServed(earned: Earned, issued: Day): boolean {
  switch (earned.kind) {
    case "ratable":
      return earned.to <= issued;
    case "given":
    case "used":
      return earned.day <= issued;
    case "delivered":
      return earned.day !== undefined && earned.day <= issued;
    case "invoiced":
      return true;
  }
}
