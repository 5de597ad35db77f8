import { type Unit, unitText } from "./unit.ts";

/** Whether a figure is one for the whole plan or one for each of its months. */
export type Shape = "once" | "monthly";

/** What a part of a formula comes to: a figure in a unit, or an answer to a question. */
export type ValueType =
  | {
      readonly kind: "number";
      readonly unit: Unit;
      readonly shape: Shape;
      /** Written as a bare 0, which goes with any unit. */
      readonly zero?: boolean;
    }
  | { readonly kind: "condition"; readonly shape: Shape };

/** A figure. */
export type NumberType = Extract<ValueType, { kind: "number" }>;

/** Monthly where one of them is. */
export const widest = (types: readonly ValueType[]): Shape =>
  types.some(({ shape }) => shape === "monthly") ? "monthly" : "once";

/** In words: `USD per month`, `a condition`. */
export const typeText = (type: ValueType): string =>
  type.kind === "number" ? unitText(type.unit) : "a condition";
