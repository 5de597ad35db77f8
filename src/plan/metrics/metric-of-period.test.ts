import { describe, expect, it } from "vitest";
import { metricOfPeriod } from "./metric-of-period.ts";

/** Two years, of which the second earns twice as much: what each month of a figure is, by year. */
const flows: Readonly<Record<string, readonly [number, number]>> = {
  "forecast.revenue": [100, 200],
  "forecast.gross-profit": [80, 160],
  "forecast.ebitda": [-50, 20],
  "forecast.sales-and-marketing": [30, 40],
  "forecast.new-customers": [2, 4],
  "forecast.acquisition-cost": [20, 30],
  "forecast.funding": [0, 0],
  "forecast.cash-flow": [-60, 10],
  "metrics.new-mrr": [20, 40],
  "metrics.new-customers": [2, 4],
  "metrics.net-new-mrr": [5, -1],
  "metrics.lost-customers": [1, 3],
  "metrics.churn-base": [10, 60],
  "metrics.churn-mrr": [4, 8],
  "metrics.contraction-mrr": [1, 2],
  "metrics.expansion-mrr": [0, 5],
  "metrics.opening-mrr": [100, 500],
  "metrics.usage-share": [0.1, 0.3],
  "metrics.expected-ltv": [50, 60],
  "metrics.days": [30, 30],
  "forecast.billings": [100, 150],
  "forecast.receivables": [200, 450],
};

const run = {
  read: (name: string, month: number) => flows[name]?.[month < 12 ? 0 : 1] ?? Number.NaN,
};

const inYear = (id: string, year: number): number | undefined =>
  metricOfPeriod(id, "", run)?.({ from: (year - 1) * 12, to: year * 12 });

describe("a metric of a year", () => {
  it.each([
    ["gross-margin", 0.8, 0.8],
    ["ebitda-margin", -0.5, 0.1],
    ["cac", 10, 7.5],
    // The mean month's: 12 of 120, 36 of 720.
    ["logo-churn", 0.1, 0.05],
    ["gross-mrr-churn", 0.05, 0.02],
    ["net-mrr-churn", 0.05, 0.01],
    ["nrr-monthly", 0.95, 0.99],
    ["quick-ratio", 4, 4.5],
    ["net-burn", 720, 0],
    // 720 burnt for 12 x 60 of annual recurring revenue won; the second year wins none.
    ["burn-multiple", 1, Number.NaN],
    // No year stands before the first.
    ["rule-of-40", Number.NaN, 1.1],
    ["magic-number", Number.NaN, 1_200 / 360],
    ["ltv-to-cac", 5, 8],
    ["cac-payback", 10 / (10 * 0.8), 7.5 / (10 * 0.8)],
    ["usage-share", 0.1, 0.3],
    // Of 360 days' billings.
    ["dso", 60, 90],
  ])("%s is the year's, not that of its last month", (id, first, second) => {
    const digits = (value: number | undefined): number => Number((value ?? 0).toFixed(9));
    expect(digits(inYear(id, 1))).toBe(digits(first));
    expect(digits(inYear(id, 2))).toBe(digits(second));
  });

  it("takes a quarter's growth for the quarter before, four times", () => {
    const magic = metricOfPeriod("magic-number", "", run)?.({ from: 12, to: 15 });
    expect(magic).toBeCloseTo((4 * 300) / 90, 12);
  });

  it("weighs shares by what they are of, over years that are not alike", () => {
    const share = metricOfPeriod("usage-share", "", run)?.({ from: 6, to: 18 });
    expect(share).toBeCloseTo((0.1 * 600 + 0.3 * 1_200) / 1_800, 12);
  });

  it("is left to the months where they are enough", () => {
    expect(metricOfPeriod("mrr", "", run)).toBeUndefined();
    expect(metricOfPeriod("toString", "", run)).toBeUndefined();
  });

  it("reads the segment that it is of", () => {
    const asked: string[] = [];
    const read = (name: string): number => {
      asked.push(name);
      return 1;
    };
    metricOfPeriod("logo-churn", ".teams", { read })?.({ from: 0, to: 2 });
    expect(new Set(asked)).toEqual(
      new Set(["metrics.lost-customers.teams", "metrics.churn-base.teams"]),
    );
  });
});
