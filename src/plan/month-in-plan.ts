import { ok, type Result, refuse } from "../fault/fault.ts";
import { monthOfPlan } from "../model/drivers/month-of-plan.ts";
import type { Model } from "../model/model.ts";

/** Reads a month of a model's plan, from 0; undefined where none is named, or the model plans nothing. Refuses `out-of-range` at the path. */
export function monthInPlan(
  text: string | undefined,
  { horizon }: Pick<Model, "horizon">,
  path: string,
): Result<number | undefined> {
  if (text === undefined || horizon === undefined) return ok(undefined);
  const month = /^\d{4}-(?:0[1-9]|1[0-2])$/.test(text) ? monthOfPlan(text, horizon.from) - 1 : -1;
  if (month >= 0 && month < horizon.years * 12) return ok(month);
  return refuse({
    code: "out-of-range",
    path,
    message: `this is a month of the plan, which begins in ${horizon.from} and has ${horizon.years} ${horizon.years === 1 ? "year" : "years"}`,
    value: text.slice(0, 20),
  });
}
