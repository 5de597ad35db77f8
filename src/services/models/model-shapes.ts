import { anything } from "../../model/change-model.ts";
import type { ModelDifference } from "../../model/model-difference.ts";
import { boolean, list, literal, type Shape, text } from "../../model/shape.ts";
import { currency } from "../../model/shape-money.ts";
import { type Fields, object, optional, record } from "../../model/shape-object.ts";
import { faultShape } from "../fault-shape.ts";
import { anyText, planAuditShape } from "../plan/plan-shapes.ts";
import { count, decimalText, nullable } from "../report-shapes.ts";
import type { BeforeAfter, CustomerEffect, LineEffect } from "./customer-effect.ts";
import type { ModelComparison, ModelComparisonRequest, ModelVerdict } from "./model-desk.ts";
import type { FailedEffect, ModelEffects, ModelEffectsRequest } from "./model-effects.ts";

/** What is to be said of a model. */
export const modelVerdictShape: Shape<ModelVerdict> = object<ModelVerdict>({
  model: nullable(text),
  publishable: boolean,
  published: boolean,
  faults: list(faultShape),
  warnings: list(faultShape),
  audit: nullable(planAuditShape),
});

/** Which two models are compared. */
export const modelComparisonRequestShape: Shape<ModelComparisonRequest> =
  object<ModelComparisonRequest>({
    from: optional(text),
    to: optional(text),
    document: optional(anything),
  });

/** What one says otherwise than the other. */
export const modelComparisonShape: Shape<ModelComparison> = object<ModelComparison>({
  from: text,
  to: text,
  count,
  differences: list(
    object<ModelDifference>({
      path: anyText,
      change: literal("added", "removed", "changed"),
      noun: text,
      id: anyText,
      words: text,
      before: anything,
      after: anything,
    }),
  ),
});

/** What is asked of a model that is not published yet. */
export const modelEffectsRequestShape: Shape<ModelEffectsRequest> = object<ModelEffectsRequest>({
  document: anything,
  move: optional(literal("none", "now", "period-end")),
  from: optional(text),
});

const amounts: Fields<BeforeAfter> = {
  before: decimalText,
  after: decimalText,
  difference: decimalText,
};

const mover = object<CustomerEffect>({
  customer: text,
  name: text,
  currency,
  documents: object<CustomerEffect["documents"]>({ before: count, after: count }),
  ...amounts,
  lines: list(object<LineEffect>({ description: text, ...amounts })),
  linesLeftOut: count,
});

/** What it would do to a page of customers. */
export const modelEffectsShape: Shape<ModelEffects> = object<ModelEffects>({
  from: text,
  to: text,
  move: literal("none", "now", "period-end"),
  customers: count,
  looked: count,
  changed: count,
  unchanged: count,
  without: count,
  failed: count,
  totals: list(object<ModelEffects["totals"][number]>({ currency, ...amounts })),
  movers: list(mover),
  failures: list(object<FailedEffect>({ customer: text, faults: list(faultShape) })),
  staying: record(count, { fault: () => undefined, schema: () => ({ type: "string" }) }),
  next: nullable(text),
});
