import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { expectOk } from "../fault/fault.ts";
import { checkModel } from "../model/check-model.ts";
import { anyPlan } from "./any-plan.fixture.ts";
import { simulatePlan } from "./simulate.ts";

describe("a simulated business of any plan", () => {
  it("bills, earns and recurs as the forecast says, in each month and stream to the minor unit", () => {
    property(
      fc.property(anyPlan, (model) => {
        expect(checkModel(model).faults).toEqual([]);
        const { figures } = expectOk(simulatePlan(model));
        expect(figures.filter(({ equal }) => !equal)).toEqual([]);
      }),
      3,
      // Smaller plans that fail as well would take an hour to find.
      { endOnFailure: true },
    );
  }, 240_000);
});
