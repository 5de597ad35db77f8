import { describe, expect, it } from "vitest";
import { expectOk } from "../../fault/fault.ts";
import planned from "../../model/fixtures/planned.ts";
import type { Model } from "../../model/model.ts";
import { forecastPlan } from "./forecast-plan.ts";
import { keptSamples, openSampleCache } from "./sample-cache.ts";

const model: Model = {
  ...planned,
  horizon: { from: "2027-01", years: 2 },
  scenarios: {
    ...planned.scenarios,
    busy: {
      name: "Busy",
      set: { "segments.teams.purchases.monthly.usage.calls": "31_000 calls per month" },
    },
  },
};

describe("billed customers that several forecasts share", () => {
  it("come to what each forecast bills by itself", () => {
    const cache = expectOk(openSampleCache(model));
    for (const scenario of ["slow", "busy", undefined, "slow"]) {
      const choice = {
        customers: "whole",
        scenario,
      } as const;
      const own = expectOk(forecastPlan(model, choice)).customers;
      expect(expectOk(forecastPlan(model, { ...choice, cache })).customers).toEqual(own);
    }
  });

  it("are kept with the model, and with no other that says the same", () => {
    const again = { ...model };
    for (const scenario of ["busy", undefined, "busy"]) {
      const choice = { customers: "expected", scenario } as const;
      const own = expectOk(forecastPlan(model, choice)).customers;
      expect(expectOk(forecastPlan(model, { ...choice, cache: "kept" })).customers).toEqual(own);
    }
    expect(expectOk(keptSamples(model))).toBe(expectOk(keptSamples(model)));
    expect(expectOk(keptSamples(again))).not.toBe(expectOk(keptSamples(model)));
  });

  it("are of one model", () => {
    const cache = expectOk(openSampleCache({ ...model }));
    expect(() => forecastPlan(model, { customers: "whole", cache })).toThrow("of the model");
  });

  it("forgets what was asked for longest ago", () => {
    const { alike } = expectOk(openSampleCache(model));
    const known = alike("first");
    for (let index = 0; index < 511; index += 1) alike(`other ${index}`);
    expect(alike("first")).toBe(known);
    for (let index = 0; index < 512; index += 1) alike(`further ${index}`);
    expect(alike("first")).not.toBe(known);
  });
});
