import { describe, expect, it } from "vitest";
import { expectOk } from "../../src/fault/fault.ts";
import { forecastPlan } from "../../src/plan/forecast/forecast-plan.ts";
import { simulatePlan } from "../../src/twin/simulate.ts";
import priced from "./priced.ts";

describe("the plan of Nexus with made-up figures", () => {
  it("is billed, earned and recurs in a simulated year as it is forecast, to the cent", () => {
    const { figures, customers } = expectOk(simulatePlan(priced, { months: 12 }));
    expect(customers).toBeGreaterThan(300);
    expect(figures.filter(({ equal }) => !equal)).toEqual([]);
    const lived = new Set(
      figures.flatMap(({ figure, stream, lived }) => (Number(lived) > 0 ? [stream ?? figure] : [])),
    );
    expect(lived).toEqual(new Set([...Object.keys(priced.streams), "mrr", "collections"]));
  });

  it("S0-012: shows the margin with and without customer success, wherever it is counted", () => {
    const marginsOf = (scenario?: string) => {
      const { run } = expectOk(
        forecastPlan(priced, {
          customers: "expected",
          cache: "kept",
          ...(scenario === undefined ? {} : { scenario }),
        }),
      );
      return ["margin-without-success", "margin-with-success", "saas-margin"].map((figure) =>
        run.read(figure, 59),
      );
    };
    const [without, counted, own] = marginsOf();
    expect(counted).toBeLessThan(without ?? 0);
    expect(own).toBe(without);
    const inCogs = marginsOf("success-in-cogs");
    expect(inCogs[0]).toBeCloseTo(without ?? 0, 12);
    expect(inCogs[1]).toBeCloseTo(counted ?? 0, 12);
    expect(inCogs[2]).toBeCloseTo(counted ?? 0, 12);
  });
});
