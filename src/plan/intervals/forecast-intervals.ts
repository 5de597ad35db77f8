import { assert, type Fault, ok, type Result, refuse } from "../../fault/fault.ts";
import { dependentsOf } from "../../formula/dependencies.ts";
import { orderFormulas } from "../../formula/order-formulas.ts";
import type { Month } from "../../ledger/recognition/accounting-month.ts";
import { parseMonth } from "../../metrics/calendar-month.ts";
import type { Model } from "../../model/model.ts";
import { entriesOf } from "../../model/model-rule.ts";
import type { Segment } from "../../model/segment.ts";
import type { CurrencyCode } from "../../money/currency.ts";
import { decidingFigures } from "../chance/deciding-figures.ts";
import { drawnFigures } from "../chance/drawn-figures.ts";
import { GivenColumns, isGiven } from "../chance/given-rows.ts";
import type { SegmentSteps } from "../chance/live-segment.ts";
import { type PlanPart, planPart } from "../chance/plan-part.ts";
import { segmentKernel } from "../chance/segment-kernel.ts";
import { overPeriod } from "../chance/summarise-trials.ts";
import { type TrialFigure, trialOutputs } from "../chance/trial-outputs.ts";
import { faultsAtBounds } from "../check/plan-faults.ts";
import { type CompiledPlan, compilePlan, givenNames, middle } from "../forecast/compile-plan.ts";
import { forecastCompiled, type PlanForecast } from "../forecast/forecast-plan.ts";
import {
  type ForecastPeriod,
  forecastPeriods,
  type PeriodLength,
} from "../forecast/forecast-rows.ts";
import { keptSamples } from "../forecast/sample-cache.ts";
import { driversOf, type SegmentFigures, segmentFigures } from "../forecast/segment-figures.ts";
import { type BoundedVariables, boundSegment } from "./bound-segment.ts";
import { type BoundedFigure, type BoundedFigures, boundFormulas } from "./interval-formulas.ts";

/** What a figure lies between, by period; without end where nothing better is known. */
export interface IntervalBand extends TrialFigure {
  readonly plan: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** Bounds of a forecast's key figures. */
export interface ForecastIntervals {
  readonly currency: CurrencyCode;
  readonly first: Month;
  readonly months: number;
  readonly periods: readonly ForecastPeriod[];
  readonly bands: readonly IntervalBand[];
}

/**
 * Bounds of what a plan may come to, whatever the figures that are told with bounds turn out to be, each by itself: no forecast lies outside but
 * for the last digits of doubles. They may be wider than they need, since a figure that is read twice counts as two.
 *
 * Refuses what a forecast refuses, what {@link faultsAtBounds} finds, `nothing-drawn`, and `use-drawn` where what a customer buys or uses has bounds.
 */
export function forecastIntervals(
  model: Model,
  { scenario, by }: { readonly scenario?: string | undefined; readonly by: PeriodLength },
): Result<ForecastIntervals> {
  const compiled = compilePlan(model, { scenario });
  if (!compiled.ok) return compiled;
  const plan = compiled.value;
  // What claims alone read is nothing of the forecast.
  if (decidingFigures(plan).planned.size === 0) return refuse(nothingDrawn);
  const outside = faultsAtBounds(model, plan);
  if (outside.length > 0) return refuse(...outside);
  const drawn = drawnFigures(plan.told, plan.months, plan.correlated);
  const cache = keptSamples(model);
  if (!cache.ok) return cache;
  const base = forecastCompiled(model, plan, middle, { customers: "expected", cache: cache.value });
  if (!base.ok) return base;
  const ordered = orderFormulas(plan.entries, plan.nouns);
  if (!ordered.ok) return ordered;
  const told = toldBounds(plan);
  const drivers = boundFormulas(ordered.value, told, plan.months);
  const names = drawn.figures.map(({ figure }) => figure.name);
  const given = customerBounds(model, plan, base.value, { cache: cache.value, drivers, names });
  if (!given.ok) return given;
  const figures = boundFormulas(ordered.value, new Map([...told, ...given.value]), plan.months);
  const { currency, first, months } = base.value.customers;
  const periods = forecastPeriods(first, months, by);
  return ok({
    currency,
    first,
    months,
    periods,
    bands: trialOutputs(model, plan).figures.map((figure) => {
      const own = figures.get(`forecast.${figure.id}`);
      assert(own !== undefined, "a key figure is one of the plan");
      const of = (valueIn: (month: number) => number): Float64Array =>
        Float64Array.from(periods, (period) => overPeriod(figure, period, valueIn));
      return {
        ...figure,
        plan: of((month) => base.value.run.read(`forecast.${figure.id}`, month)),
        low: of((month) => own.low[month] ?? Number.NaN),
        high: of((month) => own.high[month] ?? Number.NaN),
      };
    }),
  });
}

const toldBounds = ({ told }: CompiledPlan): ReadonlyMap<string, BoundedFigure> =>
  new Map(
    [...told].map(([name, { low, high }]) => [
      name,
      { low: Float64Array.of(low), high: Float64Array.of(high) },
    ]),
  );

interface CustomerSource {
  readonly cache: Parameters<typeof segmentKernel>[2]["cache"];
  readonly drivers: BoundedFigures;
  /** Figures with bounds. */
  readonly names: readonly string[];
}

/** Bounds of what customers come to. */
function customerBounds(
  model: Model,
  plan: CompiledPlan,
  base: PlanForecast,
  { cache, drivers, names }: CustomerSource,
): Result<BoundedFigures> {
  const first = parseMonth(model.horizon?.from ?? "");
  assert(first.ok, "the plan has a horizon");
  const { months } = plan;
  const varying = dependentsOf(plan.formulas, names);
  const segments = entriesOf<Segment>(model.segments).map(
    ([id, segment]) => [id, segment, segmentFigures(id, segment, model, base.run.has)] as const,
  );
  const used = segments.flatMap(([, , { billed }]) => billed).find((name) => varying.has(name));
  if (used !== undefined) return refuse(useDrawn(used, base));
  const wanted = segments.flatMap(([, , figures]) => driversOf(figures));
  const part = planPart(plan, wanted, new Set(plan.formulas.places.keys()), base.run.memory);
  if (!part.ok) return part;
  const rows = givenNames(plan)
    .filter(isGiven)
    .map((name, index) => ({ name, offset: index * months }));
  const columns = new GivenColumns(rows, months);
  const view = { model, cache, months, first: first.value, part: part.value, base: base.run };
  const lists: (readonly [SegmentSteps, SegmentFigures])[] = [];
  for (const [id, segment, figures] of segments) {
    const steps = segmentKernel(id, segment, { ...view, varying, columns });
    if (!steps.ok) return steps;
    lists.push([steps.value, figures]);
  }
  const x = { low: new Float64Array(columns.count), high: new Float64Array(columns.count) };
  for (const [steps, figures] of lists)
    boundSegment(
      steps,
      {
        drivers: ({ name }) => boundsOf(name, drivers),
        chances: chanceBounds(steps, figures, part.value, drivers),
      },
      x,
    );
  const sums = sumBounds(columns, x, rows.length * months);
  return ok(
    new Map(
      rows.map(({ name, offset }) => [
        name,
        {
          low: sums.low.subarray(offset, offset + months),
          high: sums.high.subarray(offset, offset + months),
        },
      ]),
    ),
  );
}

function boundsOf(name: string, drivers: BoundedFigures): BoundedFigure {
  const own = drivers.get(name);
  assert(own !== undefined, `${name} is a driver`);
  return own;
}

/**
 * Chances rise with every rate that they are computed from, and rise or fall with every other figure: so they lie between what the ends of these
 * give.
 */
function chanceBounds(
  { steps: { chances } }: SegmentSteps,
  { chances: rates, positive }: SegmentFigures,
  { formulas: { places }, memory }: PlanPart,
  drivers: BoundedFigures,
): BoundedVariables {
  const kept = memory.slice();
  const low = new Float64Array(chances.length).fill(Number.POSITIVE_INFINITY);
  const high = new Float64Array(chances.length).fill(Number.NEGATIVE_INFINITY);
  const tell = (name: string, end: "low" | "high"): void => {
    const place = places.get(name);
    if (place !== undefined) memory.set(boundsOf(name, drivers)[end], place.offset);
  };
  for (const end of ["low", "high"] as const)
    for (let mix = 0; mix < 2 ** Math.min(positive.length, 10); mix += 1) {
      for (const name of rates) tell(name, end);
      for (const [index, name] of positive.entries())
        tell(name, ((mix >> index) & 1) === 1 ? "high" : "low");
      for (const [at, chance] of chances.entries()) {
        const value = chance();
        low[at] = Math.max(0, Math.min(low[at] ?? value, value));
        high[at] = Math.min(1, Math.max(high[at] ?? value, value));
      }
    }
  memory.set(kept);
  return { low, high };
}

/** What variables add up to: of what takes away, the most of it in the lower bound. */
function sumBounds(
  { starts, places, amounts, count }: GivenColumns,
  x: BoundedVariables,
  size: number,
): BoundedVariables {
  const sums = { low: new Float64Array(size), high: new Float64Array(size) };
  for (let variable = 0; variable < count; variable += 1)
    for (let entry = starts[variable] ?? 0; entry < (starts[variable + 1] ?? 0); entry += 1) {
      const [place, amount] = [places[entry] ?? 0, amounts[entry] ?? 0];
      const ends = [amount * (x.low[variable] ?? 0), amount * (x.high[variable] ?? 0)];
      sums.low[place] = (sums.low[place] ?? 0) + Math.min(...ends);
      sums.high[place] = (sums.high[place] ?? 0) + Math.max(...ends);
    }
  return sums;
}

const nothingDrawn: Fault = {
  code: "nothing-drawn",
  path: "/figures",
  message:
    "every figure that the forecast depends on is told exactly, so nothing lies between bounds",
  suggestion:
    'tell one with bounds: "churn": { "is": { "low": "1% per month", "high": "3% per month" } }',
};

const useDrawn = (name: string, { run }: PlanForecast): Fault => ({
  code: "use-drawn",
  path: run.place(name)?.path ?? "",
  message: "what a customer buys or uses has bounds here, and prices need not rise with it",
  value: name,
  suggestion: "ask for trials instead: --trials 1000",
});
