import { assert } from "../fault/fault.ts";
import { type Expression, partsOf, withParts } from "./expression.ts";
import type { TypedEntry } from "./formula-entry.ts";
import type { WholeFunction } from "./functions/formula-function.ts";
import { formulaFunction } from "./functions/registry.ts";
import type { Shape } from "./value-type.ts";

/** How one figure reads another: in the same month, in an earlier one, or all its months at once. */
export type Reading = "now" | "past" | "whole";

/** One figure as it is computed, whether it has a name of its own or is a part of one that has. */
export interface FormulaStep {
  readonly name: string;
  readonly shape: Shape;
  /** Undefined for what is told from outside. */
  readonly expression: Expression | undefined;
  /** Set where it sums all months of another step up. */
  readonly whole?: {
    readonly function: WholeFunction;
    readonly of: string;
    readonly given: readonly Expression[];
  };
  readonly reads: ReadonlyMap<string, Reading>;
}

/**
 * Parts formulas into steps: what a function reads of all months becomes steps of its own, named `name#1`, so that each step is either
 * one figure, or one a month that reads months up to its own.
 */
export function formulaSteps(entries: readonly TypedEntry[]): readonly FormulaStep[] {
  const shapes = new Map(entries.map(({ name, type }) => [name, type.shape]));
  return entries.flatMap((entry) => stepsOf(entry, shapes));
}

function stepsOf(entry: TypedEntry, shapes: ReadonlyMap<string, Shape>): FormulaStep[] {
  const { name, type, expression } = entry;
  if (expression === undefined) return [{ name, shape: type.shape, expression, reads: new Map() }];
  const parted = new Parting(name, shapes);
  const own = parted.without(expression);
  return [...parted.steps, { name, shape: type.shape, expression: own, reads: readsOf(own) }];
}

/** Takes calls that read all months out of one formula. */
class Parting {
  readonly steps: FormulaStep[] = [];
  readonly #name: string;
  readonly #shapes: ReadonlyMap<string, Shape>;

  constructor(name: string, shapes: ReadonlyMap<string, Shape>) {
    this.#name = name;
    this.#shapes = shapes;
  }

  without(expression: Expression): Expression {
    return expression.kind === "call"
      ? this.#call(expression)
      : withParts(expression, (part) => this.without(part));
  }

  #call(call: Extract<Expression, { kind: "call" }>): Expression {
    const called = formulaFunction(call.name);
    const given = call.arguments.map((one) => this.without(one));
    if (called?.reads === "running") return this.#running(given, call.at);
    if (called?.reads !== "whole") return { ...call, arguments: given };
    const [of, ...others] = given;
    assert(of !== undefined, "what reads all months reads a figure");
    const name = this.#add({
      shape: "once",
      expression: undefined,
      whole: { function: called, of: this.#monthly(of), given: others },
      reads: new Map(),
    });
    return { kind: "name", name, at: call.at };
  }

  /** `accumulate(flow, before)` is a step that reads itself of the month before. */
  #running([flow, before]: readonly Expression[], at: number): Expression {
    assert(flow !== undefined && before !== undefined, "a balance has a flow and a beginning");
    const own: Expression = { kind: "name", name: this.#nextName(), at };
    const earlier: Expression = { kind: "call", name: "previous", arguments: [own, before], at };
    const expression: Expression = {
      kind: "binary",
      operator: "+",
      left: earlier,
      right: flow,
      at,
    };
    this.#add({ shape: "monthly", expression, reads: readsOf(expression) });
    return own;
  }

  #nextName(): string {
    return `${this.#name}#${this.steps.length + 1}`;
  }

  #monthly(of: Expression): string {
    if (of.kind === "name" && this.#shapes.get(of.name) === "monthly") return of.name;
    return this.#add({ shape: "monthly", expression: of, reads: readsOf(of) });
  }

  #add(step: Omit<FormulaStep, "name">): string {
    const name = this.#nextName();
    const { whole } = step;
    const reads =
      whole === undefined
        ? step.reads
        : new Map([
            ...whole.given.flatMap((one) => [...readsOf(one)]),
            [whole.of, "whole"] as const,
          ]);
    this.steps.push({ ...step, name, reads });
    return name;
  }
}

/** What a parted expression reads; what it reads both now and of the past counts as now. */
function readsOf(expression: Expression): ReadonlyMap<string, Reading> {
  const reads = new Map<string, Reading>();
  const visit = (part: Expression): void => {
    if (part.kind === "name") reads.set(part.name, "now");
    const called = part.kind === "call" ? formulaFunction(part.name) : undefined;
    const [of, ...others] = partsOf(part);
    if (called?.reads === "past") {
      if (of?.kind === "name" && !reads.has(of.name)) reads.set(of.name, "past");
      for (const other of others) visit(other);
    } else {
      for (const one of partsOf(part)) visit(one);
    }
  };
  visit(expression);
  return reads;
}
