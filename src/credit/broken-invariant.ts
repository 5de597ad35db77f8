import { compare, decimalOf, isNegative, isPositive, subtract, sum } from "../money/decimal.ts";
import type { CreditBook } from "./credit-book.ts";
import { burnOrder, type Grant, type Worth } from "./grant.ts";

/**
 * What does not hold of a book that must, in one sentence; undefined where all is well.
 *
 * No side of a grant is below zero; burned, expired, voided and remaining add up to what was granted, and their costs to the
 * price paid; no credit cost more than it is worth; what draws have not given back, and what is forgotten of them, is what is burned; grants stand in burn
 * order and each id stands once.
 */
export function brokenInvariant(book: CreditBook): string | undefined {
  const held = heldByGrant(book);
  for (const [index, grant] of book.grants.entries()) {
    const broken = brokenGrant(grant) ?? brokenDraws(grant, held.get(grant.id));
    if (broken !== undefined) return `grant ${grant.id}: ${broken}`;
    const before = book.grants[index - 1];
    if (before !== undefined && burnOrder(before, grant) >= 0)
      return `grant ${grant.id}: it stands after ${before.id}, which burns later or is the same`;
  }
  for (const { id, draws } of book.burns)
    for (const { line, grant, amount, cost, released } of draws) {
      if (!book.grants.some((one) => one.id === grant)) return `burn ${id}: no grant ${grant}`;
      const back = [
        subtract(decimalOf(amount), decimalOf(released.amount)),
        subtract(decimalOf(cost), decimalOf(released.cost)),
      ];
      if (back.some(isNegative)) return `burn ${id}: more came back to ${line} than was drawn`;
    }
  return undefined;
}

const sides = ["remaining", "burned", "expired", "voided"] as const;

function brokenGrant(grant: Grant): string | undefined {
  for (const side of sides) {
    const { amount, cost } = grant[side];
    if (isNegative(decimalOf(amount))) return `${side} is below zero`;
    if (isNegative(decimalOf(cost))) return `the cost of what is ${side} is below zero`;
    if (compare(decimalOf(cost), decimalOf(amount)) > 0)
      return `${side} cost more than it is worth`;
  }
  const amounts = sum(sides.map((side) => decimalOf(grant[side].amount)));
  if (compare(amounts, decimalOf(grant.amount)) !== 0) return "its sides do not add up to it";
  const costs = sum(sides.map((side) => decimalOf(grant[side].cost)));
  if (compare(costs, decimalOf(grant.pricePaid)) !== 0) return "its costs are not its price";
  const isPaid = isPositive(decimalOf(grant.pricePaid));
  return isPaid === (grant.funding === "prepaid") ? undefined : "its funding is not as its price";
}

function brokenDraws(
  { burned, forgotten }: Grant,
  held: readonly Worth[] = [],
): string | undefined {
  const same = (["amount", "cost"] as const).every((side) => {
    const known = sum([...held, forgotten].map((draw) => decimalOf(draw[side])));
    return compare(known, decimalOf(burned[side])) === 0;
  });
  return same ? undefined : "its draws are not what is burned";
}

/** What draws took and what they gave back, the latter below zero, by grant. */
function heldByGrant(book: CreditBook): ReadonlyMap<string, readonly Worth[]> {
  const held = new Map<string, Worth[]>();
  for (const { grant, amount, cost, released } of book.burns.flatMap((one) => one.draws)) {
    const list = held.get(grant) ?? [];
    list.push(
      { amount, cost },
      { amount: opposite(released.amount), cost: opposite(released.cost) },
    );
    held.set(grant, list);
  }
  return held;
}

const opposite = (text: string): string => (/[1-9]/.test(text) ? `-${text}` : text);
