import { allocate } from "../money/allocation.ts";
import { add, type Decimal, isPositive, isZero, min, subtract, zero } from "../money/decimal.ts";
import { type Rounding, round } from "../money/rounding.ts";
import {
  type AppliedDiscount,
  appliedDiscount,
  type Discounted,
  type DiscountFacts,
  type OrderedDiscount,
  type Precision,
  type Worth,
  worthOf,
} from "./discount.ts";

/** One of several amounts that are discounted together. */
export interface DiscountedPart {
  readonly gross: Decimal;
  /** In the stacking order. */
  readonly discounts: readonly OrderedDiscount[];
  readonly facts: DiscountFacts;
}

/** A part on its way through the stages. */
interface Stage {
  readonly part: DiscountedPart;
  readonly facts: DiscountFacts & { readonly spend: Decimal };
  readonly gross: Decimal;
  readonly applied: AppliedDiscount[];
  net: Decimal;
}

/**
 * Takes discounts off several amounts as `applyDiscounts` does off one, but a discount of an amount comes off all of them
 * once: what each has left by then decides its share, by largest remainder, so that the shares add up to the amount, or to
 * all that is left. The stages are those of `order`, the ids of all discounts; each part's own list keeps that order.
 */
export function discountTogether(
  parts: readonly DiscountedPart[],
  order: readonly string[],
  minorUnits: number,
  rounding: Rounding = "half-up",
): readonly Discounted[] {
  const precision = { minorUnits, rounding };
  const stages = parts.map((part): Stage => {
    const gross = round(part.gross, minorUnits, rounding);
    const facts = { ...part.facts, spend: part.facts.spend ?? gross };
    return { part, facts, gross, applied: [], net: gross };
  });
  for (const id of order) passStage(stages, id, precision);
  return stages.map(({ gross, net, applied }) => ({ gross, net, applied, open: [] }));
}

/** A part that a discount is for, and what it is worth to it. */
interface Taker {
  readonly stage: Stage;
  readonly ordered: OrderedDiscount;
  readonly worth: NonNullable<Worth>;
}

function passStage(stages: readonly Stage[], id: string, precision: Precision): void {
  const sharing = new Map<string, Taker[]>();
  for (const stage of stages) {
    const ordered = stage.part.discounts.find((one) => one.id === id);
    if (ordered === undefined || !isPositive(stage.net)) continue;
    const worth = worthOf(ordered, stage.facts, precision);
    if (!worth.ok || worth.value === undefined) continue;
    const taker = { stage, ordered, worth: worth.value };
    if (ordered.discount.kind !== "amount") {
      take(taker, min(worth.value.off(stage.net), stage.net));
      continue;
    }
    const { amount } = ordered.discount;
    const others = sharing.get(amount);
    if (others === undefined) sharing.set(amount, [taker]);
    else others.push(taker);
  }
  for (const takers of sharing.values()) share(takers, precision);
}

function take({ stage, ordered, worth }: Taker, amount: Decimal): void {
  if (isZero(amount)) return;
  stage.applied.push(appliedDiscount(ordered, worth.detail, amount));
  stage.net = subtract(stage.net, amount);
}

/** No share is more than its part has left: the amount is at most what all of them have. */
function share(takers: readonly Taker[], { minorUnits }: Precision): void {
  const left = takers.map(({ stage }) => stage.net);
  const all = left.reduce(add, zero);
  const amount = takers[0]?.worth.off(all) ?? zero;
  const shares = allocate(min(amount, all), left, minorUnits);
  for (const [place, taker] of takers.entries()) take(taker, shares[place] ?? zero);
}
