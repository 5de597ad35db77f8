import { describe, expect, it } from "vitest";
import { expectOk } from "../../fault/fault.ts";
import planned from "../../model/fixtures/planned.ts";
import type { Model } from "../../model/model.ts";
import { forecastPlan } from "./forecast-plan.ts";
import { openSampleCache } from "./sample-cache.ts";

const teams = planned.segments?.teams;
if (teams === undefined) throw new Error("the planned business has a segment of teams");

/** Two segments, of which scenarios move one. */
const model: Model = {
  ...planned,
  horizon: { from: "2027-01", years: 1 },
  segments: { teams, more: { ...teams, name: "More" } },
  scenarios: {
    more: { name: "More", set: { "segments.more.opening": "77 customers" } },
    dear: { name: "Dear", set: { "costs.rent": "9_999 USD per month" } },
  },
};

describe("segments that were forecast before", () => {
  const cache = expectOk(openSampleCache(model));
  const forecast = (scenario?: string) =>
    expectOk(
      forecastPlan(model, {
        customers: "expected",
        cache,
        ...(scenario === undefined ? {} : { scenario }),
      }),
    ).customers.segments;
  const base = forecast();

  it("are the same where none of their figures moved", () => {
    expect(forecast("dear").get("teams")).toBe(base.get("teams"));
    expect(forecast("dear").get("more")).toBe(base.get("more"));
    expect(forecast("more").get("teams")).toBe(base.get("teams"));
    expect(forecast().get("more")).toBe(base.get("more"));
  });

  it("are forecast anew where one did", () => {
    const own = expectOk(forecastPlan(model, { customers: "expected", scenario: "more" }));
    expect(forecast("more").get("more")).not.toBe(base.get("more"));
    expect(forecast("more").get("more")).toEqual(own.customers.segments.get("more"));
  });

  it("are not those of whole customers", () => {
    const whole = expectOk(forecastPlan(model, { customers: "whole", cache }));
    expect(whole.customers.segments.get("teams")).not.toBe(base.get("teams"));
  });
});
