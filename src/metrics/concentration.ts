import type { Month } from "../ledger/recognition/accounting-month.ts";
import { add, compare, type Decimal, isPositive, multiply, zero } from "../money/decimal.ts";
import { termOfRows } from "./evidence.ts";
import {
  type EvidenceRow,
  type Figure,
  notGiven,
  quotient,
  type Term,
  unitDigits,
  valueSettings,
} from "./metric.ts";
import type { MetricFacts } from "./metric-facts.ts";
import type { SettingId } from "./metric-settings.ts";
import { billedRows } from "./revenue-rows.ts";

/** The settings that concentration reads. */
export const concentrationSettings: readonly SettingId[] = [...valueSettings, "concentrationBasis"];

/** The largest customers that are told apart. */
const largestMax = 10;

/** What the customers of a month are worth. */
export interface Worths {
  /** A row for each customer who is worth something, in the order of ids. */
  readonly all: Term;
  readonly squares: Decimal;
  /** The ten largest, the largest first; equal ones in the order of ids. */
  readonly largest: readonly EvidenceRow[];
}

/**
 * What each customer is worth, by the setting `concentrationBasis`. Undefined where billed lines are asked for and were
 * not given. A customer whose credit notes outweigh their invoices is worth nothing.
 */
export function customersByWorth(facts: MetricFacts, month: Month): Worths | undefined {
  const isMrr = facts.settings.concentrationBasis === "mrr";
  const billed = isMrr ? [] : billedByCustomer(facts, month);
  if (billed === undefined) return undefined;
  const each = (visit: (customer: string, amount: Decimal) => void): void => {
    for (const [customer, amount] of billed) if (isPositive(amount)) visit(customer, amount);
    if (!isMrr) return;
    facts.customersAt(month).forEach((change, index) => {
      const customer = facts.book.histories[index]?.customer;
      if (change === undefined || customer === undefined) return;
      const amount = facts.worth(change.worth, month);
      if (isPositive(amount)) visit(customer, amount);
    });
  };
  let total = zero;
  let squares = zero;
  const largest: EvidenceRow[] = [];
  each((customer, amount) => {
    total = add(total, amount);
    squares = add(squares, multiply(amount, amount));
    enterLargest(largest, { customer, amount });
  });
  const rows = (): EvidenceRow[] => {
    const all: EvidenceRow[] = [];
    each((customer, amount) => all.push({ customer, amount }));
    return all;
  };
  return { all: { id: "all", amount: total, rows }, squares, largest };
}

/** Keeps the largest rows in order; a row as large as one that is there comes after it. */
function enterLargest(largest: EvidenceRow[], row: EvidenceRow): void {
  const smallest = largest[largestMax - 1];
  if (smallest !== undefined && compare(row.amount, smallest.amount) <= 0) return;
  const place = largest.findIndex(({ amount }) => compare(row.amount, amount) > 0);
  largest.splice(place < 0 ? largest.length : place, 0, row);
  if (largest.length > largestMax) largest.pop();
}

function billedByCustomer(
  facts: MetricFacts,
  month: Month,
): readonly (readonly [string, Decimal])[] | undefined {
  const totals = new Map<string, Decimal>();
  for (let at = month - 11; at <= month; at += 1) {
    const rows = billedRows(facts, at);
    if (rows === undefined) return undefined;
    for (const { customer = "", amount } of rows)
      totals.set(customer, add(totals.get(customer) ?? zero, amount));
  }
  return [...totals].toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** The part of the whole that the so many largest customers are, ten at most. */
export function shareOfLargest(facts: MetricFacts, month: Month, count: number): Figure {
  const worths = facts.worths(month);
  if (worths === undefined) return notGiven();
  const largest = termOfRows("largest", worths.largest.slice(0, count));
  return quotient(largest.amount, worths.all.amount, unitDigits.ratio, [largest, worths.all]);
}
