import { ok, refuse } from "../../fault/fault.ts";
import { widest } from "../value-type.ts";
import type { MonthlyFunction } from "./formula-function.ts";
import { sharedType } from "./same-unit.ts";

export const choose: MonthlyFunction = {
  name: "if",
  usage: "if(condition, figure, figure)",
  meaning: "the first figure where the condition holds, else the second",
  least: 3,
  most: 3,
  reads: "now",
  type: (given, faultAt) => {
    const [asked, ...figures] = given;
    if (asked?.kind !== "condition") return refuse(faultAt(notACondition, 0));
    const chosen = sharedType(figures, (fault, argument = 0) => faultAt(fault, argument + 1));
    return chosen.ok ? ok({ ...chosen.value, shape: widest(given) }) : chosen;
  },
  javascript: ([asked, held, otherwise]) => `(${asked} ? ${held} : ${otherwise})`,
  sheet: (given) => `IF(${given.join(",")})`,
};

/** The fault of a figure where something is asked. */
export const notACondition = {
  code: "not-a-condition",
  message: "this is a figure, where a question belongs",
  suggestion: 'compare it: "churn > 5% per month"',
};
