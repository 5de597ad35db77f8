import { ok, type Result } from "../../fault/fault.ts";
import type { Model } from "../../model/model.ts";
import type { PlanDesk } from "./plan-desk.ts";

/** Whether the plan of a model can be forecast, worked out beside the server's thread; a model without a plan always may be published. */
export const plannable =
  (desk: PlanDesk) =>
  async (model: Model): Promise<Result<unknown>> =>
    model.horizon === undefined ? ok(null) : desk(model, "check", {});
