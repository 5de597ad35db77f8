import {
  compare,
  type Decimal,
  decimalOf,
  isNegative,
  isPositive,
  min,
  subtract,
  sum,
  zero,
} from "../../money/decimal.ts";
import { minorText } from "../../money/minor-amount.ts";

import type { Application } from "../receivables.ts";
import type { BookIndex, MatchableItem } from "./book.ts";
import type { MatchOutcome, MatchSettings } from "./match.ts";
import type { StatementLine } from "./statement-line.ts";

/** How a line's amount would be spread over invoices. */
export interface Spread {
  readonly outcome: MatchOutcome;
  readonly applications: readonly Application[];
  readonly unapplied: string;
  readonly short?: Application;
}

/**
 * Spreads a line's amount over the invoices that it is for, those due first in front. Undefined where it is less than
 * several of them and nobody can tell which of them it leaves out.
 */
export function spread(
  line: StatementLine,
  items: readonly MatchableItem[],
  { left }: BookIndex,
  settings: MatchSettings,
): Spread | undefined {
  const { currency } = line;
  const amount = decimalOf(line.amount);
  const open = (item: MatchableItem): Decimal => left.get(item) ?? zero;
  const inOrder = items.toSorted((one, other) => one.dueAt - other.dueAt);
  const missing = subtract(sum(items.map(open)), amount);
  const outcome = outcomeOf(missing, line, items.length, settings);
  if (outcome === undefined) return undefined;
  let rest = amount;
  const applications: Application[] = [];
  for (const item of inOrder) {
    const part = min(rest, open(item));
    rest = subtract(rest, part);
    if (isPositive(part))
      applications.push({ invoice: item.invoice, amount: minorText(part, currency) });
  }
  const spreadOut = { outcome, applications, unapplied: minorText(rest, currency) };
  if (outcome !== "less-charges" && outcome !== "within-tolerance") return spreadOut;
  // The last invoice bears what is missing; it must be able to, or the shortage is no mere charge.
  const last = inOrder.at(-1);
  if (last === undefined || compare(open(last), missing) <= 0) return undefined;
  return { ...spreadOut, short: { invoice: last.invoice, amount: minorText(missing, currency) } };
}

function outcomeOf(
  missing: Decimal,
  { currency, charges }: StatementLine,
  count: number,
  { tolerance = {} }: MatchSettings,
): MatchOutcome | undefined {
  if (isNegative(missing)) return "over";
  if (!isPositive(missing)) return "exact";
  if (charges !== undefined && compare(missing, decimalOf(charges)) === 0) return "less-charges";
  if (compare(missing, decimalOf(tolerance[currency] ?? "0")) <= 0) return "within-tolerance";
  return count === 1 ? "partial" : undefined;
}

/** Takes what a spread applies, and what it gives up, off what is left open. */
export function take({ applications, short }: Spread, { items, left }: BookIndex): void {
  for (const { invoice, amount } of [...applications, ...(short === undefined ? [] : [short])]) {
    const item = items.find((one) => one.invoice === invoice);
    if (item !== undefined) left.set(item, subtract(left.get(item) ?? zero, decimalOf(amount)));
  }
}
