import type { Model } from "../../model/model.ts";
import { entriesOf } from "../../model/model-rule.ts";
import { minorUnits } from "../../money/currency.ts";
import { metricNames, movementNames, noActuals } from "../actual/actual-metrics.ts";
import type { KnownMonths } from "../actual/latest-estimate.ts";
import type { PlanForecast } from "../forecast/forecast-plan.ts";
import { givenOfModel } from "../forecast/given-of-model.ts";
import { retainedValue } from "../metrics/retained-value.ts";
import { flows, purchaseText } from "./business-figures.ts";
import { countedPurchases } from "./flex-customers.ts";
import {
  otherVariance,
  type VarianceSteps,
  varianceParts,
  variancePlace,
} from "./split-variance.ts";
import { type SteppedSeries, seriesOf, steppedSegment, told } from "./stepped-metrics.ts";
import { steppedWhole } from "./stepped-whole.ts";
import {
  type Compared,
  cellLeaves,
  compared,
  customerLeaves,
  customerScale,
  type RoughLeaf,
} from "./variance-tree.ts";

/** The figures that a plan's formulas read, after each step from the plan to what happened; the plan first. */
export type SteppedGiven = readonly ReadonlyMap<string, Float64Array>[];

/** Figures by name while steps are put together. */
export interface Stepping {
  readonly model: Model;
  readonly forecast: PlanForecast;
  readonly known: KnownMonths;
  readonly both: Compared;
  /** Closed months. */
  readonly months: number;
  /** What the plan says of a figure. */
  readonly planned: (name: string) => Float64Array;
  readonly put: (name: string, series: SteppedSeries) => void;
  /** The steps of a figure that was put, or those of one that no step changes. */
  readonly get: (name: string) => SteppedSeries;
  /** What a stepped sum of leaves is off the plan, added to the figure of the plan. */
  readonly moved: (name: string, leaves: readonly RoughLeaf[], scale: number) => SteppedSeries;
}

/**
 * Replaces what a plan says of its customers by what was, cause after cause, for every figure that formulas read: customers, flows of money by stream,
 * balances, use, recurring value and its movements, and what is kept of it. Months that are not closed stay as planned.
 */
export function steppedFigures(
  forecast: PlanForecast,
  model: Model,
  known: KnownMonths,
): SteppedGiven {
  const all = givenOfModel(model, forecast);
  const states = Array.from({ length: varianceParts.length + 1 }, () => new Map(all));
  const months = known.closed + 1;
  const planned = (name: string): Float64Array =>
    all.get(name)?.subarray(0, months) ?? new Float64Array(months);
  const stepping: Stepping = {
    model,
    forecast,
    known,
    both: compared(known.plan, known.actual),
    months,
    planned,
    put: (name, series) => {
      const before = all.get(name);
      if (before === undefined) return;
      for (const [step, state] of states.entries()) {
        const own = before.slice();
        own.set(series[step] ?? own.subarray(0, months));
        state.set(name, own);
      }
    },
    get: (name) =>
      states.map((state) => state.get(name)?.subarray(0, months) ?? new Float64Array(months)),
    moved: (name, leaves, scale) => {
      const plan = planned(name);
      return seriesOf(months, (month) => {
        const own = leaves.map((leaf): VarianceSteps => leaf.months[month] ?? [0]);
        const after = (step: number): number =>
          own.reduce((sum, steps) => sum + (steps[step] ?? 0), 0) / scale;
        const rest = (plan[month] ?? 0) - after(0);
        // What is left of a sum that was added up in another order is nothing: after a step with nobody there is nothing.
        const beside = Math.abs(rest) <= 1e-9 * Math.abs(plan[month] ?? 0) ? 0 : rest;
        return Array.from({ length: varianceParts.length + 1 }, (_, step) =>
          step === 0 ? (plan[month] ?? 0) : after(step) + beside,
        );
      });
    },
  };
  putCustomers(stepping);
  putFlows(stepping);
  putUsage(stepping);
  putSegments(stepping);
  steppedWhole(stepping);
  return states;
}

/** The sum of figures, step by step. */
const sumOf = (all: readonly SteppedSeries[], months: number): SteppedSeries =>
  seriesOf(months, (month) =>
    Array.from({ length: varianceParts.length + 1 }, (_, step) =>
      all.reduce((sum, one) => sum + (one[step]?.[month] ?? 0), 0),
    ),
  );

const other = variancePlace("other");

function putCustomers({ known, both, months, planned, put, moved, forecast }: Stepping): void {
  const { plan, actual } = known;
  const leaves = customerLeaves(both, { from: 0, to: months - 1 });
  const totals = {
    customers: [] as SteppedSeries[],
    "new-customers": [] as SteppedSeries[],
    "lost-customers": [] as SteppedSeries[],
  };
  const own = [...forecast.customers.segments.keys()];
  const strangers = actual.purchases
    .map(({ segment }) => segment)
    .filter((one) => !own.includes(one));
  for (const segment of new Set([...own, ...strangers])) {
    const name = (figure: string): string => `forecast.${figure}.${segment}`;
    const there = moved(
      name("customers"),
      leaves.filter((leaf) => leaf.segment === segment),
      customerScale,
    );
    const before = countedPurchases(plan.purchases.filter((one) => one.segment === segment));
    const after = countedPurchases(actual.purchases.filter((one) => one.segment === segment));
    const ids = new Set(before.map(purchaseText));
    const known = after.filter((one) => ids.has(purchaseText(one)));
    const joined = (all: typeof after, month: number): number =>
      all.reduce((sum, one) => sum + (one.joined[month] ?? 0), 0);
    const opening = (all: typeof after): number =>
      all.reduce((sum, one) => sum + (one.opening[0] ?? 0), 0);
    const came = seriesOf(months, (month) =>
      told(planned(name("new-customers"))[month] ?? 0, {
        volume: joined(known, month),
        other: joined(after, month),
      }),
    );
    const lost = seriesOf(months, (month) =>
      there.map((series, step) => {
        if (step === 0) return planned(name("lost-customers"))[month] ?? 0;
        const first = step === other ? opening(after) : opening(known);
        const was = month === 0 ? first : (series[month - 1] ?? 0);
        return was + (came[step]?.[month] ?? 0) - (series[month] ?? 0);
      }),
    );
    for (const [figure, series] of [
      ["customers", there],
      ["new-customers", came],
      ["lost-customers", lost],
    ] as const) {
      put(name(figure), series);
      totals[figure].push(series);
    }
  }
  for (const figure of ["customers", "new-customers", "lost-customers"] as const)
    put(`forecast.${figure}`, sumOf(totals[figure], months));
}

function putFlows({
  model,
  forecast,
  known,
  both,
  months,
  put,
  get,
  moved,
  planned,
}: Stepping): void {
  const scale = 10 ** minorUnits(model.currency);
  const span = { from: 0, to: months - 1 };
  const leaves = Object.fromEntries(
    flows.map((flow) => [flow, cellLeaves(flow, both, span)]),
  ) as Record<(typeof flows)[number], readonly RoughLeaf[]>;
  for (const segment of forecast.customers.segments.keys())
    put(
      `forecast.mrr.${segment}`,
      moved(
        `forecast.mrr.${segment}`,
        leaves.mrr.filter((leaf) => leaf.segment === segment),
        scale,
      ),
    );
  put("forecast.mrr", moved("forecast.mrr", leaves.mrr, scale));
  for (const stream of Object.keys(model.streams)) {
    // What is planned as a sum is added by the formulas of the plan, and what happened holds it already.
    const incomes = entriesOf(model.income).filter(([, one]) => one.stream === stream);
    for (const [figure, flow] of [
      ["billed", "billings"],
      ["earned", "revenue"],
    ] as const) {
      const name = `forecast.${figure}.${stream}`;
      const series = moved(
        name,
        leaves[flow].filter((leaf) => leaf.stream === stream),
        scale,
      );
      for (const [id] of incomes)
        for (let month = 0; month < months; month += 1) {
          const last = series[other];
          if (last !== undefined)
            last[month] = (last[month] ?? 0) - forecast.run.read(`income.${id}`, month);
        }
      put(name, series);
    }
    for (const balance of ["deferred", "unbilled"] as const) {
      const name = `forecast.${balance}.${stream}`;
      const real = known.books[balance].get(stream);
      const billed = get(`forecast.billed.${stream}`);
      put(
        name,
        seriesOf(months, (month) =>
          balanceSteps(planned(name)[month] ?? 0, real?.[month] ?? 0, billed, month),
        ),
      );
    }
  }
}

/** A balance is as many times the plan's as the billings of a year that it comes from; what it is beside that is timing. */
function balanceSteps(
  plan: number,
  actual: number,
  billed: SteppedSeries,
  month: number,
): readonly number[] {
  const inYear = (step: number): number => {
    let sum = 0;
    for (let at = Math.max(0, month - 11); at <= month; at += 1) sum += billed[step]?.[at] ?? 0;
    return sum;
  };
  const times = (step: number): number => (plan * inYear(step)) / inYear(0);
  const off = actual - times(varianceParts.length);
  if (!Number.isFinite(off)) return told(plan, { timing: actual });
  return told(plan, {
    ...Object.fromEntries(varianceParts.map((part) => [part, times(variancePlace(part)) + off])),
    other: actual,
  });
}

function putUsage({ model, known, both, months, put, moved }: Stepping): void {
  const there = new Map(
    customerLeaves(both, { from: 0, to: months - 1 }).map((leaf) => [purchaseText(leaf), leaf]),
  );
  const { plan, actual } = known;
  for (const meter of Object.keys(model.meters)) {
    const isOf = (one: { readonly meter: string }): boolean => one.meter === meter;
    const before = new Map(plan.usage.filter(isOf).map((one) => [purchaseText(one), one]));
    const after = new Map(actual.usage.filter(isOf).map((one) => [purchaseText(one), one]));
    const leaves = [...new Set([...before.keys(), ...after.keys()])].map((key): RoughLeaf => {
      const [segment = "", purchase = ""] = key.split("/");
      const all = Array.from({ length: months }, (_, month) => {
        const units = before.get(key)?.units[month] ?? 0;
        const used = after.get(key)?.units[month] ?? 0;
        if (!before.has(key)) return otherVariance(0, used);
        const customers = there.get(key)?.months[month] ?? [0];
        const times = (part: "volume" | "churn" | "mix"): number =>
          (units * (customers[variancePlace(part)] ?? 0)) / customers[0];
        return told(units, {
          volume: times("volume"),
          churn: times("churn"),
          mix: times("mix"),
          usage: used,
        });
      });
      return {
        segment,
        purchase,
        stream: "",
        charge: "",
        unplanned: !before.has(key),
        months: all,
      };
    });
    put(`forecast.usage.${meter}`, moved(`forecast.usage.${meter}`, leaves, 1));
  }
}

function putSegments({ forecast, known, months, planned, put, get, model }: Stepping): void {
  const { plan, actual, books } = known;
  const scale = 10 ** minorUnits(model.currency);
  const totals = new Map<string, SteppedSeries[]>(metricNames.map(([field]) => [field, []]));
  for (const [segment, { lived }] of forecast.customers.segments) {
    const isOf = (one: { readonly segment: string }): boolean => one.segment === segment;
    const cells = plan.cells.filter(isOf);
    const before = countedPurchases(plan.purchases.filter(isOf));
    const closing = new Map(before.map((one) => [one.purchase, one.closing]));
    const fields = steppedSegment({
      months,
      plan: Object.fromEntries(
        metricNames.map(([field, name]) => [field, planned(`metrics.${name}.${segment}`)]),
      ) as Parameters<typeof steppedSegment>[0]["plan"],
      plannedStayed: retainedValue(lived).stayed.map((value) => value / scale),
      real: books.metrics.segments.get(segment) ?? noActuals(months),
      mrr: get(`forecast.mrr.${segment}`),
      there: get(`forecast.customers.${segment}`),
      planned: before,
      happened: countedPurchases(actual.purchases.filter(isOf)),
      worth: (purchase, month) => {
        const there = closing.get(purchase)?.[month] ?? 0;
        const value = cells
          .filter((cell) => cell.purchase === purchase)
          .reduce((sum, cell) => sum + (cell.flows.mrr[month] ?? 0), 0);
        return there > 0 ? value / there : 0;
      },
    });
    for (const [field, name] of metricNames) {
      put(`metrics.${name}.${segment}`, fields[field]);
      totals.get(field)?.push(fields[field]);
    }
  }
  for (const [segment, real] of books.metrics.segments)
    if (!forecast.customers.segments.has(segment))
      for (const [field] of metricNames)
        totals
          .get(field)
          ?.push(seriesOf(months, (month) => otherVariance(0, real[field][month] ?? 0)));
  for (const [field, name] of metricNames)
    put(`metrics.${name}`, sumOf(totals.get(field) ?? [], months));
  for (const [name, field] of movementNames)
    put(`forecast.${name}`, sumOf(totals.get(field) ?? [], months));
}
