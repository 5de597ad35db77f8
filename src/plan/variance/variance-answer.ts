import type { Model } from "../../model/model.ts";
import { declared } from "../../model/model-rule.ts";
import type { Segment } from "../../model/segment.ts";
import { type DecimalText, decimal, formatFixed } from "../../money/decimal.ts";
import { unitScale } from "./open-metric.ts";
import type { PlanMetric } from "./plan-metrics.ts";
import { type VariancePart, varianceParts } from "./split-variance.ts";
import type { VarianceNode } from "./variance-tree.ts";

/** A variance as JSON: figures as text with all digits of their unit. plan + the sum of the parts = actual; children add up part by part. */
export interface VarianceAnswer {
  readonly kind: VarianceNode["kind"];
  /** The model's id of the stream, the segment, the purchase; the kind of a charge; a figure of the plan. Empty for the business. */
  readonly id: string;
  readonly name: string;
  readonly plan: DecimalText;
  readonly actual: DecimalText;
  readonly variance: DecimalText;
  readonly parts: Readonly<Record<VariancePart, DecimalText>>;
  /** Whether the plan has nothing of it. */
  readonly unplanned: boolean;
  readonly children: readonly VarianceAnswer[];
}

/** The key of what belongs to no purchase. */
const otherRevenue = "other revenue";

/** Digits after the point of a metric's figures. */
const varianceDigits = (
  { unit }: Pick<PlanMetric, "unit">,
  { currency }: Pick<Model, "currency">,
): number => unitScale(unit, currency);

/** A variance in words and figures, by the names of the plan's model. */
export function varianceAnswer(
  node: VarianceNode,
  metric: Pick<PlanMetric, "unit">,
  model: Model,
): VarianceAnswer {
  const digits = varianceDigits(metric, model);
  const text = (steps: number): DecimalText => formatFixed(decimal(steps, digits), digits);
  const answer = ({
    kind,
    id,
    name,
    unplanned,
    plan,
    actual,
    parts,
    children,
  }: VarianceNode): VarianceAnswer => ({
    kind,
    id,
    name: name ?? nameOf(kind, id, model),
    plan: text(plan),
    actual: text(actual),
    variance: text(actual - plan),
    parts: textsOf(parts, text),
    unplanned,
    children: children.map(answer),
  });
  return answer(node);
}

function textsOf(
  parts: VarianceNode["parts"],
  text: (steps: number) => DecimalText,
): Readonly<Record<VariancePart, DecimalText>> {
  const texts: Partial<Record<VariancePart, DecimalText>> = {};
  for (const part of varianceParts) texts[part] = text(parts[part]);
  return texts as Record<VariancePart, DecimalText>;
}

function nameOf(kind: VarianceNode["kind"], id: string, model: Model): string {
  switch (kind) {
    case "business":
      return model.name;
    case "stream":
      return declared(model.streams, id)?.name ?? id;
    case "segment":
      return id === "" ? "No segment" : (declared<Segment>(model.segments, id)?.name ?? id);
    case "purchase":
      return purchaseName(id, model);
    case "charge":
    case "figure":
      return id;
  }
}

/** An id of the plan as it stands; what is not planned, whose key has a space in it, by what was sold. */
function purchaseName(id: string, model: Model): string {
  const space = id.indexOf(" ");
  if (space < 0 || id === otherRevenue) return id;
  const first = id.slice(0, space);
  const rest = id.slice(space + 1);
  if (first === "offers") return declared(model.offers, rest)?.name ?? rest;
  if (first === "licences") return declared(model.licences, rest)?.name ?? rest;
  return `${declared(model.plans, first)?.name ?? first}, ${rest}`;
}
