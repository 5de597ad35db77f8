import { ok, type Result, refuse } from "../fault/fault.ts";
import type { Model } from "../model/model.ts";
import { forecastPlan } from "../plan/forecast/forecast-plan.ts";
import { type PlanDocument, type PlanOrigin, planDocument } from "../plan/lock/plan-document.ts";
import { readPlan, type WrittenPlan } from "../plan/lock/read-plan.ts";
import { countedAsAsked, type SettingOptions } from "./metric-settings.ts";
import { readNamedFile } from "./read-named-file.ts";

/** Which plan, and by which settings its metrics are counted. */
export interface PlanOptions extends SettingOptions {
  readonly plan?: string;
  readonly scenario?: string;
}

/**
 * A plan to hold actuals against: of a file that `florin forecast --json` wrote, else that of the model itself. Where its metrics are to be counted
 * otherwise than they were, it is forecast anew.
 */
export async function openPlan(
  model: Model,
  { plan, scenario, ...settings }: PlanOptions,
): Promise<Result<WrittenPlan>> {
  const written = plan === undefined ? undefined : await readPlanFile(plan);
  if (written?.ok === false) return written;
  const counted = countedAsAsked(written?.value.model ?? model, settings);
  if (!counted.ok) return counted;
  if (written === undefined) return planned(counted.value, { customers: "expected", scenario });
  if (counted.value === written.value.model) return written;
  const { customers, scenario: own, plan: of } = written.value.document;
  return planned(counted.value, { customers, scenario: own, rates: of.rates });
}

function planned(
  model: Model,
  { customers, ...origin }: PlanOrigin & Pick<PlanDocument, "customers">,
): Result<WrittenPlan> {
  const forecast = forecastPlan(model, { customers, cache: "kept", scenario: origin.scenario });
  return forecast.ok ? readPlan(planDocument(model, forecast.value, origin)) : forecast;
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
