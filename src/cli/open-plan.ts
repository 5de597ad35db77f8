import { ok, type Result, refuse } from "../fault/fault.ts";
import type { Model } from "../model/model.ts";
import { forecastPlan } from "../plan/forecast/forecast-plan.ts";
import { planDocument } from "../plan/lock/plan-document.ts";
import { readPlan, type WrittenPlan } from "../plan/lock/read-plan.ts";
import { readNamedFile } from "./read-named-file.ts";

/** A plan to hold actuals against: of a file that `florin forecast --json` wrote, else that of the model itself. */
export async function openPlan(
  model: Model,
  { plan, scenario }: { readonly plan?: string; readonly scenario?: string },
): Promise<Result<WrittenPlan>> {
  if (plan !== undefined) return readPlanFile(plan);
  const forecast = forecastPlan(model, { customers: "expected", scenario });
  if (!forecast.ok) return forecast;
  return readPlan(planDocument(model, forecast.value, { scenario }));
}

async function readPlanFile(path: string): Promise<Result<WrittenPlan>> {
  const file = await readNamedFile(path, `write it first: florin forecast MODEL --json > ${path}`);
  const json = file.ok ? parsed(file.value.toString("utf8")) : file;
  const plan = json.ok ? readPlan(json.value) : json;
  return plan.ok ? plan : refuse(...plan.faults.map((fault) => ({ file: path, ...fault })));
}

function parsed(text: string): Result<unknown> {
  try {
    return ok(JSON.parse(text));
  } catch {
    return refuse({
      code: "invalid-plan",
      path: "",
      message: "the file is no JSON",
      suggestion: "write it anew: florin forecast MODEL --json",
    });
  }
}
