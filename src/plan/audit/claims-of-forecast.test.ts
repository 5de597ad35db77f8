import { describe, expect, it } from "vitest";
import { expectOk, faultsOf } from "../../fault/fault.ts";
import type { Claim } from "../../model/claim.ts";
import type { Figure } from "../../model/figure.ts";
import planned from "../../model/fixtures/planned.ts";
import { forecastPlan } from "../forecast/forecast-plan.ts";
import { auditClaims } from "./audit-claims.ts";

const claiming = (claim: Partial<Claim>, figures: Record<string, Figure> = {}) => ({
  ...planned,
  figures,
  claims: { it: { section: "1", states: "0 USD per year", ...claim } },
});

describe("a claim of what is forecast", () => {
  it("is held against the forecast of the plan", () => {
    const formula = "sum-of-year(forecast.revenue, 2)";
    const { run } = expectOk(forecastPlan(planned, { customers: "expected" }));
    const year = Array.from({ length: 12 }, (_, month) => run.read("forecast.revenue", 12 + month));
    const [finding] = expectOk(auditClaims(claiming({ formula })));
    expect(finding?.verdict).toBe("fails");
    expect(finding?.bounds?.[0]).toBeCloseTo(
      year.reduce((sum, one) => sum + one),
      6,
    );
    expect(finding?.bounds?.[1]).toBe(finding?.bounds?.[0]);
  });

  it("has the bounds of what customers follow from, all low and all high", () => {
    const { teams } = planned.segments ?? {};
    if (teams === undefined) throw new Error("the plan has teams");
    const of = (first: Figure["is"]) => {
      const model = claiming(
        { formula: "end-of-year(forecast.mrr, 1) in USD per year" },
        { first: { is: first } },
      );
      const acquisition = { kind: "growth", first: "first", rate: "3% per month" } as const;
      return auditClaims({ ...model, segments: { teams: { ...teams, acquisition } } });
    };
    const at = (first: Figure["is"]) => expectOk(of(first))[0]?.bounds ?? [];
    const [low] = at("8 customers per month");
    const [high] = at("12 customers per month");
    expect(at({ low: "8 customers per month", high: "12 customers per month" })).toEqual([
      low,
      high,
    ]);
    expect(low).toBeLessThan(Number(high));
  });

  it("is one figure, and its bounds go together", () => {
    const states = "0 USD per month";
    expect(faultsOf(auditClaims(claiming({ states, formula: "forecast.mrr" })))).toMatchObject([
      { code: "claim-by-month", path: "/claims/it/formula" },
    ]);
    const fee: Figure = { is: { low: "1 USD per year", high: "2 USD per year" } };
    const formula = "sum-of-year(forecast.revenue, 1) - fee";
    expect(faultsOf(auditClaims(claiming({ formula, bounds: "widest" }, { fee })))).toMatchObject([
      { code: "forecast-bounds-mixed" },
    ]);
    expect(expectOk(auditClaims(claiming({ formula }, { fee })))[0]?.verdict).toBe("fails");
  });

  it("is refused where the plan cannot be forecast", () => {
    const formula = "sum-of-year(forecast.revenue, 1)";
    const { teams } = planned.segments ?? {};
    if (teams === undefined) throw new Error("the plan has teams");
    const purchases = { ...teams.purchases, annual: { share: "90%", plan: "team" } } as const;
    const model = { ...claiming({ formula }), segments: { teams: { ...teams, purchases } } };
    expect(faultsOf(auditClaims(model)).map(({ code }) => code)).toContain("shares-not-whole");
    expect(
      auditClaims({ ...model, claims: { it: { section: "", states: "1", formula: "1" } } }).ok,
    ).toBe(true);
  });
});
