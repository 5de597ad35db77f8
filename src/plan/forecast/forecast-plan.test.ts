import { describe, expect, it } from "vitest";
import { expectOk } from "../../fault/fault.ts";
import { checkModel } from "../../model/check-model.ts";
import type { Model } from "../../model/model.ts";
import { forecastPlan, type PlanForecast } from "./forecast-plan.ts";
import { shop, shopWith } from "./shop.fixture.ts";

/** Ten customers a month at 100 a month, 12 calls each, no one leaves. */
const small: Model = {
  ...shopWith({
    name: "Small",
    acquisition: { kind: "monthly", customers: "10 customers per month" },
    purchases: {
      team: {
        share: "100%",
        plan: "team",
        cadence: "monthly",
        usage: { calls: "12 calls per month" },
      },
    },
    channels: {
      ads: { share: "75%", cost: "200 USD per customer" },
      friends: { share: "25%", cost: "40 USD per customer" },
    },
  }),
  horizon: { from: "2027-01", years: 1 },
};

const planOf = (model: Model, scenario?: string): PlanForecast => {
  expect(checkModel(model).faults).toEqual([]);
  return expectOk(forecastPlan(model, { customers: "whole", scenario }));
};

const at = ({ run }: PlanForecast, name: string, ...months: readonly number[]): readonly number[] =>
  months.map((month) => Number(run.read(name, month).toFixed(6)));

describe("services that people have the time for", () => {
  it("are sold as capacity allows, and no more than are asked for", () => {
    const plan = planOf({
      ...shopWith({
        name: "Trained",
        acquisition: {
          kind: "capacity",
          people: "1 employee * month-number()",
          hours: "150 hours per employee per month",
          utilisation: "80%",
          each: "24 hours per customer",
          demand: "12 customers per month",
        },
        purchases: { start: { share: "100%", offer: "onboarding" } },
      }),
      horizon: { from: "2027-01", years: 1 },
    });
    // 150 hours × 80% / 24 hours are five for each of them; in the third month more could be done than is asked for.
    expect(at(plan, "segments.small.new", 0, 1, 2)).toEqual([5, 10, 12]);
    expect(at(plan, "forecast.billings", 0, 1, 2)).toEqual([2_500, 5_000, 6_000]);
  });
});

describe("the statements of a plan", () => {
  it("count what is spent on customers, use, payments, people and by itself", () => {
    const plan = planOf({
      ...small,
      costs: {
        support: {
          kind: "per-customer",
          name: "Support",
          function: "cost-of-revenue",
          stream: "subscriptions",
          amount: "3 USD per customer per month",
        },
        hosting: {
          kind: "per-unit",
          name: "Hosting",
          function: "cost-of-revenue",
          stream: "usage",
          meter: "calls",
          amount: "0.05 USD per call",
        },
        cards: {
          kind: "share",
          name: "Cards",
          function: "cost-of-revenue",
          rate: "2%",
          of: "billings",
        },
        people: {
          kind: "headcount",
          name: "People",
          function: "research-and-development",
          people: "2 employees",
          salary: "60k USD per employee per year",
          onTop: "10%",
        },
        rent: {
          kind: "fixed",
          name: "Rent",
          function: "administration",
          amount: "500 USD per month",
        },
      },
    });
    expect(at(plan, "costs.support", 0, 1)).toEqual([30, 60]);
    expect(at(plan, "costs.hosting", 0, 1)).toEqual([6, 12]);
    // Of 1,000 in the first month; of 2,000 and the first month's 120 calls at a cent in the second.
    expect(at(plan, "costs.cards", 0, 1)).toEqual([20, 40.024]);
    expect(at(plan, "costs.people", 0)).toEqual([11_000]);
    expect(at(plan, "forecast.acquisition-cost", 0, 11)).toEqual([1_600, 1_600]);
    expect(at(plan, "forecast.gross-profit.subscriptions", 1)).toEqual([1_940]);
    expect(at(plan, "forecast.revenue", 0)).toEqual([1_001.2]);
    expect(at(plan, "forecast.cost-of-revenue", 0)).toEqual([56]);
    expect(at(plan, "forecast.ebitda", 0)).toEqual([1_001.2 - 56 - 1_600 - 11_000 - 500]);
  });

  it("collect what customers of before the plan owe, who were invoiced in the month before it", () => {
    // Twenty invoices of 100 in December; paid a month later, and the late quarter two months after that.
    const owing = planOf({
      ...shopWith({
        name: "Owing",
        opening: "20 customers",
        acquisition: { kind: "monthly", customers: "0 customers per month" },
        purchases: { team: { share: "100%", plan: "team", cadence: "monthly" } },
      }),
      horizon: { from: "2027-01", years: 1 },
      capital: { collectedAfter: "1 month", paidLate: "25%", lateBy: "2 months" },
    });
    expect(at(owing, "forecast.opening-billed", 0, 11)).toEqual([2_000, 2_000]);
    expect(at(owing, "forecast.opening-receivables", 0)).toEqual([2_000]);
    expect(at(owing, "forecast.collections", 0, 1, 2, 3)).toEqual([1_500, 1_500, 2_000, 2_000]);
    expect(at(owing, "forecast.receivables", 0, 1, 2)).toEqual([2_500, 3_000, 3_000]);
  });

  it("know what is owed and unearned of customers of before the plan", () => {
    const owing = planOf({
      ...shopWith({
        name: "Owing",
        opening: "10 customers",
        acquisition: { kind: "monthly", customers: "0 customers per month" },
        purchases: { team: { share: "100%", plan: "team", cadence: "annual" } },
      }),
      horizon: { from: "2027-01", years: 1 },
      capital: { collectedAfter: "0.5 months", failedPayments: "10%", recoveredPayments: "0%" },
    });
    const [billed = 0] = at(owing, "forecast.opening-billed", 0);
    expect(billed).toBeGreaterThan(0);
    expect(at(owing, "forecast.opening-receivables", 0)).toEqual([billed * 0.9 * 0.5]);
    expect(at(owing, "forecast.collections", 0, 1)).toEqual([billed * 0.9 * 0.5, 0]);
    expect(at(owing, "forecast.receivables", 0)).toEqual([0]);
    const [before = 0, first = 0] = [
      ...at(owing, "forecast.opening-deferred", 0),
      ...at(owing, "forecast.deferred", 0),
    ];
    expect(before - first).toBeCloseTo(at(owing, "forecast.revenue", 0)[0] ?? 0, 6);
  });

  it("wait for what is billed, and count cash and what is owed", () => {
    const plan = planOf({
      ...small,
      capital: { opening: "5_000 USD", collectedAfter: "1.5 months" },
      funding: { seed: { name: "Seed", month: "2027-03", amount: "10k USD" } },
      income: { grants: { name: "Grants", stream: "services", amount: "100 USD per month" } },
    });
    // 1,100.00, 2,101.20, 3,102.40 are billed; half of each comes after a month, half after two.
    expect(at(plan, "forecast.billings", 0, 1, 2)).toEqual([1_100, 2_101.2, 3_102.4]);
    expect(at(plan, "forecast.collections", 0, 1, 2)).toEqual([0, 550, 1_600.6]);
    expect(at(plan, "forecast.receivables", 0, 2)).toEqual([1_100, 4_153]);
    expect(at(plan, "forecast.cash", 0, 1, 2)).toEqual([
      5_000 - 1_600,
      5_000 - 3_200 + 550,
      5_000 - 4_800 + 2_150.6 + 10_000,
    ]);
  });
});

describe("payments of a forecast", () => {
  const capital = {
    opening: "5_000 USD",
    collectedAfter: "1 month",
    paidLate: "20%",
    failedPayments: "10%",
    recoveredPayments: "60%",
  };

  it("come late, or never and are bad debts", () => {
    const plan = planOf({ ...small, capital });
    const billed = at(plan, "forecast.billings", 0, 1, 2);
    const [first = 0, second = 0, third = 0] = billed;
    expect(first).toBe(1_000);
    expect(at(plan, "forecast.bad-debts", 0, 1, 2)).toEqual(
      billed.map((one) => Number((one * 0.04).toFixed(6))),
    );
    const paid = (early: number, late: number) =>
      Number((0.96 * (0.8 * early + 0.2 * late)).toFixed(6));
    expect(at(plan, "forecast.collections", 0, 1, 2)).toEqual([
      0,
      paid(first, 0),
      paid(second, first),
    ]);
    expect(at(plan, "forecast.receivables", 2)).toEqual([
      Number((0.96 * (first + second + third) - paid(first, 0) - paid(second, first)).toFixed(6)),
    ]);
    // Nobody pays a bad debt, so cash does not see it.
    const [earned = 0] = at(plan, "forecast.revenue", 0);
    const [ebitda = 0] = at(plan, "forecast.ebitda", 0);
    const [spent = 0] = at(plan, "forecast.spending", 0);
    expect(earned - ebitda - spent).toBeCloseTo(40, 6);
  });

  it("that never come lose customers in the month after, on top of churn", () => {
    const plan = expectOk(forecastPlan({ ...small, capital }, { customers: "expected" }));
    const [none = 0] = at(planOf(small), "forecast.lost-customers", 1);
    expect(none).toBe(0);
    expect(at(plan, "forecast.customers", 0, 1)).toEqual([10, 19.6]);
    expect(at(plan, "forecast.lost-customers", 0, 1)).toEqual([0, 0.4]);
    expect(at(plan, "forecast.churned-mrr", 1)).toEqual([40]);
  });

  it("are parts of what is billed", () => {
    const wrong = { ...small, capital: { failedPayments: "120%" } };
    expect(forecastPlan(wrong, { customers: "expected" })).toMatchObject({
      faults: [{ code: "chance-out-of-range", path: "/capital/failedPayments" }],
    });
  });
});

describe("a scenario", () => {
  const scenarios = {
    many: { name: "Many", set: { "segments.small.new": "20 customers per month" } },
    dear: {
      name: "Dear",
      from: "many",
      set: { "segments.small.channels.ads.cost": "400 USD per customer" },
    },
  };

  it("tells figures otherwise, upon another one", () => {
    const model = { ...small, scenarios };
    expect(at(planOf(model), "forecast.customers", 0)).toEqual([10]);
    expect(at(planOf(model, "many"), "forecast.acquisition-cost", 0)).toEqual([3_200]);
    expect(at(planOf(model, "dear"), "forecast.acquisition-cost", 0)).toEqual([6_200]);
  });

  it("tells neither prices that are billed nor what the plan comes to, nor what there is not", () => {
    const codes = (set: Readonly<Record<string, string>>): readonly string[] =>
      checkModel({ ...small, scenarios: { one: { name: "One", set } } }).faults.map(
        ({ code, path }) => `${code} ${path}`,
      );
    expect(codes({ "plans.team.prices.monthly": "90 USD per customer per month" })).toEqual([
      "figure-not-told /scenarios/one/set/plans.team.prices.monthly",
    ]);
    expect(codes({ "forecast.revenue": "1 USD per month" })).toEqual([
      "figure-not-told /scenarios/one/set/forecast.revenue",
    ]);
    expect(codes({ "segments.large.new": "1 customer per month" })).toEqual([
      "unknown-name /scenarios/one/set/segments.large.new",
    ]);
    expect(codes({ "segments.small.new": "10 customers" })).toEqual([
      "unit-mismatch /scenarios/one/set/segments.small.new",
    ]);
  });

  it("is refused where there is none of its name, or where it comes from itself", () => {
    const refused = (scenario: string, model: Model): readonly string[] => {
      const forecast = forecastPlan(model, { customers: "whole", scenario });
      return forecast.ok ? [] : forecast.faults.map(({ code }) => code);
    };
    expect(refused("none", { ...small, scenarios })).toEqual(["unknown-scenario"]);
    expect(
      refused("one", { ...small, scenarios: { one: { name: "One", from: "one", set: {} } } }),
    ).toEqual(["scenario-circle"]);
  });
});

describe("a plan in a circle", () => {
  it("is named where customers follow from what they are to come to", () => {
    const circle: Model = {
      ...shop,
      segments: {
        small: {
          name: "Small",
          acquisition: {
            kind: "monthly",
            customers: "previous(forecast.revenue, 0 USD per month) / (100 USD per customer)",
          },
          purchases: { team: { share: "100%", plan: "team", cadence: "monthly" } },
        },
      },
    };
    const forecast = forecastPlan(circle, { customers: "whole" });
    expect(forecast.ok ? [] : forecast.faults.map(({ code }) => code)).toEqual([
      "driver-reads-forecast",
    ]);
  });
});
