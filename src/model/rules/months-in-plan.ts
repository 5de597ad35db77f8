import { type Fault, pathTo } from "../../fault/fault.ts";
import type { FundingRound, Target } from "../capital.ts";
import { monthOfPlan } from "../drivers/month-of-plan.ts";
import { entriesOf, type ModelRule } from "../model-rule.ts";

/**
 * What a plan is asked for lies in its months. A target of another month is never looked at and money that comes in one never arrives, which
 * may be meant, as with a plan that is made longer later, but is a mistyped year more often: a warning.
 */
export const monthsInPlan: ModelRule = {
  name: "months-in-plan",
  severity: "warning",
  needsSound: "surroundings",
  find: ({ horizon, targets, funding }) => {
    if (horizon === undefined) return [];
    const { from, years } = horizon;
    const outside = (month: string, path: string, message: string): readonly Fault[] => {
      const at = monthOfPlan(month, from);
      if (at >= 1 && at <= years * 12) return [];
      const suggestion = `write a month of the plan, which begins in ${from} and has ${years * 12} months`;
      return [{ code: "month-not-planned", path, message, value: month, suggestion }];
    };
    return [
      ...entriesOf<Target>(targets).flatMap(([id, { by }]) =>
        by === undefined
          ? []
          : outside(by, pathTo("/targets", id, "by"), "the target is never looked at"),
      ),
      ...entriesOf<FundingRound>(funding).flatMap(([id, { month }]) =>
        outside(month, pathTo("/funding", id, "month"), "the money never arrives"),
      ),
    ];
  },
};
