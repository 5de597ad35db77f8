import { type CurrencyCode, minorUnits } from "../../money/currency.ts";
import { add, type Decimal, decimalOf, formatFixed } from "../../money/decimal.ts";
import { minorText } from "../../money/minor-amount.ts";
import { monthText } from "../recognition/accounting-month.ts";
import type { BalanceRow, RollForwardRow } from "../recognition/roll-forward.ts";

/** A {@link BalanceRow} as it is written down. */
export type BalanceText = { readonly [K in keyof BalanceRow]: string };

/** A {@link RollForwardRow} as it is kept with a close and answered: amounts with all digits of the minor unit. */
export interface RollForwardText {
  /** `2026-01`. */
  readonly month: string;
  readonly stream: string;
  readonly currency: CurrencyCode;
  readonly revenue: string;
  readonly revenueFromOpening: string;
  readonly deferred: BalanceText;
  readonly contractAsset: BalanceText;
  readonly refundLiability: BalanceText;
}

/** Writes a row down. */
export function rollForwardText(row: RollForwardRow): RollForwardText {
  const { month, stream, currency, revenue, revenueFromOpening } = row;
  const text = (amount: Decimal): string => minorText(amount, currency);
  const balance = (of: BalanceRow): BalanceText => mapped(of, text);
  return {
    month: monthText(month),
    stream,
    currency,
    revenue: text(revenue),
    revenueFromOpening: text(revenueFromOpening),
    deferred: balance(row.deferred),
    contractAsset: balance(row.contractAsset),
    refundLiability: balance(row.refundLiability),
  };
}

function mapped<T, U>(
  of: Readonly<Record<keyof BalanceRow, T>>,
  change: (amount: T, column: keyof BalanceRow) => U,
): Record<keyof BalanceRow, U> {
  return {
    opening: change(of.opening, "opening"),
    billed: change(of.billed, "billed"),
    recognised: change(of.recognised, "recognised"),
    catchUp: change(of.catchUp, "catchUp"),
    terminated: change(of.terminated, "terminated"),
    moved: change(of.moved, "moved"),
    closing: change(of.closing, "closing"),
  };
}

/** Adds rows of one month, stream and currency together; in the order of month, stream and currency. */
export function addRollForwards(rows: Iterable<RollForwardText>): readonly RollForwardText[] {
  const sums = new Map<string, RollForwardText>();
  for (const row of rows) {
    const key = JSON.stringify([row.month, row.stream, row.currency]);
    const known = sums.get(key);
    sums.set(key, known === undefined ? row : addRows(known, row));
  }
  return [...sums].toSorted(([left], [right]) => (left < right ? -1 : 1)).map(([, row]) => row);
}

function addRows(left: RollForwardText, right: RollForwardText): RollForwardText {
  const digits = minorUnits(left.currency);
  const both = (one: string, other: string): string =>
    formatFixed(add(decimalOf(one), decimalOf(other)), digits);
  const balance = (one: BalanceText, other: BalanceText): BalanceText =>
    mapped(one, (amount, column) => both(amount, other[column]));
  return {
    ...left,
    revenue: both(left.revenue, right.revenue),
    revenueFromOpening: both(left.revenueFromOpening, right.revenueFromOpening),
    deferred: balance(left.deferred, right.deferred),
    contractAsset: balance(left.contractAsset, right.contractAsset),
    refundLiability: balance(left.refundLiability, right.refundLiability),
  };
}
