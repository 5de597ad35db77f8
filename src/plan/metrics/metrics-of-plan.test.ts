import { describe, expect, it } from "vitest";
import { expectOk } from "../../fault/fault.ts";
import { checkModel } from "../../model/check-model.ts";
import type { Model } from "../../model/model.ts";
import { forecastPlan, type PlanForecast } from "../forecast/forecast-plan.ts";
import { metricRows } from "../forecast/metric-rows.ts";
import { shopWith } from "../forecast/shop.fixture.ts";
import { evaluateTargets } from "../targets/evaluate-targets.ts";

/** A hundred customers at 100 a month, of whom a tenth leaves each month, and ten a month who come at 300 each. */
const steady: Model = {
  ...shopWith({
    name: "Steady",
    opening: "100 customers",
    acquisition: { kind: "monthly", customers: "10 customers per month" },
    purchases: {
      team: {
        share: "100%",
        plan: "team",
        cadence: "monthly",
        churn: { kind: "monthly", rate: "10% per month" },
      },
    },
    channels: { ads: { share: "100%", cost: "300 USD per customer" } },
  }),
  horizon: { from: "2027-01", years: 3 },
  capital: { opening: "100k USD" },
  costs: {
    hosting: {
      kind: "share",
      name: "Hosting",
      function: "cost-of-revenue",
      rate: "20%",
      of: "revenue",
    },
    people: {
      kind: "fixed",
      name: "People",
      function: "administration",
      amount: "9_000 USD per month",
    },
  },
};

const planOf = (model: Model): PlanForecast => {
  expect(checkModel(model).faults).toEqual([]);
  return expectOk(forecastPlan(model, { customers: "expected" }));
};

const at = ({ run }: PlanForecast, month: number, ...ids: readonly string[]): readonly number[] =>
  ids.map((id) => Number(run.read(`metrics.${id}`, month).toFixed(6)));

describe("the metrics of a plan", () => {
  const plan = planOf(steady);

  it("are those of a business that stands still", () => {
    // 100 customers, each 100 USD a month, 10% lost and as many won.
    expect(at(plan, 30, "customers", "mrr", "arr", "arpa")).toEqual([100, 10_000, 120_000, 100]);
    expect(at(plan, 30, "logo-churn", "gross-mrr-churn", "net-new-mrr")).toEqual([0.1, 0.1, 0]);
    expect(at(plan, 30, "customer-lifetime", "gross-margin")).toEqual([10, 0.8]);
    // Of who was there a year ago 0.9^12 are left, and nobody pays more.
    expect(at(plan, 30, "nrr", "grr")).toEqual([0.28243, 0.28243]);
    expect(at(plan, 30, "customer-hhi", "top-10-share")).toEqual([100, 0.1]);
  });

  it("say what a customer costs and brings in, with the units right", () => {
    // 100 a month x 80% x 10 months = 800; 300 / (100 x 80%) = 3.75 months.
    const units = ["cac", "expected-ltv", "ltv-to-cac", "cac-payback"];
    expect(at(plan, 30, ...units)).toEqual([300, 800, 2.666667, 3.75]);
    expect(at(plan, 30, ...units.map((id) => `${id}.small`))).toEqual([300, 800, 2.666667, 3.75]);
  });

  it("count what is sold once in what a customer is worth", () => {
    const { small } = steady.segments ?? {};
    if (small === undefined) throw new Error("the shop has a segment");
    // Half of those who come also buy the onboarding, for 500.
    const start = { share: "50%", offer: "onboarding" } as const;
    const plan = planOf({
      ...steady,
      segments: { small: { ...small, purchases: { ...small.purchases, start } } },
    });
    expect(at(plan, 30, "expected-ltv", "ltv-to-cac.small")).toEqual([1_000, 3.333333]);
  });

  it("keep the figures of who stays where others buy once", () => {
    const { small } = steady.segments ?? {};
    if (small === undefined) throw new Error("the shop has a segment");
    const once = {
      name: "Once",
      acquisition: { kind: "monthly", customers: "30 customers per month" },
      purchases: { start: { share: "100%", offer: "onboarding" } },
    } as const;
    const plan = planOf({ ...steady, segments: { small, once } });
    // Who buys once is worth 500 x 80%; a quarter of those who join stay, and are worth 800.
    const worth = ["expected-ltv.small", "expected-ltv.once", "expected-ltv"];
    expect(at(plan, 30, ...worth)).toEqual([800, 400, 500]);
    expect(at(plan, 30, "expected-lifetime")).toEqual([10]);
    expect(plan.run.read("metrics.expected-lifetime.once", 30)).toBeNaN();
  });

  it("say how fast cash goes", () => {
    // 8,000 of gross profit, less 3,000 for ads and 9,000 for people.
    expect(at(plan, 30, "net-burn", "ebitda-margin", "rule-of-40")).toEqual([4_000, -0.4, -0.4]);
    expect(at(plan, 9, "runway")).toEqual([15]);
  });

  it("have no runway where nothing burns, also where single months do", () => {
    // Costs of 9,000 in two months of three and 20,000 less in the third.
    const plan = planOf({
      ...steady,
      costs: {
        people: {
          kind: "fixed",
          name: "People",
          function: "administration",
          amount:
            "if(month-number() - 3 * floor(month-number() / 3) = 0, 0 USD per month, 9_000 USD per month)",
        },
      },
    });
    expect(at(plan, 10, "net-burn")).toEqual([2_000]);
    expect(plan.run.read("metrics.runway", 10)).toBe(Number.POSITIVE_INFINITY);
    const row = metricRows(steady, plan).find(({ id }) => id === "runway");
    expect(row?.values[10]).toBeNaN();
  });

  it("have no figure where they divide by nothing, and never one that is no number", () => {
    const rows = metricRows(steady, plan);
    const nrr = rows.find(({ id }) => id === "nrr");
    expect(nrr?.values[10]).toBeNaN();
    expect(nrr?.values[11]).toBeCloseTo(0.9 ** 12, 12);
    for (const { values } of rows)
      for (const value of values) expect(value).not.toBe(Number.POSITIVE_INFINITY);
  });
});

describe("targets that look at metrics", () => {
  const resultsOf = (targets: NonNullable<Model["targets"]>) => {
    const model = { ...steady, targets };
    return evaluateTargets(model, planOf(model));
  };

  it("skip months in which there is none", () => {
    const [kept] = resultsOf({
      kept: { name: "A quarter stays", figure: "metrics.nrr", atLeast: "25%" },
    });
    expect(kept).toMatchObject({ verdict: "reached", figure: "28.24%" });
  });

  it("have no verdict where there never is one, or not in the month of a gate", () => {
    const results = resultsOf({
      early: { name: "Early", figure: "metrics.nrr", atLeast: "25%", by: "2027-03" },
      free: { name: "Free", figure: "metrics.usage-share / metrics.usage-share", atLeast: "0%" },
    });
    expect(results.map(({ verdict }) => verdict)).toEqual(["undefined", "undefined"]);
  });
});
