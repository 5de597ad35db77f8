import { describe, expect, it } from "vitest";
import type { PlanDriver } from "../../api/plan.ts";
import {
  niceStep,
  overrideText,
  positionText,
  positionWords,
  sliderScale,
} from "./slider-scale.ts";

const driver = (of: Partial<PlanDriver>): PlanDriver => ({
  name: "segments.teams.first",
  label: ["Teams", "first"],
  path: "/segments/teams/acquisition/first",
  group: "customers",
  unit: "customer per month",
  percent: false,
  value: "10",
  low: "5",
  high: "20",
  bounded: false,
  whole: false,
  ...of,
});

describe("a slider", () => {
  it("slides in steps that people count in, between the bounds of its driver", () => {
    expect(sliderScale(driver({}))).toEqual({
      value: 10,
      low: 5,
      high: 20,
      step: 0.1,
      unit: "customer per month",
    });
    const churn = { percent: true, unit: "per month", value: "0.03", low: "0.015", high: "0.06" };
    expect(sliderScale(driver(churn))).toEqual({
      value: 3,
      low: 1.5,
      high: 6,
      step: 0.02,
      unit: "% per month",
    });
    expect(sliderScale(driver({ whole: true })).step).toBe(1);
    expect([0, 0.0123, 7, 10, 4_500].map(niceStep)).toEqual([1, 0.01, 5, 10, 2_000]);
  });

  it("tells its driver otherwise in words that formulas read", () => {
    expect(overrideText({ unit: "% per month" }, 2.5)).toBe("2.5% per month");
    expect(overrideText({ unit: "%" }, 30)).toBe("30%");
    expect(overrideText({ unit: "USD per customer" }, 450)).toBe("450 USD per customer");
    expect(overrideText({ unit: "" }, 1e-7)).toBe("0.0000001");
    expect(positionText(1_250_000)).toBe("1250000");
  });

  it("is said with its unit, of more than one in the plural", () => {
    expect(positionWords(1, "customer per month")).toBe("1 customer per month");
    expect(positionWords(7_500, "customer per month")).toBe("7,500 customers per month");
    expect(positionWords(2.5, "% per month")).toBe("2.5% per month");
    expect(positionWords(450, "USD per customer")).toBe("450 USD per customer");
    expect(positionWords(3, "")).toBe("3");
  });
});
