import { assert, ok, refuse } from "../../fault/fault.ts";
import type { NumberType } from "../value-type.ts";
import type { PastFunction } from "./formula-function.ts";
import { figuresOf, ratios } from "./same-unit.ts";

export const previous: PastFunction = {
  name: "previous",
  usage: "previous(name, before[, months])",
  meaning:
    "what the name came to a month earlier, or so many; `before` is what held before the plan",
  least: 2,
  most: 3,
  reads: "past",
  type: ([before, months], faultAt) => {
    const asFigure = figuresOf(before === undefined ? [] : [before], (fault) => faultAt(fault, 1));
    if (!asFigure.ok) return asFigure;
    const [first] = asFigure.value;
    assert(first !== undefined, "previous has two arguments");
    const earlier: NumberType = { kind: "number", unit: first.unit, shape: "monthly" };
    if (months === undefined) return ok(earlier);
    const back = ratios([months], (fault) => faultAt(fault, 2));
    if (!back.ok) return back;
    return back.value.shape === "once"
      ? ok(earlier)
      : refuse(
          faultAt(
            {
              code: "not-one-figure",
              message: "how many months back is one figure for the whole plan",
              suggestion: "write a number",
            },
            2,
          ),
        );
  },
  // At least a month: reading the month itself would be a circle.
  javascript: (at, [before, months]) => {
    const back =
      months === undefined
        ? "1"
        : /^[1-9]\d*$/.test(months)
          ? months
          : `Math.max(1, Math.floor(${months}))`;
    return `(t < ${back} ? ${before} : ${at(back)})`;
  },
  sheet: (at, [before = "0", months], month) => {
    const back =
      months === undefined ? "1" : /^\d+$/.test(months) ? months : `MAX(1,INT(${months}))`;
    return `IF(${month}<=${back},${before},${at(back)})`;
  },
};
