import { describe, expect, it } from "vitest";
import { expectOk } from "../../fault/fault.ts";
import type { Target } from "../../model/capital.ts";
import { checkModel } from "../../model/check-model.ts";
import type { Model } from "../../model/model.ts";
import { forecastPlan } from "../forecast/forecast-plan.ts";
import { shopWith } from "../forecast/shop.fixture.ts";
import { evaluateTargets } from "./evaluate-targets.ts";

const small: Model = {
  ...shopWith({
    name: "Small",
    acquisition: { kind: "monthly", customers: "10 customers per month" },
    purchases: { team: { share: "100%", plan: "team", cadence: "monthly" } },
  }),
  horizon: { from: "2027-01", years: 1 },
  costs: {
    rent: {
      kind: "fixed",
      name: "Rent",
      function: "administration",
      amount: "2_500 USD per month",
    },
  },
};

const resultOf = (target: Omit<Target, "name">) => {
  const model = { ...small, targets: { one: { name: "One", ...target } } };
  expect(checkModel(model).faults).toEqual([]);
  const [result] = evaluateTargets(model, expectOk(forecastPlan(model, { customers: "whole" })));
  return result;
};

describe("a target", () => {
  it("is looked at in its month", () => {
    const figure = "forecast.mrr";
    expect(resultOf({ figure, atLeast: "12k USD per month", by: "2027-12" })).toMatchObject({
      verdict: "reached",
      month: "2027-12",
      figure: "12k USD per month",
      bound: "at least 12k USD per month",
    });
    expect(resultOf({ figure, atLeast: "12_001 USD per month", by: "2027-12" })?.verdict).toBe(
      "missed",
    );
    expect(resultOf({ figure, atLeast: "1 USD per month", by: "2028-01" })?.verdict).toBe("beyond");
  });

  it("is reached by what differs from its bound by nothing but the last digits of a double", () => {
    // There 0.1 + 0.2 lies above 0.3, and 0.7 - 0.4 below.
    for (const figure of ["10% + 20%", "70% - 40%"]) {
      expect(resultOf({ figure, atMost: "30%" })?.verdict).toBe("reached");
      expect(resultOf({ figure, atLeast: "30%" })?.verdict).toBe("reached");
    }
    expect(resultOf({ figure: "29.999999%", atLeast: "30%" })?.verdict).toBe("missed");
  });

  it("is a rule for every month where it names none, and says when it is broken first", () => {
    // 1,000 a month more each month, against 2,500 of costs: -1,500, -500, 500 …
    expect(resultOf({ figure: "forecast.ebitda", atLeast: "0 USD per month" })).toMatchObject({
      verdict: "missed",
      month: "2027-01",
      figure: "-1,500 USD per month",
      missedMonths: 2,
    });
    expect(resultOf({ figure: "forecast.cash", atLeast: "-2_000 USD" })).toMatchObject({
      verdict: "reached",
      month: "2027-02",
      figure: "-2,000 USD",
    });
  });

  it("of an estimate is open where a month is unknown that the forecast tells", () => {
    const verdictOf = (atMost: string, isUnknown: (month: number) => boolean) => {
      const target: Target = { name: "One", figure: "forecast.mrr", atMost };
      const model = { ...small, targets: { one: target } };
      const forecast = expectOk(forecastPlan(model, { customers: "whole" }));
      const { run } = forecast;
      const read = (name: string, month: number): number =>
        name === "targets.one" && isUnknown(month) ? Number.NaN : run.read(name, month);
      const estimate = { ...forecast, run: { ...run, read } };
      const first = evaluateTargets(model, estimate, run)[0]?.verdict;
      // What no forecast has is passed over before the first number of the estimate, and not after it.
      const without = evaluateTargets(model, estimate, estimate.run)[0]?.verdict;
      return [first, without];
    };
    const met = "12k USD per month";
    expect(verdictOf(met, () => false)).toEqual(["reached", "reached"]);
    expect(verdictOf(met, (month) => month > 5)).toEqual(["undefined", "undefined"]);
    expect(verdictOf(met, (month) => month < 5)).toEqual(["undefined", "reached"]);
    expect(verdictOf("3k USD per month", (month) => month > 5)).toEqual(["missed", "missed"]);
  });

  it("may have a bound on both sides", () => {
    expect(
      resultOf({ figure: "forecast.customers", atLeast: "10 customers", atMost: "100 customers" }),
    ).toMatchObject({
      verdict: "missed",
      month: "2027-11",
      bound: "at most 100 customers",
      missedMonths: 2,
    });
  });

  it("is held against a bound in its own unit", () => {
    const model = {
      ...small,
      targets: { one: { name: "One", figure: "forecast.mrr", atLeast: "1M USD" } },
    };
    expect(checkModel(model).faults.map(({ code, path }) => `${code} ${path}`)).toEqual([
      "unit-mismatch /targets/one/atLeast",
    ]);
  });
});
