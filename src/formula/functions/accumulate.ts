import { assert, ok, refuse } from "../../fault/fault.ts";
import { multiplyUnits, sameUnit, unitOf } from "../unit.ts";
import type { RunningFunction } from "./formula-function.ts";
import { figuresOf, mismatch } from "./same-unit.ts";

export const accumulate: RunningFunction = {
  name: "accumulate",
  usage: "accumulate(flow, before)",
  meaning: "a balance: what held before the plan, and all that came in up to and with this month",
  least: 2,
  most: 2,
  reads: "running",
  type: (given, faultAt) => {
    const figures = figuresOf(given, faultAt);
    if (!figures.ok) return figures;
    const [flow, before] = figures.value;
    assert(flow !== undefined && before !== undefined, "two arguments");
    const unit = multiplyUnits(flow.unit, unitOf("month"));
    const added = { ...flow, unit };
    if (before.zero === true || sameUnit(unit, before.unit)) {
      return ok({ kind: "number", unit, shape: "monthly" });
    }
    return refuse(faultAt(mismatch(before, added), 1));
  },
};
