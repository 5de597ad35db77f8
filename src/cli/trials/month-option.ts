import type { Result } from "../../fault/fault.ts";
import type { Model } from "../../model/model.ts";
import { monthInPlan } from "../../plan/month-in-plan.ts";

/** Reads a month of a model's plan, from 0. Refuses `out-of-range` at the option `--in`. */
export const monthOption = (
  text: string | undefined,
  model: Pick<Model, "horizon">,
): Result<number | undefined> => monthInPlan(text, model, "--in");
