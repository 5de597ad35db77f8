import { type Fault, ok } from "../fault/fault.ts";
import type { Rate } from "../money/amount.ts";
import { add, type Decimal, format, isZero, min, subtract, zero } from "../money/decimal.ts";
import { type CurrencyCode, type Money, moneyValue } from "../money/money.ts";
import { checkMoney, checkQuantity } from "./document-values.ts";
import { type Allowance, type AllowancePartial, eventAllowance } from "./event-allowance.ts";
import { checkStatedPercent, settledShare } from "./percent-values.ts";
import {
  type ChargedAndReversed,
  type FeeRule,
  feeFold,
  feeSteps,
  feesTotal,
} from "./percentage-fees.ts";
import type { CompiledPrice, PriceKind, Rated, Step } from "./price-kind.ts";
import { checkLimits } from "./spend-limits.ts";

/**
 * A fee on every event, of its own value: `rate × value + fixed`, at least `minimum`, at most `maximum`.
 *
 * Free allowances are used in order of event time, then id. With both, they end with whichever is used up first: "the
 * first 3 events, up to 500 USD". An event that is free in full pays nothing, not even the fixed part. The event that
 * crosses `freeAmount` is split: the fee is that of the value above, with the fixed part and the limits in full.
 *
 * An event of negative value is a correction. It reverses the fee of its absolute value and uses no allowance, so the
 * total may be below zero; to take back an event that was free, rate its period again without it.
 */
export interface Percentage<C extends CurrencyCode = CurrencyCode> {
  readonly kind: "percentage";
  readonly rate: Rate;
  /** Added to the fee of each event, one of zero value too. */
  readonly fixed?: Money<C>;
  readonly minimum?: Money<C>;
  readonly maximum?: Money<C>;
  readonly freeEvents?: number;
  readonly freeAmount?: Money<C>;
}

/** A percentage of each event's value: `percentage("2.9%", { fixed: usd("0.30") })`. */
export function percentage<C extends CurrencyCode = never>(
  rate: Rate,
  options: Omit<Percentage<C>, "kind" | "rate"> = {},
): Percentage<C> {
  return { kind: "percentage", rate, ...options };
}

export const percentageKind: PriceKind<Percentage> = {
  kind: "percentage",
  input: "events",
  check(spec, path, context) {
    const { fixed, minimum, maximum, freeAmount } = spec;
    const amounts = Object.entries({ fixed, minimum, maximum, freeAmount });
    const faults = [
      ...checkStatedPercent(spec.rate, `${path}/rate`, "not-negative"),
      ...amounts.flatMap(([name, amount]) =>
        amount === undefined ? [] : checkMoney(amount, `${path}/${name}`, context),
      ),
      ...checkFreeEvents(spec.freeEvents, `${path}/freeEvents`),
    ];
    return faults.length > 0 ? faults : checkLimits(minimum, maximum, path);
  },
  compile(spec, terms) {
    const share = settledShare(spec.rate, terms, "/rate");
    if (!share.ok) return share;
    const rule: FeeRule = {
      share: share.value,
      fixed: spec.fixed === undefined ? zero : moneyValue(spec.fixed),
      minimum: spec.minimum && moneyValue(spec.minimum),
      maximum: spec.maximum && moneyValue(spec.maximum),
    };
    const allowance = allowanceOf(spec);
    if (allowance === undefined) return ok(withoutAllowance(rule));
    const isLinear = isZero(rule.fixed) && rule.minimum === undefined && rule.maximum === undefined;
    return ok(
      isLinear && allowance.events === undefined && allowance.value !== undefined
        ? withFreeValue(rule, allowance.value)
        : withAllowance(rule, allowance),
    );
  },
};

function checkFreeEvents(freeEvents: number | undefined, path: string): readonly Fault[] {
  if (freeEvents === undefined) return [];
  const faults = checkQuantity(freeEvents, path, "not-negative");
  if (faults.length > 0 || Number.isSafeInteger(freeEvents)) return faults;
  const message = "free events are counted in whole numbers";
  const suggestion = `write ${Math.trunc(freeEvents)} or ${Math.trunc(freeEvents) + 1}`;
  return [{ code: "quantity-out-of-range", path, message, value: freeEvents, suggestion }];
}

/** The allowance that the price states, if any. */
function allowanceOf({ freeEvents, freeAmount }: Percentage): Allowance | undefined {
  const value = freeAmount && moneyValue(freeAmount);
  if (freeEvents === undefined && value === undefined) return undefined;
  return { events: freeEvents, value };
}

function withoutAllowance(rule: FeeRule): CompiledPrice<ChargedAndReversed> {
  return {
    kind: "percentage",
    input: "events",
    order: "none",
    ...feeFold(rule),
    total: (partial) => feesTotal(partial, rule),
    finish: (partial) => ratedFees(partial, rule),
  };
}

/** A free value in front of a bare rate: which events it frees changes nothing, so sums are enough. */
function withFreeValue(rule: FeeRule, freeMax: Decimal): CompiledPrice<ChargedAndReversed> {
  const freeOf = ({ charged }: ChargedAndReversed): Decimal => min(charged.value, freeMax);
  const afterFree = (partial: ChargedAndReversed): ChargedAndReversed => {
    const value = subtract(partial.charged.value, freeOf(partial));
    return { ...partial, charged: { ...partial.charged, value } };
  };
  return {
    ...withoutAllowance(rule),
    total: (partial) => feesTotal(afterFree(partial), rule),
    finish: (partial) => ratedFees(afterFree(partial), rule, { freeValue: freeOf(partial) }),
  };
}

function withAllowance(
  rule: FeeRule,
  allowance: Allowance,
): CompiledPrice<AllowancePartial<ChargedAndReversed>> {
  const { settle, ...fold } = eventAllowance(feeFold(rule), allowance);
  return {
    kind: "percentage",
    input: "events",
    order: "event-time-then-id",
    ...fold,
    total: (partial) => feesTotal(settle(partial).charged, rule),
    finish(partial) {
      const settled = settle(partial);
      return ratedFees(settled.charged, rule, settled);
    },
  };
}

function ratedFees(
  fees: ChargedAndReversed,
  rule: FeeRule,
  free?: { readonly freeValue: Decimal; readonly freeEvents?: number },
): Rated {
  const { charged, reversed } = fees;
  const net = subtract(charged.value, reversed.value);
  const amount = feesTotal(fees, rule);
  const steps = feeSteps(fees, rule);
  if (free === undefined) return { amount, quantity: net, steps };
  const { freeValue, freeEvents } = free;
  const quantity = add(net, freeValue);
  return { amount, quantity, free: freeValue, steps: [freeStep(freeValue, freeEvents), ...steps] };
}

function freeStep(freeValue: Decimal, freeEvents: number | undefined): Step {
  const events = freeEvents === 1 ? "1 event" : `${freeEvents} events`;
  const label = freeEvents === undefined ? "free allowance" : `free allowance, ${events} in full`;
  return { label, quantity: format(freeValue), amount: "0" };
}
