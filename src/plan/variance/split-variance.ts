import { wholeTogether } from "./whole-together.ts";

/**
 * What a variance is made of, in the order in which the plan's figures are replaced by the actual ones. What is replaced earlier is valued at
 * the plan's figures of all that is replaced later, as volume and mix are in management accounting.
 */
export const varianceParts = [
  "timing",
  "volume",
  "churn",
  "mix",
  "usage",
  "price",
  "discount",
  "fx",
  "rate",
  "spending",
  "other",
] as const;

/** One of them. */
export type VariancePart = (typeof varianceParts)[number];

/** Where what stands after a part is among the steps; the plan is at 0. */
export const variancePlace = (part: VariancePart): number => varianceParts.indexOf(part) + 1;

/** A variance in whole steps of its smallest digit: the parts add up to `actual - plan`. */
export interface SplitVariance {
  readonly plan: number;
  readonly actual: number;
  readonly parts: Readonly<Record<VariancePart, number>>;
}

/** What stands after each step, from the planned figure to the actual one; not rounded. */
export type VarianceSteps = readonly [plan: number, ...after: number[]];

/** What the plan says of a purchase's charge in a month. */
export interface PlannedMonth {
  readonly customers: number;
  readonly list: number;
  readonly net: number;
  /** What is looked at: billed, earned, or recurring. In minor units. */
  readonly amount: number;
}

/** What happened in the month, and how many customers there would have been. */
export interface ActualMonth extends PlannedMonth {
  /** Customers, had only as many come as really did, and those had stayed and chosen as planned. */
  readonly afterVolume: number;
  /** Customers, had those who came also left as really happened. */
  readonly afterChurn: number;
  /** What the same quantities come to at the plan's list prices. */
  readonly atPlanPrices: number;
  /** `amount` at the plan's rates of exchange. */
  readonly atPlanRates: number;
}

/**
 * Replaces the planned figures of a month by the actual ones, one after the other. With `amount = customers × list per customer × net per list ×
 * amount per net` of the plan, the steps are
 *
 * timing: how much of a month's value was billed, or earned, in this very month; volume and churn: the customers that there would have been; mix:
 * those that there were; usage: the list value of what they really used, at the plan's prices; price: that at the prices that held; discount: what
 * was left of it; fx: at the rates that held. Where the plan has no figure to replace one by, nothing changes and the next step has the difference.
 *
 * Timing comes first since bills come in lumps: what is billed a month later is timing in both months and cancels out, and all else is valued in the
 * month in which it was billed. Where a month has no actual value to be a share of, timing is what is left.
 *
 * `rates` is another month of the plan, for one in which it has no customers.
 */
export function splitVariance(
  plan: PlannedMonth,
  actual: ActualMonth,
  rates: PlannedMonth = plan,
): VarianceSteps {
  const share = actual.net > 0 && rates.net > 0 ? actual.atPlanRates / actual.net : undefined;
  const steps = valueSteps(share === undefined ? "amount" : "net", actual, rates);
  const [timing, times, more] =
    share === undefined
      ? [undefined, 1, actual.atPlanRates - (lastOf(steps) ?? plan.amount)]
      : [plan.net * share, share, 0];
  return varianceSteps(plan.amount, [
    ["timing", timing ?? plan.amount + more],
    ...steps.map(
      ([part, value]) => [part, value === undefined ? undefined : value * times + more] as const,
    ),
    ["fx", actual.amount],
  ]);
}

/** What a planned value becomes while its customers, quantities and prices are replaced. */
function valueSteps(
  of: "amount" | "net",
  actual: ActualMonth,
  rates: PlannedMonth,
): readonly (readonly [VariancePart, number | undefined])[] {
  const per = (field: "customers" | "list" | "net", value: number): number | undefined =>
    rates[field] > 0 ? (rates[of] * value) / rates[field] : undefined;
  return [
    ["volume", per("customers", actual.afterVolume)],
    ["churn", per("customers", actual.afterChurn)],
    ["mix", per("customers", actual.customers)],
    ["usage", per("list", actual.atPlanPrices)],
    ["price", per("list", actual.list)],
    ["discount", per("net", actual.net)],
  ];
}

const lastOf = (
  steps: readonly (readonly [VariancePart, number | undefined])[],
): number | undefined => steps.findLast(([, value]) => value !== undefined)?.[1];

/** The steps of a difference between numbers of customers. */
export const splitCustomers = (
  plan: number,
  actual: Pick<ActualMonth, "customers" | "afterVolume" | "afterChurn">,
): VarianceSteps =>
  varianceSteps(plan, [
    ["volume", actual.afterVolume],
    ["churn", actual.afterChurn],
    ["mix", actual.customers],
  ]);

/** The steps of something that the plan does not know by its causes. */
export const otherVariance = (plan: number, actual: number): VarianceSteps =>
  varianceSteps(plan, [["other", actual]]);

/** What two steps may differ by in floating point and still be the same. */
const same = (one: number, other: number): boolean =>
  Math.abs(one - other) <= 1e-6 + 1e-10 * Math.max(Math.abs(one), Math.abs(other));

/** The steps from a planned figure over those that are told, in the order of the parts; the others change nothing. */
export function varianceSteps(
  plan: number,
  told: readonly (readonly [VariancePart, number | undefined])[],
): VarianceSteps {
  const values = new Map(told);
  let before = plan;
  return [
    plan,
    ...varianceParts.map((part) => {
      const value = values.get(part);
      if (value !== undefined && !same(value, before)) before = value;
      return before;
    }),
  ];
}

/**
 * The variances of several things in whole steps of their smallest digit. What stands after each step is rounded for all of them together, so
 * that their whole figures add up to the whole of the sum; a part is what lies between two of these, and no remainder is left to give away.
 */
export function roundVariances(all: readonly VarianceSteps[]): readonly SplitVariance[] {
  const whole = Array.from({ length: varianceParts.length + 1 }, (_, step) =>
    wholeTogether(all.map((steps) => steps[step] ?? 0)),
  );
  return all.map((_, index) => {
    const at = (step: number): number => whole[step]?.[index] ?? 0;
    const parts = noParts();
    for (const [step, part] of varianceParts.entries()) parts[part] = at(step + 1) - at(step);
    return { plan: at(0), actual: at(varianceParts.length), parts };
  });
}

/** No variance. */
const noParts = (): Record<VariancePart, number> => ({
  timing: 0,
  volume: 0,
  churn: 0,
  mix: 0,
  usage: 0,
  price: 0,
  discount: 0,
  fx: 0,
  rate: 0,
  spending: 0,
  other: 0,
});

/** Variances of several things, or months, as one. */
export function addVariances(all: readonly SplitVariance[]): SplitVariance {
  const parts = noParts();
  let plan = 0;
  let actual = 0;
  for (const one of all) {
    plan += one.plan;
    actual += one.actual;
    for (const part of varianceParts) parts[part] += one.parts[part];
  }
  return { plan, actual, parts };
}
