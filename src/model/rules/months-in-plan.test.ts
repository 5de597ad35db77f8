import { describe, expect, it } from "vitest";
import planned from "../fixtures/planned.ts";
import type { Model } from "../model.ts";
import { monthsInPlan } from "./months-in-plan.ts";

const model: Model = { ...planned, horizon: { from: "2026-01", years: 3 } };

const warned = (by: string, month: string): readonly string[] =>
  monthsInPlan
    .find({
      ...model,
      targets: { cash: { name: "Cash", figure: "forecast.cash", atLeast: "0 USD", by } },
      funding: { seed: { name: "Seed", month, amount: "1M USD" } },
    })
    .map(({ code, path, value }) => `${code} ${path} ${value}`);

describe("months of a plan", () => {
  it("are its first and its last, and those between", () => {
    expect(warned("2026-01", "2028-12")).toEqual([]);
  });

  it("are warned of where the plan has begun later, or is over", () => {
    expect(warned("2035-01", "2025-12")).toEqual([
      "month-not-planned /targets/cash/by 2035-01",
      "month-not-planned /funding/seed/month 2025-12",
    ]);
  });
});
