import { ok, type Result } from "../../fault/fault.ts";
import type { Model } from "../../model/model.ts";
import type { PlanAudit } from "./plan-answers.ts";
import { type PlanDesks, planReportsOf } from "./plan-reports.ts";

/** What an audit finds of a model that need not be published; null where it claims and plans nothing. Refuses `overloaded`. */
export const auditOfModel = async (
  model: Model,
  desks: PlanDesks,
): Promise<Result<PlanAudit | null>> =>
  model.horizon === undefined && model.claims === undefined
    ? ok(null)
    : planReportsOf(async () => ok(model), desks).audit("");
