import { describe, expect, it } from "vitest";
import { faultsOf } from "../../fault/fault.ts";
import type { Filter, Meter } from "../../model/meter.ts";
import type { Model } from "../../model/model.ts";
import type { UsageDriver } from "../../model/segment.ts";
import { forecastPlan } from "./forecast-plan.ts";
import { shopWith } from "./shop.fixture.ts";

/** One customer's fees for use in the first year, or the faults of a meter that takes only some events. */
function feesOf(filter: Filter, usage: UsageDriver) {
  const shop = shopWith({
    name: "Small",
    opening: "1 customer",
    acquisition: { kind: "monthly", customers: "0 customers per month" },
    purchases: {
      team: { share: "100%", plan: "team", cadence: "monthly", usage: { calls: usage } },
    },
  });
  const meter: Meter = {
    event: "call",
    aggregation: { kind: "sum", property: "size" },
    unit: "call",
    filter,
  };
  const model: Model = {
    ...shop,
    horizon: { from: "2027-01", years: 1 },
    meters: { ...shop.meters, calls: meter },
  };
  const forecast = forecastPlan(model, { customers: "whole" });
  return forecast.ok
    ? [...(forecast.value.customers.streams.get("usage")?.recognised ?? [])].map(Math.round)
    : faultsOf(forecast).map(({ code, path }) => `${code} ${path}`);
}

const european: Filter = { property: "region", equals: "eu" };

describe("the use of a plan's customers", () => {
  it("carries what the filter of its meter asks for", () => {
    const use = [{ is: "1_000 calls per month", with: { region: "eu" } }];
    expect(feesOf(european, use)).toEqual(Array.from({ length: 12 }, () => 1_000));
  });

  it("is refused where the filter leaves it out in every month", () => {
    const path = "/segments/small/purchases/team/usage/calls";
    expect(feesOf(european, "1_000 calls per month")).toEqual([`usage-not-counted ${path}`]);
    expect(feesOf(european, [{ is: "1_000 calls per month", with: { region: "us" } }])).toEqual([
      `usage-not-counted ${path}/0/is`,
    ]);
  });

  it("may be counted in some months and not in others", () => {
    const large: Filter = { property: "size", atLeast: 600 };
    const fees = feesOf(large, "100 calls per month * month-number()");
    expect(fees).toEqual([0, 0, 0, 0, 0, 600, 700, 800, 900, 1_000, 1_050, 1_100]);
    expect(feesOf(large, "100 calls per month")).toEqual([
      "usage-not-counted /segments/small/purchases/team/usage/calls",
    ]);
  });
});
