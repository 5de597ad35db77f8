import { type Fault, ok, type Result, refuse } from "../../fault/fault.ts";
import { type CompiledFormulas, compileFormulas } from "../../formula/compile-formulas.ts";
import { reachedFrom } from "../../formula/dependencies.ts";
import { isMetricFigure } from "../../model/drivers/metric-entries.ts";
import type { ClaimStatement } from "../../model/figures/claim-statements.ts";
import type { PlanFigures } from "../../model/figures/plan-figures.ts";
import type { ToldFigure } from "../../model/figures/told-figure.ts";
import type { Model } from "../../model/model.ts";
import { computeFigures } from "../forecast/compile-plan.ts";
import { forecastPlan, givenFigures } from "../forecast/forecast-plan.ts";
import { givenMetrics } from "../metrics/given-metrics.ts";
import type { Recomputed } from "./verdict.ts";

/** What a formula came to by the bounds of what it reads, and by what the plan counts on. */
interface EvaluatedClaim extends Recomputed {
  /** Undefined where that comes to no number. */
  readonly likely: number | undefined;
}

/** What a formula came to, or the name of the figure that came to no number. */
export type Evaluated = EvaluatedClaim | { readonly undefinedAt: string };

/** More bounds than these are not mixed: each doubles the ways. */
const boundsMax = 12;

/**
 * Computes claims from the figures of a plan, by name. Where one reads what customers come to (`forecast.…`, `metrics.…`), the plan is forecast with its
 * bounds all low, and all high.
 *
 * Refuses the faults of the formulas and of the forecast, `claim-by-month` for a claim that comes to a figure each month,
 * `too-many-bounds` for one that asks for any mix of more than twelve, and `forecast-bounds-mixed` for one that asks for it of a forecast.
 */
export function evaluateClaims(
  model: Model,
  statements: readonly ClaimStatement[],
  { entries, nouns, told }: PlanFigures,
): Result<ReadonlyMap<string, Evaluated>> {
  const all = [...entries, ...statements.flatMap(({ entry }) => entry ?? [])];
  const compiled = compileFormulas(all, nouns, (model.horizon?.years ?? 0) * 12 || 1);
  if (!compiled.ok) return compiled;
  const stated = statements.flatMap(({ name, entry, claim }) =>
    entry === undefined
      ? []
      : [
          {
            name,
            entry,
            mixes: claim.bounds === "widest",
            reads: reachedFrom(compiled.value, [entry.name]),
          },
        ],
  );
  const customersOf = (reads: ReadonlySet<string>): boolean =>
    [...reads].some((name) => name.startsWith("forecast.") || isMetricFigure(name));
  const faults: Fault[] = [];
  const forecasts = stated.some(({ reads }) => customersOf(reads))
    ? forecastBounds(model, compiled.value, told)
    : ok(nothingGiven);
  if (!forecasts.ok) return forecasts;
  const run = runner(compiled.value, told);
  const likely = run(() => "likely", forecasts.value.likely);
  const same = [run(() => "low", forecasts.value.low), run(() => "high", forecasts.value.high)];
  const evaluated = new Map<string, Evaluated>();
  for (const { name, entry, mixes, reads } of stated) {
    const ranges = mixes ? rangesIn(reads, told) : [];
    if (isMonthly(entry.name, compiled.value)) faults.push(byMonth(entry.path));
    else if (ranges.length > 0 && customersOf(reads)) faults.push(mixedForecast(entry.path));
    else if (ranges.length > boundsMax) faults.push(tooMany(entry.path, ranges.length));
    else
      evaluated.set(
        name,
        spread(entry.name, ranges.length === 0 ? same : mixed(ranges, run), likely),
      );
  }
  return faults.length === 0 ? ok(evaluated) : refuse(...faults);
}

type Bound = "low" | "high" | "likely";
type Choose = (name: string) => Bound;
type Figures = (name: string) => number | { readonly undefinedAt: string };
/** What customers come to, by the name of the figure. */
type Given = ReadonlyMap<string, Float64Array>;

const nothingGiven: Readonly<Record<Bound, Given>> = {
  low: new Map(),
  high: new Map(),
  likely: new Map(),
};

/** The plan forecast with the bounds of its figures all low, all high, and as it counts on them; once where customers follow from none that has bounds. */
function forecastBounds(
  model: Model,
  formulas: CompiledFormulas,
  told: ReadonlyMap<string, ToldFigure>,
): Result<typeof nothingGiven> {
  const forecast = (bound: Bound): Result<Given> => {
    const planned = forecastPlan(model, {
      customers: "expected",
      cache: "kept",
      choose: (figure) => figure[bound],
    });
    if (!planned.ok) return planned;
    const { customers } = planned.value;
    return ok(new Map([...givenFigures(customers), ...givenMetrics(customers)]));
  };
  const low = forecast("low");
  if (!low.ok) return low;
  const drivers = reachedFrom(
    formulas,
    [...formulas.places.keys()].filter((name) => name.startsWith("segments.")),
  );
  if (rangesIn(drivers, told).length === 0)
    return ok({ low: low.value, high: low.value, likely: low.value });
  const high = forecast("high");
  if (!high.ok) return high;
  const likely = forecast("likely");
  return likely.ok ? ok({ low: low.value, high: high.value, likely: likely.value }) : likely;
}

const isMonthly = (name: string, { places }: CompiledFormulas): boolean => {
  const type = places.get(name)?.type;
  return type?.kind === "number" && type.shape === "monthly";
};

function runner(
  compiled: CompiledFormulas,
  told: ReadonlyMap<string, ToldFigure>,
): (choose: Choose, given?: Given) => Figures {
  return (choose, given = nothingGiven.low) => {
    const memory = computeFigures(compiled, told, (figure) => figure[choose(figure.name)], given);
    return (name) => {
      const offset = compiled.places.get(name)?.offset ?? -1;
      const value = memory[offset] ?? Number.NaN;
      return Number.isFinite(value)
        ? value
        : { undefinedAt: firstOf(name, compiled, (one) => memory[one] ?? Number.NaN) };
    };
  };
}

/** The figure furthest down that came to no number. */
function firstOf(
  name: string,
  compiled: CompiledFormulas,
  valueAt: (offset: number) => number,
): string {
  for (const read of compiled.feeds(name)) {
    const offset = compiled.places.get(read)?.offset ?? -1;
    if (!Number.isFinite(valueAt(offset))) return firstOf(read, compiled, valueAt);
  }
  return name;
}

function spread(name: string, runs: readonly Figures[], counted: Figures): Evaluated {
  const values: number[] = [];
  for (const run of runs) {
    const value = run(name);
    if (typeof value !== "number") return value;
    values.push(value);
  }
  const likely = counted(name);
  return {
    low: Math.min(...values),
    high: Math.max(...values),
    likely: typeof likely === "number" ? likely : undefined,
  };
}

/** Told figures with bounds among those. */
const rangesIn = (
  names: ReadonlySet<string>,
  told: ReadonlyMap<string, ToldFigure>,
): readonly string[] =>
  [...names].filter((one) => {
    const figure = told.get(one);
    return figure !== undefined && figure.low !== figure.high;
  });

const mixed = (ranges: readonly string[], run: (choose: Choose) => Figures): readonly Figures[] =>
  Array.from({ length: 2 ** ranges.length }, (_, mix) =>
    run((name) => (((mix >> ranges.indexOf(name)) & 1) === 1 ? "high" : "low")),
  );

const tooMany = (path: string, count: number): Fault => ({
  code: "too-many-bounds",
  path,
  message: `any mix of bounds is tried for up to ${boundsMax} of them, and this reads ${count}`,
  suggestion: 'let them go together: "same"',
});

const mixedForecast = (path: string): Fault => ({
  code: "forecast-bounds-mixed",
  path,
  message: "customers are forecast with all bounds low, and all high, and this asks for any mix",
  suggestion: 'let them go together: "same"',
});

const byMonth = (path: string): Fault => ({
  code: "claim-by-month",
  path,
  message: "a claim is one figure, and this comes to one each month",
  suggestion: 'say of when it is: "sum-of-year(…, 1)", "end-of-year(…, 1)", "at-month(…, 12)"',
});
