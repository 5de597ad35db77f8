import type { Expression } from "./expression.ts";
import type { Unit } from "./unit.ts";
import type { Shape, ValueType } from "./value-type.ts";

/** A named figure of a plan: told from outside, or computed from others. */
export interface FormulaEntry {
  readonly name: string;
  /** JSON pointer to where it stands in the document. */
  readonly path: string;
  readonly source:
    | { readonly kind: "input"; readonly unit: Unit; readonly shape: Shape }
    /**
     * With a unit, it must come out in just that one: the one it says, or the one that is asked for where it stands. With `once`, it must be
     * one figure for the whole plan.
     */
    | {
        readonly kind: "formula";
        readonly text: string;
        readonly unit?: Unit;
        readonly asked?: boolean;
        readonly once?: boolean;
      };
}

/** An entry whose formula is read and whose type is known. */
export interface TypedEntry {
  readonly name: string;
  readonly path: string;
  readonly type: ValueType;
  /** Absent for what is told from outside. */
  readonly expression?: Expression;
}
