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
import { totalOf } from "./item-amount.ts";
import type { OpenItem, Receivables, Settlement } from "./receivables.ts";
import { goneFrom, refundable } from "./settle.ts";

/**
 * The rule that a state breaks, or undefined where it holds all: every item's total is what is open and what stands
 * against it, every settlement's amount is what it is applied to, its credit and what has left it, and nothing is below
 * zero. Broken, the account must be parked: nothing that is read from it can be trusted.
 */
export function brokenInvariant(state: Receivables): string | undefined {
  const against = settledByInvoice(state);
  for (const item of state.items) {
    const broken = brokenItem(item, against.get(item.invoice) ?? zero);
    if (broken !== undefined) return `invoice ${item.invoice}: ${broken}`;
  }
  const known = new Set(state.items.map(({ invoice }) => invoice));
  for (const settlement of state.settlements) {
    const broken = brokenSettlement(settlement, known);
    if (broken !== undefined) return `${settlement.kind} ${settlement.id}: ${broken}`;
  }
  return repeated(state);
}

/** What settlements that are remembered stand for against each invoice. */
function settledByInvoice({ settlements }: Receivables): ReadonlyMap<string, Decimal> {
  const sums = new Map<string, Decimal>();
  for (const { applications } of settlements)
    for (const { invoice, amount } of applications)
      sums.set(invoice, add(sums.get(invoice) ?? zero, decimalOf(amount)));
  return sums;
}

function brokenItem(item: OpenItem, against: Decimal): string | undefined {
  const open = decimalOf(item.open);
  const settled = add(against, decimalOf(item.forgotten));
  if (isNegative(open)) return "less than nothing is open";
  if (!equals(add(open, settled), decimalOf(item.total)))
    return "what is open and what is settled are not its total";
  if ((compare(open, zero) === 0) !== (item.closedAt !== null))
    return "it is closed exactly when nothing is open";
  return item.charges.filter(({ status }) => status === "pending").length > 1
    ? "two charges are pending"
    : undefined;
}

function brokenSettlement(one: Settlement, known: ReadonlySet<string>): string | undefined {
  const { applications, unapplied } = one;
  if (isNegative(decimalOf(unapplied))) return "its credit is below zero";
  if (applications.some(({ amount }) => compare(decimalOf(amount), zero) <= 0))
    return "an application is not above zero";
  const stray = applications.find(({ invoice }) => !known.has(invoice));
  if (stray !== undefined) return `it stands against ${stray.invoice}, which is not there`;
  const left = sum([totalOf(applications), decimalOf(unapplied), leftFrom(one)]);
  if (!equals(left, decimalOf(one.amount))) return "its parts do not add up to its amount";
  if (one.kind === "payment" && isNegative(refundable(one)))
    return "more than was paid is given back or disputed";
  if (
    one.kind === "write-off" &&
    isNegative(subtract(totalOf(applications), totalOf(one.recoveries)))
  )
    return "more is recovered than was written off";
  return undefined;
}

function leftFrom(one: Settlement) {
  switch (one.kind) {
    case "payment":
      return goneFrom(one);
    case "credit-note":
      return zero;
    case "write-off":
      return totalOf(one.reversals);
  }
}

function repeated({ items, settlements }: Receivables): string | undefined {
  const keys = [
    ...items.map(({ invoice }) => `invoice ${invoice}`),
    ...settlements.map(({ kind, id }) => `${kind} ${id}`),
  ];
  const seen = new Set<string>();
  for (const key of keys) {
    if (seen.has(key)) return `${key} is there twice`;
    seen.add(key);
  }
  return undefined;
}
