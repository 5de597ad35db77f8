import { describe, expect, it } from "vitest";
import { expectOk } from "../../src/fault/fault.ts";
import { simulatePlan } from "../../src/twin/simulate.ts";
import model from "./model.ts";

describe("the plan of BitNet-Rust", () => {
  it("is billed, earned and recurs in a simulated year as it is forecast, to the cent", () => {
    const { figures, customers } = expectOk(simulatePlan(model, { months: 14 }));
    expect(customers).toBeGreaterThan(90);
    expect(figures.filter(({ equal }) => !equal)).toEqual([]);
    const lived = new Set(
      figures.flatMap(({ figure, stream, lived }) => (Number(lived) > 0 ? [stream ?? figure] : [])),
    );
    expect(lived).toEqual(
      new Set(["subscriptions", "managed", "licences", "services", "mrr", "collections"]),
    );
  });

  it.each(Object.keys(model.scenarios ?? {}))("does so in its scenario %s", (scenario) => {
    const { figures } = expectOk(simulatePlan(model, { months: 3, scenario }));
    expect(figures.filter(({ equal }) => !equal)).toEqual([]);
  });
});
