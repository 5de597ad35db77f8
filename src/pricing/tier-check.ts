import type { Fault } from "../fault/fault.ts";
import { compare, type Decimal, equals, one, trim, zero } from "../money/decimal.ts";
import type { Quantity } from "../money/quantity.ts";
import { checkMoney, checkQuantity, quantityValue } from "./document-values.ts";
import { checkPer } from "./per.ts";
import type { PriceContext } from "./price-kind.ts";
import { isFromStyle, type Tier, type Tiered, type TierFrom } from "./tiers.ts";

/**
 * Every fault of a tiered price. First each tier by itself; only when all of them can be read, how they lie together:
 * every quantity from zero up must fall into exactly one tier, and every tier must be reachable.
 */
export function checkTiers(spec: Tiered, path: string, context: PriceContext): readonly Fault[] {
  const at = `${path}/tiers`;
  const shape = [
    ...checkPer(spec.per, `${path}/per`),
    ...spec.tiers.flatMap((tier, index) => checkTier(tier, `${at}/${index}`, context)),
    ...checkStyle(spec.tiers, at),
  ];
  if (spec.tiers.length === 0) shape.push(noTiers(at));
  if (shape.length > 0) return shape;
  return isFromStyle(spec.tiers)
    ? checkLowerEdges(spec.tiers, at)
    : checkUpperEdges(spec.tiers, at);
}

/**
 * What a graduated price asks of lower edges besides {@link checkTiers}: `from: 101` must name a unit, the 101st, so it is
 * whole; and the first tier must keep at least one unit.
 */
export function checkCountedEdges(spec: Tiered, path: string): readonly Fault[] {
  if (!isFromStyle(spec.tiers)) return [];
  return spec.tiers.flatMap((tier, index): Fault[] => {
    const from = quantityValue(tier.from);
    const at = `${path}/tiers/${index}`;
    if (trim(from).scale > 0) {
      const message = "a graduated tier begins with a whole unit";
      const suggestion = "write the tiers by `upTo`, which may have decimals";
      return [
        { code: "fractional-from", path: `${at}/from`, message, value: tier.from, suggestion },
      ];
    }
    return index === 1 && compare(from, one) <= 0
      ? [unreachable(`${path}/tiers/0`, "the next tier begins with the first unit")]
      : [];
  });
}

function checkTier(tier: Tier | TierFrom, path: string, context: PriceContext): readonly Fault[] {
  const edge = (quantity: Quantity | undefined, name: string, rule: "positive" | "not-negative") =>
    quantity === undefined ? [] : checkQuantity(quantity, `${path}/${name}`, rule);
  const faults = [
    ...("from" in tier
      ? edge(tier.from, "from", "not-negative")
      : edge(tier.upTo, "upTo", "positive")),
    ...(tier.unit === undefined ? [] : checkMoney(tier.unit, `${path}/unit`, context)),
    ...(tier.flat === undefined ? [] : checkMoney(tier.flat, `${path}/flat`, context)),
  ];
  if (tier.unit !== undefined || tier.flat !== undefined) return faults;
  const message = "a tier states what it costs";
  const suggestion = `write \`unit\` or \`flat\`; a free tier is { unit: "0 ${context.currency}" }`;
  return [...faults, { code: "tier-without-price", path, message, suggestion }];
}

function noTiers(path: string): Fault {
  const suggestion = "write at least one tier, without `upTo`";
  return { code: "no-tiers", path, message: "a tiered price has at least one tier", suggestion };
}

function checkStyle(tiers: Tiered["tiers"], path: string): Fault[] {
  const style = isFromStyle(tiers) ? "from" : "upTo";
  return tiers.flatMap((tier: Tier | TierFrom, index) => {
    const other = style === "from" ? "upTo" in tier || !("from" in tier) : "from" in tier;
    if (!other) return [];
    const message = `the first tier is written by \`${style}\`, so all are`;
    const suggestion = "write every tier by `upTo`, or every tier by `from`";
    return [{ code: "mixed-tier-styles", path: `${path}/${index}`, message, suggestion }];
  });
}

function checkUpperEdges(tiers: readonly Tier[], path: string): readonly Fault[] {
  const faults: Fault[] = [];
  let previous: Decimal = zero;
  for (const [index, { upTo }] of tiers.entries()) {
    const last = index === tiers.length - 1;
    if (upTo === undefined) {
      if (!last) faults.push(unreachable(`${path}/${index + 1}`, "the tier before it never ends"));
      continue;
    }
    if (last) faults.push(lastTierEnds(`${path}/${index}/upTo`, upTo));
    const edge = quantityValue(upTo);
    if (equals(edge, previous))
      faults.push(unreachable(`${path}/${index}`, "the tier before it ends at the same quantity"));
    else if (compare(edge, previous) < 0) faults.push(outOfOrder(`${path}/${index}/upTo`, upTo));
    previous = edge;
  }
  return faults;
}

function checkLowerEdges(tiers: readonly TierFrom[], path: string): readonly Fault[] {
  const faults: Fault[] = [];
  let previous: Decimal | undefined;
  for (const [index, { from }] of tiers.entries()) {
    const edge = quantityValue(from);
    const at = `${path}/${index}/from`;
    if (previous === undefined) {
      if (!equals(edge, zero) && !equals(edge, one)) faults.push(gap(at, from));
    } else if (equals(edge, previous)) faults.push(overlap(at, from));
    else if (compare(edge, previous) < 0) faults.push(outOfOrder(at, from));
    previous = edge;
  }
  return faults;
}

function unreachable(path: string, why: string): Fault {
  const message = `no quantity ever falls into this tier: ${why}`;
  return {
    code: "unreachable-tier",
    path,
    message,
    suggestion: "remove the tier or mend its edge",
  };
}

function lastTierEnds(path: string, value: Quantity): Fault {
  const message = "quantities above the last tier have no price";
  const suggestion = "leave `upTo` out of the last tier, or add one without it";
  return { code: "last-tier-ends", path, message, value, suggestion };
}

function outOfOrder(path: string, value: Quantity): Fault {
  const message = "tiers go from the smallest quantity to the largest";
  return { code: "tiers-out-of-order", path, message, value, suggestion: "sort the tiers" };
}

function gap(path: string, value: Quantity): Fault {
  const message = "quantities below the first tier have no price";
  const suggestion = "begin the first tier at 0";
  return { code: "tier-gap", path, message, value, suggestion };
}

function overlap(path: string, value: Quantity): Fault {
  const message = "two tiers begin at the same quantity";
  const suggestion = "remove one of them or mend its edge";
  return { code: "overlapping-tiers", path, message, value, suggestion };
}
