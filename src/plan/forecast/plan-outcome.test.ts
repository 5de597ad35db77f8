import { expect, test } from "vitest";
import { expectOk } from "../../fault/fault.ts";
import planned from "../../model/fixtures/planned.ts";
import type { Model } from "../../model/model.ts";
import { forecastPlan } from "./forecast-plan.ts";
import { forecastPeriods, periodLengths, periodValue } from "./forecast-rows.ts";
import { metricRows } from "./metric-rows.ts";
import { planOutcome } from "./plan-outcome.ts";

test("what is said of a forecast is plain data, and says the same in another thread", () => {
  const model: Model = { ...planned, horizon: { from: "2027-01", years: 2 } };
  const { rows, first, months } = structuredClone(
    expectOk(planOutcome(model, { customers: "expected" })),
  );
  const own = metricRows(model, expectOk(forecastPlan(model, { customers: "expected" })));
  const sent = rows.slice(-own.length);
  for (const by of Object.keys(periodLengths) as (keyof typeof periodLengths)[])
    for (const period of forecastPeriods(first, months, by))
      expect(sent.map((row) => periodValue(row, period))).toEqual(
        own.map((row) => periodValue(row, period)),
      );
});
