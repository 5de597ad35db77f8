import { type Fault, ok, type Result, refuse } from "../../fault/fault.ts";
import { parseMonth } from "../../metrics/calendar-month.ts";
import { checkModel } from "../../model/check-model.ts";
import type { Model } from "../../model/model.ts";
import type { BusinessFigures } from "../variance/business-figures.ts";
import type { PlanDocument } from "./plan-document.ts";

/** A plan that was written down, ready to be held against what happens. */
export interface WrittenPlan {
  readonly document: PlanDocument;
  readonly model: Model;
  readonly figures: BusinessFigures;
}

/**
 * Reads a plan document back: what `florin forecast MODEL --json` prints, or a lock of a server. Refuses `invalid-plan` for anything else, and the
 * faults of its model.
 */
export function readPlan(json: unknown): Result<WrittenPlan> {
  const wrong = firstWrong(json);
  if (wrong !== undefined) return refuse(wrong);
  // Everything that is read of it was looked at above.
  const document = json as PlanDocument;
  const { plan, months, currency } = document;
  const checked = checkModel(plan.document);
  if (checked.faults.length > 0)
    return refuse(
      ...checked.faults.map((fault) => ({ ...fault, path: `/plan/document${fault.path}` })),
    );
  const first = parseMonth(months[0] ?? "", "/months/0");
  if (!first.ok) return first;
  const { purchases, cells, usage } = plan;
  return ok({
    document,
    model: plan.document,
    figures: { currency, first: first.value, months: months.length, purchases, cells, usage },
  });
}

const invalidPlan = (path: string, message: string): Fault => ({
  code: "invalid-plan",
  path,
  message,
  suggestion: "write it anew: florin forecast MODEL --json",
});

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A document is at most so large: ten years, and a thousand of anything. */
const monthsMax = 120;
const rowsMax = 10_000;

function firstWrong(json: unknown): Fault | undefined {
  if (!isFields(json)) return invalidPlan("", "a plan is a JSON object");
  const { model, currency, months, plan } = json;
  for (const [field, value] of Object.entries({ model, currency }))
    if (typeof value !== "string") return invalidPlan(`/${field}`, "this is a text");
  if (!Array.isArray(months) || months.length === 0 || months.length > monthsMax)
    return invalidPlan("/months", `a plan has 1 to ${monthsMax} months`);
  if (!isFields(plan)) return invalidPlan("/plan", "figures by purchase are missing");
  if (!isFields(plan["document"])) return invalidPlan("/plan/document", "the model is missing");
  const count = months.length;
  return (
    wrongRows(plan, "purchases", purchaseFields, count) ??
    wrongRows(plan, "cells", cellFields, count) ??
    wrongRows(plan, "usage", usageFields, count) ??
    (isFields(plan["rates"]) ? undefined : invalidPlan("/plan/rates", "rates are missing"))
  );
}

interface RowFields {
  readonly texts: readonly string[];
  readonly series: readonly string[];
}

const purchaseFields: RowFields = {
  texts: ["segment", "purchase", "lasts"],
  series: ["opening", "joined", "movedIn", "movedOut", "left", "closing"],
};

const cellFields: RowFields = {
  texts: ["segment", "purchase", "stream", "kind"],
  series: ["list", "net", "flows/mrr", "flows/billings", "flows/revenue"],
};

const usageFields: RowFields = { texts: ["segment", "purchase", "meter"], series: ["units"] };

function wrongRows(
  plan: Fields,
  field: string,
  { texts, series }: RowFields,
  months: number,
): Fault | undefined {
  const rows = plan[field];
  const path = `/plan/${field}`;
  if (!Array.isArray(rows) || rows.length > rowsMax)
    return invalidPlan(path, `this is a list of at most ${rowsMax}`);
  for (const [index, row] of rows.entries()) {
    const at = (name: string): unknown =>
      name.split("/").reduce<unknown>((of, key) => (isFields(of) ? of[key] : undefined), row);
    for (const name of texts)
      if (typeof at(name) !== "string")
        return invalidPlan(`${path}/${index}/${name}`, "this is a text");
    for (const name of series) {
      const values = at(name);
      const isSeries =
        Array.isArray(values) &&
        values.length === months &&
        values.every((value) => typeof value === "number" && Number.isFinite(value));
      if (!isSeries)
        return invalidPlan(`${path}/${index}/${name}`, "this is a number for each month");
    }
  }
  return undefined;
}
