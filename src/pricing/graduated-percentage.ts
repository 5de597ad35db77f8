import { type Fault, ok } from "../fault/fault.ts";
import {
  add,
  type Decimal,
  format,
  isZero,
  min,
  multiply,
  subtract,
  zero,
} from "../money/decimal.ts";
import { type CurrencyCode, type Money, money, moneyValue } from "../money/money.ts";
import { type Percent, shareOf } from "../money/percent.ts";
import { checkMoney } from "./document-values.ts";
import { checkPercent } from "./percent-values.ts";
import type { PriceContext, PriceKind, Step } from "./price-kind.ts";
import { type PricedQuantity, quantityFold } from "./quantity-fold.ts";
import { checkTiers } from "./tier-check.ts";
import type { Tier } from "./tiers.ts";

/** A tier of the period's value: `upTo` is inclusive and absent on the last; the rate is that of the value inside. */
export interface PercentageTier<C extends CurrencyCode = CurrencyCode> {
  readonly upTo?: Money<C>;
  readonly rate: Percent;
  /** Due once when the tier is entered; the first tier's also at no value, unless `flatAtZero` is false. */
  readonly flat?: Money<C>;
}

/**
 * A percentage of the period's total value, each part of it at the rate of the tier it falls into. The quantity is the
 * value in the price's currency; fees on single events are percentage or banded prices.
 */
export interface GraduatedPercentage<C extends CurrencyCode = CurrencyCode> {
  readonly kind: "graduated-percentage";
  readonly tiers: readonly PercentageTier<C>[];
  /** Whether the first tier's flat amount is due when there was no value; true unless stated. */
  readonly flatAtZero?: boolean;
}

/** `graduatedPercentage([{ upTo: usd(10_000), rate: "1%" }, { rate: "0.5%" }])`. */
export function graduatedPercentage<C extends CurrencyCode = never>(
  tiers: readonly PercentageTier<C>[],
  options: Pick<GraduatedPercentage, "flatAtZero"> = {},
): GraduatedPercentage<C> {
  return { kind: "graduated-percentage", ...options, tiers };
}

export const graduatedPercentageKind: PriceKind<GraduatedPercentage> = {
  kind: "graduated-percentage",
  check(spec, path, context) {
    const at = `${path}/tiers`;
    const faults = spec.tiers.flatMap((tier, index) => checkTier(tier, `${at}/${index}`, context));
    if (faults.length > 0) return faults;
    return checkTiers({ tiers: spec.tiers.map((tier) => asTier(tier, context)) }, path, context);
  },
  compile(spec) {
    const tiers = spec.tiers.map(readTier);
    const flatAtZero = spec.flatAtZero ?? true;
    return ok(
      quantityFold({
        kind: "graduated-percentage",
        total: (value) => climb(tiers, value, flatAtZero).amount,
        price: (value) => climb(tiers, value, flatAtZero),
      }),
    );
  },
};

function checkTier(tier: PercentageTier, path: string, context: PriceContext): readonly Fault[] {
  return [
    ...(tier.upTo === undefined ? [] : checkMoney(tier.upTo, `${path}/upTo`, context)),
    ...checkPercent(tier.rate, `${path}/rate`, "not-negative"),
    ...(tier.flat === undefined ? [] : checkMoney(tier.flat, `${path}/flat`, context)),
  ];
}

/** The tier as one of a graduated price, whose rules on how tiers lie together are the same. */
function asTier({ upTo, rate, flat }: PercentageTier, { currency }: PriceContext): Tier {
  const unit = money(shareOf(rate), currency);
  return {
    unit,
    ...(upTo && { upTo: format(moneyValue(upTo)) }),
    ...(flat && { flat }),
  };
}

interface ReadTier {
  readonly label: string;
  readonly end: Decimal | undefined;
  readonly share: Decimal;
  readonly flat: Decimal;
}

function readTier(
  { upTo, rate, flat }: PercentageTier,
  index: number,
  tiers: readonly PercentageTier[],
): ReadTier {
  const lower = tiers[index - 1]?.upTo;
  const above = lower === undefined ? [] : [`above ${format(moneyValue(lower))}`];
  const end = upTo && moneyValue(upTo);
  const label = [...above, ...(end ? [`up to ${format(end)}`] : [])].join(", ") || "all value";
  return { label, end, share: shareOf(rate), flat: flat === undefined ? zero : moneyValue(flat) };
}

/** Passes through the tiers up to the value; a tier is entered by any value above the one below it. */
function climb(tiers: readonly ReadTier[], value: Decimal, flatAtZero: boolean): PricedQuantity {
  const steps: Step[] = [];
  let amount = zero;
  let passed = zero;
  for (const { label, end, share, flat } of tiers) {
    const part = subtract(end === undefined ? value : min(value, end), passed);
    if (isZero(part) && (steps.length > 0 || !flatAtZero)) break;
    const due = add(multiply(part, share), flat);
    const step = { label, quantity: format(part), rate: format(share), amount: format(due) };
    steps.push(isZero(flat) ? step : { ...step, flat: format(flat) });
    amount = add(amount, due);
    passed = add(passed, part);
  }
  return { amount, steps };
}
