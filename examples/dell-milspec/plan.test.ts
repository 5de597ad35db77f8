import { describe, expect, it } from "vitest";
import { forecastPlan } from "../../src/plan/forecast/forecast-plan.ts";
import { simulatePlan } from "../../src/twin/simulate.ts";
import { sure } from "../priced.fixture.ts";
import model from "./model.ts";

const { run } = sure(forecastPlan(model, { customers: "expected" }));

/** What a flow comes to in a year of the plan, in whole dollars. */
const inYear = (figure: string, year: number): number =>
  Math.round(
    Array.from({ length: 12 }, (_, month) => run.read(figure, (year - 1) * 12 + month)).reduce(
      (sum, one) => sum + one,
      0,
    ),
  );

describe("the plan of Dell MIL-SPEC", () => {
  it("is billed, earned and recurs over two simulated years as it is forecast, to the cent", () => {
    const { figures, customers } = sure(simulatePlan(model, { months: 24 }));
    // 350 node customers who leave and come, 195 engagements, licensees and vendors.
    expect(customers).toBeGreaterThan(1_500);
    expect(figures.filter(({ equal }) => !equal)).toEqual([]);
    const lived = new Set(
      figures.flatMap(({ figure, stream, lived }) => (Number(lived) > 0 ? [stream ?? figure] : [])),
    );
    expect(lived).toEqual(
      new Set([
        ...["subscriptions", "services", "hardware", "intellectual-property"],
        ...["mrr", "collections"],
      ]),
    );
  });

  it.each(Object.keys(model.scenarios ?? {}))("does so in its scenario %s", (scenario) => {
    const { figures } = sure(simulatePlan(model, { months: 13, scenario }));
    expect(figures.filter(({ equal }) => !equal)).toEqual([]);
  });

  it.each([
    // The nodes at year end at their prices, renewed or won anew (S4-041 to S4-043).
    ["forecast.billings.subscriptions", 1, 2_250_000],
    ["forecast.billings.subscriptions", 2, 8_500_000],
    ["forecast.billings.subscriptions", 3, 23_000_000],
    ["forecast.billings.services", 1, 1_500_000],
    ["forecast.billings.services", 2, 4_500_000],
    ["forecast.billings.services", 3, 10_000_000],
    ["forecast.billings.hardware", 3, 3_500_000],
    ["forecast.billings.intellectual-property", 1, 0],
    ["forecast.billings.intellectual-property", 2, 1_000_000],
    ["forecast.billings.intellectual-property", 3, 2_500_000],
    ["forecast.billings", 3, 39_000_000],
  ])("bills %s of year %d as the projection's own parts come to: %d", (figure, year, amount) => {
    expect(inYear(figure, year)).toBe(amount);
  });

  it("spends the printed share of revenue on each group of costs, and the printed people", () => {
    const revenue = inYear("forecast.revenue", 3);
    expect(inYear("costs.engineers", 3)).toBe(12_000_000);
    expect(inYear("costs.operations", 3)).toBe(2_400_000);
    expect(inYear("costs.executives", 3)).toBe(1_200_000);
    // Technology is 15% of revenue and administration 5%.
    const lines = (...ids: readonly string[]) =>
      ids.reduce((sum, id) => sum + inYear(`costs.${id}`, 3), 0);
    expect(lines("cloud", "tools", "security", "equipment") / revenue).toBeCloseTo(0.15, 6);
    expect(lines("legal", "office", "insurance") / revenue).toBeCloseTo(0.05, 6);
    // Sales and marketing are 20 people and a fifth of the revenue.
    expect(inYear("forecast.sales-and-marketing", 3)).toBeGreaterThanOrEqual(
      Math.floor(6_000_000 + revenue / 5),
    );
  });

  it("has the money of both rounds, and none before the first", () => {
    expect(inYear("forecast.funding", 1)).toBe(15_000_000);
    expect(inYear("forecast.funding", 2)).toBe(35_000_000);
    expect(run.read("forecast.cash", 2)).toBeLessThan(0);
    expect(run.read("forecast.cash", 3)).toBeGreaterThan(10_000_000);
  });
});
