import {
  add,
  coefficientAt,
  type Decimal,
  isZero,
  min,
  multiply,
  powersOfTen,
  subtract,
  zero,
} from "../money/decimal.ts";
import type { Step } from "./price-kind.ts";
import type { PricedQuantity } from "./quantity-fold.ts";
import { type ReadTier, tierStep } from "./tiers.ts";

/** Quantities with more digits after the point than this are not laid out for; events may have 18. */
const ladderScaleMax = 18;

/**
 * Passes through the tiers one by one, as an explanation does, for a quantity of zero or more.
 *
 * As in `piecewise`, the tiers are laid out once for each scale that quantities come in, as doubles that hold whole numbers.
 * Every product and sum counts only while it is a safe integer; where one is not, all of it is worked out in decimals.
 */
export function climbing(
  tiers: readonly ReadTier[],
  flatAtZero: boolean,
): (quantity: Decimal) => PricedQuantity {
  const ladders: (Ladder | undefined)[] = [];
  return (quantity) => {
    const { coefficient, scale } = quantity;
    if (typeof coefficient === "number" && scale <= ladderScaleMax) {
      const ladder = ladders[scale] ?? layOut(tiers, scale);
      ladders[scale] = ladder;
      const priced = climbInIntegers(ladder, coefficient, flatAtZero);
      if (priced !== undefined) return priced;
    }
    return climbInDecimals(tiers, quantity, flatAtZero);
  };
}

/** The tiers as whole numbers in doubles; NaN marks what does not fit and makes every result that needs it unsafe. */
interface Ladder {
  /** Quantity coefficients are multiplied by this to reach the ladder's quantity scale. */
  readonly shift: number;
  readonly quantityScale: number;
  readonly amountScale: number;
  readonly rungs: readonly Rung[];
}

interface Rung {
  readonly tier: ReadTier;
  /** Infinite for the last. */
  readonly end: number;
  readonly unit: number;
  readonly flat: number;
}

function layOut(tiers: readonly ReadTier[], scale: number): Ladder {
  const quantityScale = Math.max(scale, ...tiers.map(({ end }) => end?.at.scale ?? 0));
  const unitScale = Math.max(...tiers.map(({ unit }) => unit.scale));
  const amountScale = Math.max(quantityScale + unitScale, ...tiers.map(({ flat }) => flat.scale));
  return {
    shift: powersOfTen[quantityScale - scale] ?? Number.NaN,
    quantityScale,
    amountScale,
    rungs: tiers.map((tier) => ({
      tier,
      end: tier.end === undefined ? Number.POSITIVE_INFINITY : wholeAt(tier.end.at, quantityScale),
      unit: wholeAt(tier.unit, amountScale - quantityScale),
      flat: wholeAt(tier.flat, amountScale),
    })),
  };
}

function wholeAt(value: Decimal, scale: number): number {
  const coefficient = coefficientAt(value, scale);
  return typeof coefficient === "number" ? coefficient : Number.NaN;
}

function climbInIntegers(
  { shift, quantityScale, amountScale, rungs }: Ladder,
  coefficient: number,
  flatAtZero: boolean,
): PricedQuantity | undefined {
  const quantity = coefficient * shift;
  if (!Number.isSafeInteger(quantity)) return undefined;
  const steps: Step[] = [];
  let amount = 0;
  let passed = 0;
  for (const { tier, end, unit, flat } of rungs) {
    const reached = quantity <= end ? quantity : end;
    const part = reached - passed;
    if (part === 0 && !(steps.length === 0 && flatAtZero)) break;
    const byUnits = part * unit;
    const due = byUnits + flat;
    amount += due;
    if (!areSafe(byUnits, due, amount)) return undefined;
    const partOf = { coefficient: part, scale: quantityScale };
    steps.push(tierStep(tier, partOf, { coefficient: due, scale: amountScale }));
    passed = reached;
  }
  return { amount: { coefficient: amount, scale: amountScale }, steps };
}

const areSafe = (byUnits: number, due: number, amount: number): boolean =>
  Number.isSafeInteger(byUnits) && Number.isSafeInteger(due) && Number.isSafeInteger(amount);

function climbInDecimals(
  tiers: readonly ReadTier[],
  quantity: Decimal,
  flatAtZero: boolean,
): PricedQuantity {
  const steps: Step[] = [];
  let amount = zero;
  let passed = zero;
  for (const tier of tiers) {
    const reached = tier.end === undefined ? quantity : min(quantity, tier.end.at);
    const first = steps.length === 0;
    const part = subtract(reached, passed);
    if (isZero(part) && !(first && flatAtZero)) break;
    const due = add(multiply(part, tier.unit), tier.flat);
    steps.push(tierStep(tier, part, due));
    amount = add(amount, due);
    passed = reached;
  }
  return { amount, steps };
}
