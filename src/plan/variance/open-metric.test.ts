import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../../test/property.ts";
import { expectOk } from "../../fault/fault.ts";
import planned from "../../model/fixtures/planned.ts";
import type { Model } from "../../model/model.ts";
import { type ActualMetrics, noActuals, type SegmentActuals } from "../actual/actual-metrics.ts";
import type { KnownMonths } from "../actual/latest-estimate.ts";
import type { ToldAmounts } from "../actual/told-amounts.ts";
import { forecastPlan } from "../forecast/forecast-plan.ts";
import { plannedBusiness } from "../forecast/planned-business.ts";
import { expectAddsUp } from "./adds-up.fixture.ts";
import type { ActualFigures, Months } from "./business-figures.ts";
import { statesBetween } from "./metric-variance.ts";
import { openMetric, type SteppedForecast } from "./open-metric.ts";
import { metricsOfPlan } from "./plan-metrics.ts";
import type { VarianceNode } from "./variance-tree.ts";

const model: Model = { ...planned, horizon: { from: "2027-01", years: 2 } };
const forecast = expectOk(forecastPlan(model, { customers: "expected" }));
const plan = plannedBusiness(model, forecast);
const metrics = metricsOfPlan(model, forecast);

/** Factors between a half and twice, one for each of so many series and months, from one number. */
const factors = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return 0.5 + (state / 2 ** 32) * 1.5;
  };
};

/** What happened in closed months: every figure of the plan times something of its own, and purchases that nobody planned. */
function anyActual(seed: number, closed: number): KnownMonths {
  const factor = factors(seed);
  const noise = (series: Months): Months =>
    series.slice(0, closed + 1).map((one) => one * factor());
  const purchases = [
    ...plan.purchases,
    ...plan.purchases.map((one) => ({ ...one, segment: "strangers" })),
  ].map((one) => {
    const joined = noise(one.joined);
    const left = noise(one.left);
    let there = (one.opening[0] ?? 0) * factor();
    const opening: number[] = [];
    const closing: number[] = [];
    for (const month of joined.keys()) {
      opening.push(there);
      there = Math.max(0, there + (joined[month] ?? 0) - (left[month] ?? 0));
      closing.push(there);
    }
    return {
      ...one,
      opening,
      joined,
      left,
      closing,
      movedIn: noise(one.movedIn),
      movedOut: noise(one.movedOut),
    };
  });
  const actual: ActualFigures = {
    ...plan,
    months: closed + 1,
    purchases,
    usage: plan.usage.map((one) => ({ ...one, units: noise(one.units), squares: [] })),
    cells: [
      ...plan.cells,
      ...plan.cells.slice(0, 1).map((one) => ({ ...one, purchase: "gold" })),
    ].map((cell) => ({
      ...cell,
      list: noise(cell.list),
      net: noise(cell.net),
      atPlanPrices: noise(cell.list),
      flows: {
        mrr: noise(cell.flows.mrr),
        billings: noise(cell.flows.billings),
        revenue: noise(cell.flows.revenue),
      },
      atPlanRates: {
        mrr: noise(cell.flows.mrr),
        billings: noise(cell.flows.billings),
        revenue: noise(cell.flows.revenue),
      },
    })),
  };
  const segmentOf = (): SegmentActuals => {
    const all = noActuals(closed + 1);
    for (const series of Object.values(all))
      for (const month of series.keys()) series[month] = 1_000 * factor();
    return all;
  };
  const whole = (): Float64Array => Float64Array.from({ length: closed + 1 }, () => 100 * factor());
  const counted: ActualMetrics = {
    segments: new Map(
      [...forecast.customers.segments.keys(), "strangers"].map((id) => [id, segmentOf()]),
    ),
    squares: whole(),
    largest: whole(),
    tenLargest: whole(),
    keptSince: () => new Map(),
  };
  const told: ToldAmounts = {
    flows: new Map(
      [
        "costs.hosting",
        "costs.cards",
        "costs.engineers",
        "costs.rent",
        "forecast.collections",
        "forecast.funding",
      ]
        .map((figure) => [
          figure,
          noise(range(closed).map((month) => forecast.run.read(figure, month))),
        ])
        .map(([figure, series]) => [figure as string, Float64Array.from(series as Months)]),
    ),
    opening: 1_000 * factor(),
  };
  const balances = (): ReadonlyMap<string, readonly number[]> =>
    new Map(Object.keys(model.streams).map((id) => [id, [...whole()]]));
  return {
    plan,
    actual,
    books: { deferred: balances(), unbilled: balances(), metrics: counted, told },
    closed,
  };
}

const states = (known: KnownMonths, from = 0): SteppedForecast =>
  expectOk(statesBetween(forecast, model, known, { from, to: known.closed }));

const range = (last: number): readonly number[] => Array.from({ length: last + 1 }, (_, at) => at);

/** What happened, had it been what was planned. */
const planFigures = (closed: number): ActualFigures => ({
  ...plan,
  months: closed + 1,
  usage: plan.usage.map((one) => ({ ...one, squares: [] })),
  cells: plan.cells.map((cell) => ({ ...cell, atPlanPrices: cell.list, atPlanRates: cell.flows })),
});

describe("the variance of any metric of a plan", () => {
  it("is the sum of its parts, and what is a sum that of its terms, to the last digit", () => {
    const opened = new Set<string>();
    property(
      fc.property(
        fc.nat(2 ** 31),
        fc.integer({ min: 0, max: 23 }),
        fc.nat(23),
        (seed, closed, first) => {
          const known = anyActual(seed, closed);
          const run = states(known, Math.min(first, closed));
          const span = { from: Math.min(first, closed), to: closed };
          for (const metric of metrics) {
            const node = openMetric(metric, run, span, model);
            if (!node.ok) {
              expect(node.faults.map(({ code }) => code)).toEqual(["metric-without-figure"]);
              continue;
            }
            opened.add(metric.id);
            expectAddsUp(node.value);
          }
        },
      ),
      12,
    );
    const closedOnly = metrics.map(({ id }) => id).filter((id) => !opened.has(id));
    expect(closedOnly).toEqual(["revenue", "billings", "mrr", "customers"]);
  });

  it("has no figure where a divisor is nothing but for the last digits of doubles", () => {
    const [before, ...after] = states(anyActual(7, 3));
    const metric = metrics.find(({ id }) => id === "quick-ratio");
    const row = before.rows.get("quick-ratio");
    if (metric === undefined || row === undefined) throw new Error("the plan has the metric");
    const beyond = { ...row, values: row.values.map(() => 6.6e17) };
    const plan = { ...before, rows: new Map([...before.rows, ["quick-ratio", beyond]]) };
    expect(openMetric(metric, [plan, ...after], { from: 3, to: 3 }, model)).toMatchObject({
      faults: [{ code: "metric-without-figure", value: "quick-ratio" }],
    });
  });

  it("ends with what the formulas of the plan make of what happened", () => {
    const known = anyActual(7, 20);
    const last = states(known).at(-1)?.forecast.run ?? forecast.run;
    const segments = known.books.metrics.segments;
    const total = (field: keyof SegmentActuals): number =>
      [...segments.values()].reduce((sum, one) => sum + (one[field][20] ?? 0), 0);
    expect(last.read("metrics.nrr", 20)).toBeCloseTo(total("kept") / total("yearBefore"), 9);
    expect(last.read("metrics.arpa", 20)).toBeCloseTo(total("mrr") / total("customers"), 9);
    expect(last.read("metrics.logo-churn", 20)).toBeCloseTo(
      total("lost") / total("openingCustomers"),
      9,
    );
    const earned = known.actual.cells.reduce((sum, cell) => sum + (cell.flows.revenue[20] ?? 0), 0);
    expect(last.read("forecast.revenue", 20)).toBeCloseTo(earned / 100, 6);
    for (const [figure, series] of known.books.told.flows)
      expect([figure, last.read(figure, 20)]).toEqual([figure, series[20]]);
    expect(last.read("capital.opening", 0)).toBe(known.books.told.opening);
  });

  it("names the cause of each cost: what follows from something by its rate, the rest by spending or timing", () => {
    const usual = anyActual(3, 5);
    const asPlanned = (
      names: readonly string[],
      of: (value: number, month: number) => number,
    ): ToldAmounts => ({
      flows: new Map(
        names.map((name) => [
          name,
          Float64Array.from(range(5), (month) => of(forecast.run.read(name, month), month)),
        ]),
      ),
    });
    const opened = (told: ToldAmounts, from: number, id: string): VarianceNode => {
      const known = {
        ...usual,
        actual: { ...usual.actual, ...planFigures(5) },
        books: { ...usual.books, told },
      };
      const metric = metrics.find((one) => one.id === id);
      if (metric === undefined) throw new Error("the plan has it");
      return expectOk(openMetric(metric, states(known, from), { from, to: 5 }, model));
    };
    const rent = opened(
      asPlanned(["costs.rent"], (value) => value + 100),
      0,
      "administration",
    );
    expect(rent.parts).toMatchObject({ spending: 60_000, timing: 0, rate: 0, volume: 0 });
    // What is paid a month later is not more.
    const later = asPlanned(
      ["costs.rent"],
      (value, month) => value * (month === 4 ? 0 : month === 5 ? 2 : 1),
    );
    expect(opened(later, 5, "administration").parts).toMatchObject({
      timing: 250_000,
      spending: 0,
    });
    expect(opened(later, 4, "administration").parts).toMatchObject({ timing: 0, spending: 0 });
    const hosting = asPlanned(["costs.hosting"], (value) => value * 2);
    const { parts, plan: before } = opened(hosting, 0, "cost-of-revenue");
    expect(Math.abs(parts.rate - before)).toBeLessThan(before);
    expect(parts.rate).toBeGreaterThan(0);
    expect(parts.spending).toBe(0);
  });
});
