import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { property } from "../../../test/property.ts";
import { expectOk, faultsOf } from "../../fault/fault.ts";
import uncertain from "../../model/fixtures/uncertain.ts";
import type { Model } from "../../model/model.ts";
import { openTrials } from "../chance/open-trials.ts";
import { runTrials } from "../chance/run-trials.ts";
import { shopWith } from "../forecast/shop.fixture.ts";
import { forecastIntervals } from "./forecast-intervals.ts";
import { added, divided, type Interval, multiplied, raised } from "./interval.ts";

const year: Model = { ...uncertain, horizon: { from: "2027-01", years: 1 }, targets: {} };

const shop: Model = {
  ...shopWith({
    name: "Small",
    opening: "10 customers",
    acquisition: { kind: "targets", atYearEnd: ["aim", "3 * aim"] },
    purchases: {
      weak: {
        share: "part",
        plan: "business",
        churn: { kind: "shifted-beta-geometric", alpha: "alpha", beta: "3.8" },
      },
      team: {
        share: "1 - part",
        plan: "team",
        cadence: "monthly",
        churn: { kind: "by-age", rates: ["churn", "churn / 2"] },
        moves: { weak: "churn / 3" },
      },
    },
  }),
  figures: {
    aim: { is: { low: "60 customers", high: "200 customers" } },
    part: { is: { low: "20%", high: "70%" } },
    alpha: { is: { low: "0.3", high: "1.2" } },
    churn: { is: { low: "1% per month", high: "9% per month" } },
  },
};

/** Who leaves is billed otherwise than who stays. */
const off: Model = {
  ...shopWith({
    name: "Small",
    opening: "10 customers",
    acquisition: { kind: "monthly", customers: "4 customers per month" },
    purchases: {
      team: {
        share: "100%",
        plan: "team",
        cadence: "monthly",
        discounts: ["eight"],
        usage: { calls: "900 calls per month + 150 calls per month * month-number()" },
        churn: { kind: "monthly", rate: "churn" },
      },
    },
  }),
  discounts: { eight: { kind: "amount", amount: "8 USD" } },
  horizon: { from: "2027-01", years: 1 },
  figures: { churn: { is: { low: "1% per month", high: "9% per month" } } },
};

describe("intervals of a forecast", () => {
  test.each<readonly [string, Model]>([
    ["monthly and annual customers, costs and cash", year],
    ["customers who are aimed at and leave by age", shop],
    ["customers whose last invoice bills less", off],
  ])("hold every trial: %s", (_, model) => {
    const { bands, months } = expectOk(forecastIntervals(model, { by: "month" }));
    const trials = expectOk(openTrials(model));
    expect(trials.billedOnce).toBe(true);
    const { series } = expectOk(runTrials(trials, { seed: 5, from: 0, count: 300 }));
    const { figures } = trials.outputs;
    for (let trial = 0; trial < 300; trial += 1)
      for (const [at, { low, high }] of bands.entries())
        for (let month = 0; month < months; month += 1) {
          const value = series[(trial * figures.length + at) * months + month] ?? Number.NaN;
          const slack = 1e-9 * Math.max(1, Math.abs(value));
          expect(value).toBeGreaterThanOrEqual((low[month] ?? Number.NaN) - slack);
          expect(value).toBeLessThanOrEqual((high[month] ?? Number.NaN) + slack);
        }
  });

  test("are as narrow as a figure that is read once", () => {
    const { bands } = expectOk(forecastIntervals(year, { by: "month" }));
    const customers = bands.find(({ id }) => id === "customers");
    // In the first month: 20 there before of whom 14 pay by month, 10 new ones by the season.
    expect(customers?.low[0]).toBeCloseTo(6 + 14 * 0.93 + 8, 6);
    expect(customers?.high[0]).toBeCloseTo(6 + 14 * 0.99 + 12, 6);
    expect(bands.every(({ low, high }) => [...low, ...high].every(Number.isFinite))).toBe(true);
  });

  test("are refused where only claims read what has bounds", () => {
    const { figures: _, ...exact } = off;
    const { churn: __, ...team } = exact.segments?.small?.purchases.team ?? { share: "100%" };
    const model = {
      ...exact,
      segments: { small: { ...exact.segments?.small, purchases: { team } } },
      figures: { claimed: { is: { low: "1 USD", high: "2 USD" } } },
    } as Model;
    expect(faultsOf(forecastIntervals(model, { by: "year" })).map(({ code }) => code)).toEqual([
      "nothing-drawn",
    ]);
  });

  test("are refused where a bound itself cannot be", () => {
    const model: Model = {
      ...off,
      figures: { churn: { is: { low: "1% per month", high: "130% per month" } } },
    };
    expect(faultsOf(forecastIntervals(model, { by: "year" }))).toMatchObject([
      {
        code: "chance-out-of-range",
        path: "/segments/small/purchases/team/churn/rate",
        value: "130%",
        message: expect.stringContaining("where figures with bounds are at their highest"),
      },
    ]);
  });

  test("are refused where use has bounds", () => {
    const used: Model = {
      ...shopWith({
        name: "Small",
        acquisition: { kind: "monthly", customers: "5 customers per month" },
        purchases: {
          team: { share: "100%", plan: "team", cadence: "monthly", usage: { calls: "use" } },
        },
      }),
      figures: { use: { is: { low: "500 calls per month", high: "900 calls per month" } } },
    };
    expect(faultsOf(forecastIntervals(used, { by: "year" })).map(({ code }) => code)).toEqual([
      "use-drawn",
    ]);
  });
});

describe("operations of intervals hold what numbers in them come to", () => {
  const number = fc.integer({ min: -40, max: 40 }).map((value) => value / 4);
  const interval = fc.tuple(number, number, fc.double({ min: 0, max: 1, noNaN: true }));
  const of = ([a, b, part]: readonly [number, number, number]) => {
    const own: Interval = { low: Math.min(a, b), high: Math.max(a, b) };
    return { own, inside: own.low + part * (own.high - own.low) };
  };
  const holds = ({ low, high }: Interval, value: number): void => {
    if (Number.isNaN(value)) return;
    const slack = 1e-9 * Math.max(1, Math.abs(value));
    expect(value).toBeGreaterThanOrEqual(low - slack);
    expect(value).toBeLessThanOrEqual(high + slack);
  };

  test("sums, products, quotients and powers", () => {
    property(
      fc.property(interval, interval, (first, second) => {
        const [left, right] = [of(first), of(second)];
        holds(added(left.own, right.own), left.inside + right.inside);
        holds(multiplied(left.own, right.own), left.inside * right.inside);
        if (right.inside !== 0) holds(divided(left.own, right.own), left.inside / right.inside);
        holds(raised(left.own, right.own), left.inside ** right.inside);
        const whole = Math.round(Math.abs(right.inside));
        holds(raised(left.own, { low: whole, high: whole }), left.inside ** whole);
      }),
      1_000,
    );
  });
});
