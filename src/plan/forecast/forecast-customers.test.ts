import { describe, expect, it } from "vitest";
import { expectOk } from "../../fault/fault.ts";
import { checkModel } from "../../model/check-model.ts";
import type { Model } from "../../model/model.ts";
import type { Segment } from "../../model/segment.ts";
import { usd } from "../../money/money.ts";
import { compilePlan, middle } from "./compile-plan.ts";
import type { CustomerForecast } from "./forecast.ts";
import { forecastCustomers } from "./forecast-customers.ts";
import { shopWith } from "./shop.fixture.ts";

function forecastOf(segment: Segment, customers: "whole" | "expected" = "whole"): CustomerForecast {
  const model = shopWith(segment);
  expect(checkModel(model).faults).toEqual([]);
  const plan = expectOk(compilePlan(model));
  return expectOk(forecastCustomers(model, expectOk(plan.run(middle)), plan.months, { customers }));
}

const amounts = (series: Float64Array | undefined, ...months: readonly number[]) =>
  months.map((month) => (series?.[month] ?? Number.NaN) / 100);

describe("what a plan's customers come to", () => {
  it("is their number times what the account machine bills one of them", () => {
    const { streams, recurring } = forecastOf({
      name: "Small",
      acquisition: { kind: "monthly", customers: "10 customers per month" },
      purchases: { team: { share: "100%", plan: "team", cadence: "monthly" } },
    });
    expect(amounts(streams.get("subscriptions")?.billed, 0, 1, 23)).toEqual([1_000, 2_000, 24_000]);
    expect(amounts(streams.get("subscriptions")?.recognised, 0, 1, 23)).toEqual([
      1_000, 2_000, 24_000,
    ]);
    expect(amounts(recurring.closing, 0, 1, 23)).toEqual([1_000, 2_000, 24_000]);
    expect(amounts(recurring.new, 0, 1, 23)).toEqual([1_000, 1_000, 1_000]);
  });

  it("sells what only a segment may have to the customers of that segment", () => {
    const buying = (segment: string) =>
      ({
        ...shopWith({
          name: "Small",
          acquisition: { kind: "monthly", customers: "10 customers per month" },
          purchases: { yearly: { share: "100%", plan: "yearly", eligibilities: ["public"] } },
        }),
        eligibilities: {
          public: { name: "Public", when: { property: "segment", equals: segment } },
        },
      }) as const;
    const billed = (model: Model) => {
      const run = expectOk(expectOk(compilePlan(model)).run(middle));
      return forecastCustomers(model, run, 12, { customers: "whole" });
    };
    const { streams } = expectOk(billed(buying("small")));
    expect(amounts(streams.get("subscriptions")?.billed, 0)).toEqual([24_000]);
    const refused = billed(buying("large"));
    expect(refused.ok ? [] : refused.faults.map(({ code, path }) => `${code} ${path}`)).toEqual([
      "not-eligible /segments/small/purchases/yearly/eligibilities/0",
    ]);
  });

  it("bills use when its month is over, and earns it in the month", () => {
    const { streams } = forecastOf({
      name: "Small",
      opening: "1 customer",
      acquisition: { kind: "monthly", customers: "0 customers per month" },
      purchases: {
        team: {
          share: "100%",
          plan: "team",
          cadence: "monthly",
          usage: { calls: "1_000 calls per month * (1 + month-number())" },
        },
      },
    });
    // Month 1 has 2,000 calls: 1,000 at a cent and 1,000 at half of one. The month before the plan has what its first one has.
    const usage = streams.get("usage");
    expect(amounts(usage?.recognised, 0, 1, 23)).toEqual([15, 20, 130]);
    expect(amounts(usage?.billed, 0, 1, 2, 23)).toEqual([15, 15, 20, 125]);
    expect(amounts(usage?.unbilled, 0, 1, 23)).toEqual([15, 20, 130]);
  });

  it("earns a year that is paid in advance by day, and defers the rest", () => {
    const { streams, recurring, segments } = forecastOf({
      name: "Small",
      acquisition: {
        kind: "monthly",
        customers: "if(month-number() = 1, 1 customer per month, 0)",
      },
      purchases: {
        yearly: {
          share: "100%",
          plan: "team",
          cadence: "annual",
          churn: { kind: "at-renewal", share: "100%" },
        },
      },
    });
    const subscriptions = streams.get("subscriptions");
    expect(amounts(subscriptions?.billed, 0, 1, 12)).toEqual([1_000, 0, 0]);
    // 1,000 over the 365 days of 2027; the last month takes the remainder.
    expect(amounts(subscriptions?.recognised, 0, 1, 11, 12)).toEqual([84.93, 76.71, 84.95, 0]);
    expect(amounts(subscriptions?.deferred, 0, 1, 11)).toEqual([915.07, 838.36, 0]);
    expect(amounts(recurring.churn, 11, 12)).toEqual([0, expect.closeTo(83.33, 2)]);
    expect(segments.get("small")?.customers.left[12]).toBe(1);
  });

  it("renews by the only price that there is, where none is named", () => {
    const { segments } = forecastOf({
      name: "Small",
      acquisition: {
        kind: "monthly",
        customers: "if(month-number() = 1, 4 customers per month, 0)",
      },
      purchases: {
        yearly: { share: "100%", plan: "yearly", churn: { kind: "at-renewal", share: "50%" } },
      },
    });
    const there = segments.get("small")?.customers.closing;
    expect([0, 11, 12, 23].map((month) => there?.[month])).toEqual([4, 4, 2, 2]);
  });

  it("starts to pay after a trial, and who comes from another plan has none", () => {
    const trial = forecastOf({
      name: "Small",
      acquisition: {
        kind: "monthly",
        customers: "if(month-number() = 1, 2 customers per month, 0)",
      },
      purchases: { business: { share: "100%", plan: "business" } },
    });
    // Free until the 15th; the period from then on is half in January and half in February.
    expect(amounts(trial.streams.get("subscriptions")?.billed, 0, 1)).toEqual([600, 600]);
    expect(amounts(trial.streams.get("subscriptions")?.recognised, 0)).toEqual([2 * 164.52]);
    const moved = forecastOf({
      name: "Small",
      acquisition: {
        kind: "monthly",
        customers: "if(month-number() = 1, 2 customers per month, 0)",
      },
      purchases: {
        team: {
          share: "100%",
          plan: "team",
          cadence: "monthly",
          moves: { business: "100% per month" },
        },
        business: { share: "0%", plan: "business" },
      },
    });
    expect(amounts(moved.streams.get("subscriptions")?.billed, 0, 1, 2)).toEqual([200, 600, 600]);
    expect(amounts(moved.recurring.expansion, 1)).toEqual([400]);
    expect(amounts(moved.recurring.churn, 1)).toEqual([0]);
  });

  it("sells what is sold once to its share of new customers", () => {
    const { streams } = forecastOf({
      name: "Small",
      acquisition: { kind: "monthly", customers: "4 customers per month" },
      purchases: {
        team: { share: "100%", plan: "team", cadence: "monthly" },
        start: { share: "25%", offer: "onboarding" },
      },
    });
    expect(amounts(streams.get("services")?.recognised, 0, 1)).toEqual([500, 500]);
  });

  it("bills what is missing to a commitment when its period is over, also of who then leaves", () => {
    const model: Model = {
      ...shopWith({
        name: "Small",
        acquisition: {
          kind: "monthly",
          customers: "if(month-number() = 1, 10 customers per month, 0)",
        },
        purchases: {
          committed: {
            share: "100%",
            plan: "team",
            cadence: "monthly",
            contract: { template: "yearly" },
            churn: { kind: "at-renewal", share: "40%" },
          },
        },
      }),
      contracts: {
        yearly: { name: "Yearly", term: 12, commitment: { amount: usd(1_500), per: "annual" } },
      },
    };
    expect(checkModel(model).faults).toEqual([]);
    const plan = expectOk(compilePlan(model));
    const run = expectOk(plan.run(middle));
    const { streams } = expectOk(forecastCustomers(model, run, 24, { customers: "whole" }));
    // Ten pay 100 a month, and 300 more each when the year is over; six of them sign again.
    expect(amounts(streams.get("subscriptions")?.billed, 0, 11, 12, 13)).toEqual([
      1_000, 1_000, 3_600, 600,
    ]);
  });

  it("moves recurring value so that opening and movements are closing, whole or expected", () => {
    for (const customers of ["whole", "expected"] as const) {
      const { recurring } = forecastOf(
        {
          name: "Small",
          opening: "12.5 customers",
          acquisition: { kind: "growth", first: "3.3 customers per month", rate: "4% per month" },
          purchases: {
            monthly: {
              share: "70%",
              plan: "team",
              cadence: "monthly",
              churn: { kind: "by-age", rates: ["5% per month", "2% per month"] },
              moves: { business: "2% per month", yearly: "1% per month" },
            },
            yearly: {
              share: "20%",
              plan: "team",
              cadence: "annual",
              moves: { monthly: "1% per month" },
            },
            business: {
              share: "10%",
              plan: "business",
              churn: { kind: "monthly", rate: "1% per month" },
            },
          },
        },
        customers,
      );
      for (let month = 0; month < 24; month += 1) {
        const { opening, expansion, contraction, churn, closing } = recurring;
        const at = (series: Float64Array): number => series[month] ?? Number.NaN;
        const moved = at(opening) + at(recurring.new) + at(expansion) - at(contraction) - at(churn);
        expect(moved).toBeCloseTo(at(closing), 4);
        if (month > 0) expect(at(opening)).toBeCloseTo(closing[month - 1] ?? 0, 4);
      }
    }
  });
});

describe("a plan that cannot be", () => {
  const codesOf = (segment: Segment): readonly string[] => {
    const model = shopWith(segment);
    const plan = expectOk(compilePlan(model));
    const run = plan.run(middle);
    if (!run.ok) return run.faults.map(({ code, path }) => `${code} ${path}`);
    const forecast = forecastCustomers(model, run.value, plan.months, { customers: "whole" });
    return forecast.ok ? [] : forecast.faults.map(({ code, path }) => `${code} ${path}`);
  };
  const team = { share: "100%", plan: "team", cadence: "monthly" } as const;
  const few = { kind: "monthly", customers: "1 customer per month" } as const;

  it("names a churn over 100%", () => {
    expect(
      codesOf({
        name: "Small",
        acquisition: few,
        purchases: { team: { ...team, churn: { kind: "monthly", rate: "110% per month" } } },
      }),
    ).toEqual(["chance-out-of-range /segments/small/purchases/team/churn/rate"]);
  });

  it("names shares that are not the whole", () => {
    expect(
      codesOf({ name: "Small", acquisition: few, purchases: { team: { ...team, share: "90%" } } }),
    ).toEqual(["shares-not-whole /segments/small/purchases"]);
  });

  it("names customers below none, and a division by zero", () => {
    expect(
      codesOf({
        name: "Small",
        acquisition: {
          kind: "monthly",
          customers: "2 customers per month - 1 customers per month * month-number()",
        },
        purchases: { team },
      }),
    ).toEqual(["negative-customers /segments/small/acquisition/customers"]);
    expect(
      codesOf({
        name: "Small",
        acquisition: { kind: "monthly", customers: "1 customer per month / (month-number() - 3)" },
        purchases: { team },
      }),
    ).toEqual(["undefined-figure /segments/small/acquisition/customers"]);
  });

  it("says what the account machine refuses, at the purchase", () => {
    expect(
      codesOf({
        name: "Small",
        acquisition: few,
        purchases: { team: { share: "100%", plan: "team" } },
      }),
    ).toEqual([expect.stringContaining("/segments/small/purchases/team")]);
  });

  it("names half a seat, and use that is no amount a month", () => {
    expect(
      codesOf({
        name: "Small",
        acquisition: few,
        purchases: { team: { ...team, quantity: "1.5" } },
      }),
    ).toEqual(["quantity-not-whole /segments/small/purchases/team/quantity"]);
    expect(
      codesOf({
        name: "Small",
        acquisition: few,
        purchases: { team: { ...team, usage: { calls: "100 calls" } } },
      }),
    ).toEqual(["usage-not-monthly /segments/small/purchases/team/usage/calls"]);
  });
});
