import { describe, expect, it } from "vitest";
import { expectOk } from "../../fault/fault.ts";
import planned from "../../model/fixtures/planned.ts";
import type { Model } from "../../model/model.ts";
import { forecastPlan } from "../forecast/forecast-plan.ts";
import { metricTerms } from "./metric-terms.ts";

describe("the terms of a metric", () => {
  it("end at a cost, whatever it is called", () => {
    const model: Model = {
      ...planned,
      horizon: { from: "2027-01", years: 1 },
      costs: {
        "cost-of-revenue": {
          kind: "share",
          name: "All that serving takes",
          function: "cost-of-revenue",
          of: "revenue",
          rate: "25%",
        },
      },
    };
    const forecast = expectOk(forecastPlan(model, { customers: "expected" }));
    const [cost, ...others] = metricTerms("gross-profit", "sum", model, forecast).filter(
      ({ figure }) => figure === "forecast.cost-of-revenue",
    );
    expect(others).toEqual([]);
    expect(cost?.terms).toEqual([
      expect.objectContaining({
        figure: "costs.cost-of-revenue",
        name: "All that serving takes",
        sign: -1,
        terms: [],
      }),
    ]);
  });
});
