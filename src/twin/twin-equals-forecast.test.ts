import { describe, expect, it } from "vitest";
import planned from "../model/fixtures/planned.ts";
import { shop, shopWith } from "../plan/forecast/shop.fixture.ts";
import { differences } from "./differences.fixture.ts";

describe("a simulated business of expected customers", () => {
  it("bills, earns and recurs as the forecast says, to the cent in each month", () => {
    expect(differences({ ...planned, horizon: { from: "2027-01", years: 1 } })).toEqual([]);
  });

  it("does so where some do not pay and are lost", () => {
    const capital = { failedPayments: "8%", recoveredPayments: "50%" };
    const model = { ...planned, capital, horizon: { from: "2027-01", years: 2 } };
    expect(differences(model)).toEqual([]);
  });

  it("does so with trials, moves, yearly plans and what is sold once", () => {
    const model = shopWith({
      name: "Small",
      opening: "9 customers",
      acquisition: { kind: "growth", first: "2.3 customers per month", rate: "4% per month" },
      purchases: {
        monthly: {
          share: "60%",
          plan: "team",
          cadence: "monthly",
          usage: { calls: "900 calls per month + 150 calls per month * month-number()" },
          churn: { kind: "by-age", rates: ["5% per month", "2% per month"] },
          moves: { business: "3% per month", yearly: "2% per month", large: "1% per month" },
        },
        yearly: {
          share: "20%",
          plan: "team",
          cadence: "annual",
          usage: { calls: "2_500 calls per month" },
          churn: { kind: "at-renewal", share: "30%" },
          moves: { monthly: "2% per month" },
        },
        business: {
          share: "20%",
          plan: "business",
          churn: { kind: "monthly", rate: "4% per month" },
        },
        large: { share: "0%", plan: "yearly", churn: { kind: "at-renewal", share: "20%" } },
        start: { share: "40%", offer: "onboarding" },
      },
    });
    expect(differences(model)).toEqual([]);
  });

  it("does so where use is settled by the quarter, whose books learn of it in its last month", () => {
    const { prices = {}, charges = {}, ...team } = shop.plans.team;
    const quarterly = Object.fromEntries(
      Object.entries(charges).map(([id, one]) => [id, { ...one, every: "quarterly" } as const]),
    );
    const model = {
      ...shopWith({
        name: "Small",
        opening: "4 customers",
        acquisition: { kind: "monthly", customers: "3 customers per month" },
        purchases: {
          paid: {
            share: "50%",
            plan: "team",
            cadence: "monthly",
            usage: { calls: "700 calls per month + 90 calls per month * month-number()" },
            churn: { kind: "monthly", rate: "6% per month" },
          },
          used: {
            share: "50%",
            plan: "metered",
            usage: { calls: "2_000 calls per month" },
            churn: { kind: "monthly", rate: "9% per month" },
          },
        },
      }),
      horizon: { from: "2027-01", years: 1 },
      plans: {
        team: { ...team, prices, charges: quarterly },
        metered: { ...team, charges: quarterly },
      },
    };
    expect(differences(model)).toEqual([]);
  });
});
