import { assert } from "../fault/fault.ts";
import type { TypedEntry } from "./formula-entry.ts";
import type { FormulaStep } from "./formula-step.ts";
import type { Shape, ValueType } from "./value-type.ts";

/** Where the figure of a name stands in the array: one number, or one for each month. */
export interface FigurePlace {
  readonly name: string;
  /** JSON pointer to what tells or computes it. */
  readonly path: string;
  readonly offset: number;
  readonly length: number;
  readonly type: ValueType;
}

/** A place without what it is for. */
export interface StepPlace {
  readonly offset: number;
  readonly shape: Shape;
}

/** Which part of the array each step has. */
export class FormulaMemory {
  readonly size: number;
  readonly months: number;
  readonly named: ReadonlyMap<string, FigurePlace>;
  readonly #places = new Map<string, StepPlace>();

  constructor(steps: readonly FormulaStep[], entries: readonly TypedEntry[], months: number) {
    let size = 0;
    for (const { name, shape } of steps) {
      this.#places.set(name, { offset: size, shape });
      size += shape === "monthly" ? months : 1;
    }
    this.size = size;
    this.months = months;
    this.named = new Map(entries.map((entry) => [entry.name, this.#named(entry)]));
  }

  at(name: string): StepPlace {
    const place = this.#places.get(name);
    assert(place !== undefined, `${name} has a place`);
    return place;
  }

  #named({ name, path, type }: TypedEntry): FigurePlace {
    const { offset, shape } = this.at(name);
    return { name, path, offset, length: shape === "monthly" ? this.months : 1, type };
  }
}
