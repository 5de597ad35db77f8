import { expect, test } from "vitest";
import { expectOk } from "../../fault/fault.ts";
import { forecastPlan } from "../forecast/forecast-plan.ts";
import { shopWith } from "../forecast/shop.fixture.ts";
import { retainedOver, retainedValue } from "./retained-value.ts";

const lived = (moves: Readonly<Record<string, string>>) => {
  const model = shopWith({
    name: "Small",
    opening: "40 customers",
    acquisition: { kind: "monthly", customers: "10 customers per month" },
    purchases: {
      monthly: {
        share: "60%",
        plan: "team",
        cadence: "monthly",
        usage: { calls: "1_500 calls per month" },
        churn: { kind: "by-age", rates: ["5% per month", "2% per month"] },
        moves,
      },
      annual: {
        share: "40%",
        plan: "team",
        cadence: "annual",
        churn: { kind: "at-renewal", share: "20%" },
      },
    },
  });
  const forecast = expectOk(forecastPlan(model, { customers: "expected" }));
  const [segment] = forecast.customers.segments.values();
  if (segment === undefined) throw new Error("the shop has a segment");
  return segment.lived;
};

test.each([
  ["who stay with what they bought", {}],
  ["of whom some move on", { annual: "1% per month" }],
])("customers %s are followed month by month as one year is by itself", (_, moves) => {
  const segment = lived(moves);
  const { months } = segment.population;
  expect(segment.population.moves.length > 0).toBe(Object.keys(moves).length > 0);
  const { start, net, gross, stayed } = retainedValue(segment);
  expect(start.subarray(0, 11).every((value) => value === 0)).toBe(true);
  for (let month = 11; month < months; month += 1) {
    expect({ start: start[month], net: net[month], gross: gross[month] }).toEqual(
      retainedOver(segment, month - 12, month),
    );
    expect(stayed[month]).toBeLessThan(start[month] ?? 0);
    expect(stayed[month]).toBeGreaterThan((gross[month] ?? 0) * (1 - 1e-12));
  }
});
