import { describe, expect, it } from "vitest";
import { expectOk } from "../../fault/fault.ts";
import planned from "../../model/fixtures/planned.ts";
import stated from "../../model/fixtures/stated.ts";
import { explainPlan } from "./figure-tree.ts";

describe("the figures of a plan", () => {
  const plan = expectOk(explainPlan({ ...planned, horizon: { from: "2027-01", years: 1 } }));

  it("say how each comes about, and from what", () => {
    expect(expectOk(plan.explain("forecast.gross-profit"))).toMatchObject({
      unit: "USD per month",
      formula: "forecast.revenue - forecast.cost-of-revenue",
      feeds: ["forecast.cost-of-revenue", "forecast.revenue"],
    });
    expect(expectOk(plan.explain("segments.teams.purchases.monthly.share"))).toMatchObject({
      path: "/segments/teams/purchases/monthly/share",
      values: [0.7],
      feeds: [],
    });
    const billed = expectOk(plan.explain("forecast.billed.services"));
    expect(billed.formula).toBeUndefined();
    expect(billed.values[0]).toBeCloseTo(1_000, 9);
  });

  it("have no value where they come to no number", () => {
    expect(expectOk(plan.explain("metrics.nrr")).values.slice(0, 2)).toEqual([null, null]);
  });

  it("are those of a model without a plan, too", () => {
    const { names, explain } = expectOk(explainPlan(stated));
    expect(names).toContain("costs");
    expect(expectOk(explain("costs"))).toMatchObject({ values: [650_000], unit: "USD per year" });
  });

  it("are said in their units, shares and rates in percent", () => {
    expect(plan.text("segments.teams.purchases.monthly.share", 0.7)).toBe("70%");
    expect(plan.text("metrics.logo-churn", 0.031)).toBe("3.1%");
    expect(plan.text("metrics.ltv-to-cac", 3.2)).toBe("3.2x");
    expect(plan.text("metrics.customer-hhi", 2_500)).toBe("2,500");
    expect(plan.text("metrics.cac-payback", 1.5)).toBe("1.5 months");
    expect(plan.text("metrics.cac-payback", 1)).toBe("1 month");
    expect(plan.text("forecast.ebitda", -1_250)).toBe("-1,250 USD per month");
  });

  it("are told or computed", () => {
    expect(plan.isTold("segments.teams.purchases.monthly.share")).toBe(true);
    expect(plan.isTold("forecast.gross-profit")).toBe(false);
  });

  it("name what was meant by a name that there is not", () => {
    expect(plan.explain("forecast.revenu")).toMatchObject({
      ok: false,
      faults: [{ code: "unknown-name", suggestion: 'did you mean "forecast.revenue"?' }],
    });
  });
});
