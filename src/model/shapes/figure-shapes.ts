import type { Claim, StatedFigure } from "../claim.ts";
import type { Figure, FigureValue } from "../figure.ts";
import { either, list, literal, named, type Shape, text } from "../shape.ts";
import { percent } from "../shape-money.ts";
import { object, optional } from "../shape-object.ts";
import { byId, id } from "../shape-values.ts";
import { noted } from "./noted-fields.ts";

interface Bounds {
  readonly low: string;
  readonly high: string;
}

const isText = (value: unknown): boolean => typeof value === "string";

const bounds = object<Bounds>({ low: text, high: text });
const value: Shape<FigureValue> = either<string, Bounds>(text, bounds, isText);
const stated: Shape<StatedFigure> = value;

/** Bounds are told from columns by their field `low`. */
const isOne = (given: unknown): boolean =>
  isText(given) || (typeof given === "object" && given !== null && "low" in given);

/** A figure that the plan is told or computes. */
export const figure: Shape<Figure> = named("Figure", () =>
  object<Figure>({
    ...noted,
    is: either(value, byId(value), isOne),
    columns: optional(list(id, 1)),
    unit: optional(text),
    section: optional(text),
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
    because: optional(either(text, byId(text), isText)),
  }),
);
