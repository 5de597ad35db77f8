import type { Claim, StatedFigure } from "../claim.ts";
import { type Distribution, distribution } from "../distributions/registry.ts";
import type { Figure, FigureBounds, FigureValue } from "../figure.ts";
import { boolean, either, list, literal, named, type Shape, text } from "../shape.ts";
import { percent } from "../shape-money.ts";
import { object, optional } from "../shape-object.ts";
import { byId, id } from "../shape-values.ts";
import { statedMetrics } from "../stated-metric.ts";
import { noted } from "./noted-fields.ts";

const isText = (value: unknown): boolean => typeof value === "string";

const has = (given: unknown, field: string): boolean =>
  typeof given === "object" && given !== null && field in given;

const bounds = object<FigureBounds>({ low: text, high: text });
const stated: Shape<StatedFigure> = either<string, FigureBounds>(text, bounds, isText);
const value: Shape<FigureValue> = either<StatedFigure, Distribution>(
  stated,
  distribution,
  (given) => !has(given, "kind"),
);

/** Bounds are told from columns by their field `low`, distributions by their `kind`. */
const isOne = (given: unknown): boolean => isText(given) || has(given, "low") || has(given, "kind");

/** A figure that the plan is told or computes. */
export const figure: Shape<Figure> = named("Figure", () =>
  object<Figure>({
    ...noted,
    is: either(value, byId(value), isOne),
    columns: optional(list(id, 1)),
    unit: optional(text),
    section: optional(text),
    whole: optional(boolean),
    metric: optional(literal(...statedMetrics)),
    of: optional(text),
  }),
);

/** A figure that the source document states. */
export const claim: Shape<Claim> = named("Claim", () =>
  object<Claim>({
    ...noted,
    section: text,
    states: either(stated, byId(stated), isOne),
    formula: optional(text),
    unchecked: optional(text),
    within: optional(percent),
    bounds: optional(literal("same", "widest")),
    whole: optional(boolean),
    metric: optional(literal(...statedMetrics)),
    of: optional(text),
    because: optional(either(text, byId(text), isText)),
  }),
);
