import { describe, expect, test } from "vitest";
import type { LookedFigure } from "../../api/plan.ts";
import { goalText, lookedName, lookedText, soughtPosition } from "./looked-figure.ts";

const nrr: LookedFigure = {
  formula: "metrics.nrr",
  section: "Metrics",
  label: "Net revenue retention",
  kind: "ratio",
  unit: "ratio",
};
const revenue: LookedFigure = {
  formula: "forecast.revenue",
  section: "Revenue",
  label: "Total",
  kind: "money",
  unit: "USD per month",
};
const ltv: LookedFigure = {
  formula: "metrics.ltv-to-cac.teams",
  section: "Unit economics: Teams",
  label: "LTV to CAC",
  kind: "ratio",
  unit: "ratio",
};

describe("a figure that is looked at", () => {
  test("is called so that nobody needs its section", () => {
    const usage = { ...revenue, formula: "forecast.revenue.usage", label: "Usage" };
    expect([nrr, revenue, ltv, usage].map(lookedName)).toEqual([
      "Net revenue retention",
      "Revenue",
      "LTV to CAC, Teams",
      "Revenue: Usage",
    ]);
  });

  test("is written in its unit", () => {
    expect(lookedText(nrr, "0.98342", "USD")).toBe("98.3%");
    expect(lookedText(revenue, "1234.5678", "USD")).toBe("1,234.57\u00a0USD");
    expect(lookedText(ltv, "3.2", "USD")).toBe("3.20x");
  });

  test("has goals as formulas write them", () => {
    expect([goalText(nrr, "115"), goalText(revenue, "2000000"), goalText(ltv, "3")]).toEqual([
      "115%",
      "2000000 USD per month",
      "3",
    ]);
  });
});

test("a value that was sought is rounded to the side that reaches the goal", () => {
  const value = "0.012345678";
  expect(soughtPosition({ percent: true }, { value, reached: "below" })).toBe(1.23456);
  expect(soughtPosition({ percent: true }, { value, reached: "above" })).toBe(1.23457);
  expect(soughtPosition({ percent: false }, { value: "20", reached: "above" })).toBe(20);
  expect(soughtPosition({ percent: false }, { value: "0" })).toBe(0);
});
