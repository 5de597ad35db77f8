import type { MetricField, SegmentActuals } from "../actual/actual-metrics.ts";
import { type Months, type PurchaseCustomers, purchaseText } from "./business-figures.ts";
import {
  type VariancePart,
  type VarianceSteps,
  varianceParts,
  variancePlace,
  varianceSteps,
} from "./split-variance.ts";

/** What stands after each step, month by month: the plan first. */
export type SteppedSeries = readonly Float64Array[];

/** A segment as the plan has it and as it was, with the steps of its customers and its recurring value. */
export interface SteppedSegment {
  readonly months: number;
  /** The plan's figures; money in units of the currency. */
  readonly plan: Readonly<Record<MetricField, Float64Array>>;
  /** What the plan's customers of a year before who are still there were worth then. */
  readonly plannedStayed: Float64Array;
  readonly real: SegmentActuals;
  readonly mrr: SteppedSeries;
  readonly there: SteppedSeries;
  readonly planned: readonly PurchaseCustomers[];
  readonly happened: readonly PurchaseCustomers[];
  /** What a customer of a purchase is worth in the plan. */
  readonly worth: (purchase: string, month: number) => number;
}

/** Figures of a segment after each step. */
export type SteppedFields = Readonly<Record<MetricField, SteppedSeries>>;

/** A year of months. */
const year = 12;

type Told = Partial<Record<VariancePart, number>>;

/**
 * Opens what is counted of a segment's recurring value and customers: what is gained, lost and kept is a rate of those whom it happens to, so both
 * are replaced one after the other. Rates of loss are churn; how much more or less one customer has is usage, and what comes of other
 * prices and rates of exchange is theirs.
 */
export function steppedSegment(segment: SteppedSegment): SteppedFields {
  const { months, plan, real } = segment;
  const customers = seriesOf(months, (month) => customerSteps(segment, month));
  const openings = seriesOf(months, (month) =>
    month === 0
      ? told(at(plan.openingCustomers, 0), { volume: at(real.openingCustomers, 0) })
      : withActual(stepsAt(customers, month - 1), at(real.openingCustomers, month)),
  );
  const lost = seriesOf(months, (month) =>
    byRate(
      at(plan.lost, month),
      at(plan.openingCustomers, month),
      { churn: at(real.lost, month) },
      at(real.openingCustomers, month),
      stepsAt(openings, month),
    ),
  );
  const opening = seriesOf(months, (month) =>
    withActual(valueBefore(segment, month), at(real.opening, month)),
  );
  const moved = (field: "expansion" | "contraction"): SteppedSeries => {
    const byPrice = real[`${field}ByPrice`];
    const byRates = real[`${field}ByRates`];
    return seriesOf(months, (month) => {
      const all = at(real[field], month);
      const price = at(byPrice, month);
      const fx = at(byRates, month);
      return byRate(
        at(plan[field], month),
        at(plan.opening, month),
        { usage: all - price - fx, price: all - fx, fx: all },
        at(real.opening, month),
        stepsAt(opening, month),
      );
    });
  };
  const start = seriesOf(months, (month) =>
    month < year - 1
      ? told(at(plan.yearBefore, month), { other: at(real.yearBefore, month) })
      : withActual(valueBefore(segment, month - year + 1), at(real.yearBefore, month)),
  );
  const inYear = (series: SteppedSeries, field: "lostInYear" | "openingInYear"): SteppedSeries =>
    seriesOf(months, (month) =>
      withActual(
        varianceStepsOf((step) => {
          let sum = 0;
          for (let one = Math.max(0, month - year + 1); one <= month; one += 1)
            sum += at(series[step], one);
          return sum;
        }),
        at(real[field], month),
      ),
    );
  return {
    mrr: seriesOf(months, (month) => withActual(stepsAt(segment.mrr, month), at(real.mrr, month))),
    opening,
    new: seriesOf(months, (month) => newSteps(segment, month)),
    expansion: moved("expansion"),
    contraction: moved("contraction"),
    churn: seriesOf(months, (month) =>
      byRate(
        at(plan.churn, month),
        at(plan.opening, month),
        { churn: at(real.churn, month) },
        at(real.opening, month),
        stepsAt(opening, month),
      ),
    ),
    customers,
    openingCustomers: openings,
    won: seriesOf(months, (month) => wonSteps(segment, month)),
    lost,
    lostInYear: inYear(lost, "lostInYear"),
    openingInYear: inYear(openings, "openingInYear"),
    yearBefore: start,
    kept: seriesOf(months, (month) => keptSteps(segment, "kept", stepsAt(start, month), month)),
    keptGross: seriesOf(months, (month) =>
      keptSteps(segment, "keptGross", stepsAt(start, month), month),
    ),
  };
}

const at = (series: Float64Array | Months | undefined, month: number): number =>
  series?.[month] ?? 0;

/** The steps of a month. */
export const stepsAt = (series: SteppedSeries, month: number): readonly number[] =>
  series.map((one) => at(one, month));

const varianceStepsOf = (of: (step: number) => number): readonly number[] =>
  Array.from({ length: varianceParts.length + 1 }, (_, step) => of(step));

/** The series of each step, from the steps of each month. */
export function seriesOf(months: number, of: (month: number) => readonly number[]): SteppedSeries {
  const series = Array.from({ length: varianceParts.length + 1 }, () => new Float64Array(months));
  for (let month = 0; month < months; month += 1) {
    const steps = of(month);
    for (const [step, own] of series.entries()) own[month] = steps[step] ?? 0;
  }
  return series;
}

/** Steps from the plan over those that are told; the others change nothing. */
export const told = (plan: number, values: Told): VarianceSteps =>
  varianceSteps(
    plan,
    varianceParts.flatMap((part) => {
      const value = values[part];
      return value === undefined || !Number.isFinite(value) ? [] : [[part, value] as const];
    }),
  );

/** Steps that end with what was; what they do not explain is other. */
const withActual = (steps: readonly number[], actual: number): readonly number[] =>
  steps.map((value, step) => (step === varianceParts.length ? actual : value));

/**
 * Steps of a part of something that has steps of its own: at the plan's rate, and from each part that is named at the rate that the actual amount
 * up to it gives.
 */
function byRate(
  plan: number,
  planOf: number,
  amounts: Told,
  actualOf: number,
  of: readonly number[],
): VarianceSteps {
  let rate: number | undefined = planOf > 0 ? plan / planOf : undefined;
  const values: Told = {};
  let actual = plan;
  for (const part of varianceParts) {
    const amount = amounts[part];
    if (amount !== undefined) {
      actual = amount;
      rate = actualOf > 0 ? amount / actualOf : undefined;
    }
    if (rate !== undefined) values[part] = rate * (of[variancePlace(part)] ?? 0);
  }
  return told(plan, { ...values, other: actual });
}

/** Recurring value before a month; before the first one that of the customers who were there. */
const valueBefore = ({ plan, real, mrr }: SteppedSegment, month: number): readonly number[] =>
  month === 0
    ? told(at(plan.opening, 0), { volume: at(real.opening, 0) })
    : stepsAt(mrr, month - 1);

/** Customers who pay are as many times those of the plan as all who are there are; who then still differs are mix. */
function customerSteps({ plan, real, there }: SteppedSegment, month: number): readonly number[] {
  const planned = at(there[0], month);
  const times = (part: VariancePart): Told =>
    planned > 0
      ? { [part]: (at(plan.customers, month) * at(there[variancePlace(part)], month)) / planned }
      : {};
  return told(at(plan.customers, month), {
    ...times("volume"),
    ...times("churn"),
    mix: at(real.customers, month),
  });
}

const joinedIn = (all: readonly PurchaseCustomers[], month: number): number =>
  all.reduce((sum, one) => sum + at(one.joined, month), 0);

function wonSteps(
  { plan, real, planned, happened }: SteppedSegment,
  month: number,
): readonly number[] {
  const before = joinedIn(planned, month);
  const actual = at(real.won, month);
  const volume = before > 0 ? (at(plan.won, month) * joinedIn(happened, month)) / before : actual;
  return told(at(plan.won, month), { volume, mix: actual });
}

/** New recurring value: who came, what they chose, and what one of them has. */
function newSteps(
  { plan, real, planned, happened, worth, mrr }: SteppedSegment,
  month: number,
): readonly number[] {
  const before = at(plan.new, month);
  const actual = at(real.new, month);
  const worthOf = (all: readonly PurchaseCustomers[]): number =>
    all.reduce((sum, one) => sum + at(one.joined, month) * worth(one.purchase, month), 0);
  const came = joinedIn(planned, month);
  const value = worthOf(planned);
  if (!(before > 0) || !(came > 0) || !(value > 0)) return told(before, { volume: actual });
  const known = new Set(planned.map(purchaseText));
  const mix = (before * worthOf(happened.filter((one) => known.has(purchaseText(one))))) / value;
  const level = (part: VariancePart): number =>
    at(mrr[variancePlace(part)], month) / at(mrr[variancePlace("mix")], month);
  const each = actual / (mix * level("fx"));
  return told(before, {
    volume: (before * joinedIn(happened, month)) / came,
    mix,
    usage: mix * level("usage") * each,
    price: mix * level("price") * each,
    discount: mix * level("discount") * each,
    fx: actual,
    other: actual,
  });
}

/** What is kept of a year before: who stayed, what each of them has more or less, and what of that comes of other prices. */
function keptSteps(
  { plan, plannedStayed, real, mrr }: SteppedSegment,
  field: "kept" | "keptGross",
  start: readonly number[],
  month: number,
): readonly number[] {
  const before = at(plan[field], month);
  const actual = at(real[field], month);
  const stayed = at(real.stayed, month) / at(real.yearBefore, month);
  const plannedStay = at(plannedStayed, month) / at(plan.yearBefore, month);
  const growth = before / at(plannedStayed, month);
  const grown = actual / at(real.stayed, month);
  const level = (part: VariancePart, from: VariancePart, when: number): number => {
    const times = at(mrr[variancePlace(part)], when) / at(mrr[variancePlace(from)], when);
    return when >= 0 && Number.isFinite(times) && times > 0 ? times : 1;
  };
  const since = (part: VariancePart, from: VariancePart): number =>
    field === "kept" ? level(part, from, month) / level(part, from, month - year) : 1;
  const price = since("price", "usage");
  const discount = since("discount", "price");
  const of = (part: VariancePart, ratio: number): number =>
    (start[variancePlace(part)] ?? 0) * ratio;
  return told(before, {
    timing: of("timing", plannedStay * growth),
    volume: of("volume", plannedStay * growth),
    churn: of("churn", stayed * growth),
    mix: of("mix", stayed * growth),
    usage: of("usage", (stayed * grown) / (price * discount)),
    price: of("price", (stayed * grown) / discount),
    discount: of("discount", stayed * grown),
    fx: of("fx", stayed * grown),
    other: actual,
  });
}
