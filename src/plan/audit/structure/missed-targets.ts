import { pathTo } from "../../../fault/fault.ts";
import { forecastPlan } from "../../forecast/forecast-plan.ts";
import { evaluateTargets } from "../../targets/evaluate-targets.ts";
import type { StructureCheck } from "./structure-check.ts";

/** Targets that the plan's own figures miss. */
export const missedTargets: StructureCheck = {
  name: "target-missed",
  find: ({ model }) => {
    if (model.horizon === undefined || Object.keys(model.targets ?? {}).length === 0) return [];
    const found = (path: string, explanation: string) => ({
      check: "target-missed",
      paths: [path],
      sections: [],
      explanation,
    });
    const forecast = forecastPlan(model, { customers: "expected", cache: "kept" });
    if (!forecast.ok)
      return forecast.faults.map(({ path, message }) =>
        found(path, `The plan cannot be forecast, so no target is known to be met: ${message}.`),
      );
    return evaluateTargets(model, forecast.value).flatMap(
      ({ target, name, verdict, month, figure, bound }) =>
        verdict === "missed"
          ? [
              found(
                pathTo("/targets", target),
                `"${name}" asks for ${bound}, and the plan itself comes to ${figure} in ${month}.`,
              ),
            ]
          : [],
    );
  },
};
