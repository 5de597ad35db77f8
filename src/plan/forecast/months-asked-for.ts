import { ok, type Result, refuse } from "../../fault/fault.ts";

/** So many months of a plan, or the one of that number: that asked for, else all of it. Refuses `months-beyond-plan` at `path`. */
export function monthsAskedFor(
  asked: number | undefined,
  planned: number,
  path: string,
): Result<number> {
  if (asked === undefined || asked <= planned) return ok(asked ?? planned);
  return refuse({
    code: "months-beyond-plan",
    path,
    message: `the plan has ${planned} months`,
    value: asked,
    suggestion: `ask for ${planned} at the most, or plan more years: horizon.years`,
  });
}
