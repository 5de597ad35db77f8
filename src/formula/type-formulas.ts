import { assert, type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import { nearestFigure } from "../fault/nearest.ts";
import type { Expression } from "./expression.ts";
import type { FormulaEntry, TypedEntry } from "./formula-entry.ts";
import { inferValueType } from "./infer-value-type.ts";
import { parseFormula } from "./parse-formula.ts";
import { resolveConversions } from "./resolve-conversions.ts";
import { sameUnit, unitText } from "./unit.ts";
import { conversionFactor } from "./unit-conversion.ts";
import type { UnitNouns } from "./unit-text.ts";
import { type NumberType, typeText, type ValueType } from "./value-type.ts";

/** A name that is read of earlier months, and what it was taken to be. */
interface Expectation {
  readonly name: string;
  readonly path: string;
  readonly at: number;
  readonly type: NumberType;
}

/**
 * Reads all formulas and finds the type of each, in the order given, or every fault in them: those of
 * {@link parseFormula} and {@link inferValueType}, `unknown-name`, `formula-cycle`, `unit-mismatch` for one that comes out in
 * another unit than it says, and `not-one-figure` for one that is asked for once and is told by month.
 */
export function typeFormulas(
  entries: readonly FormulaEntry[],
  nouns: UnitNouns,
): Result<readonly TypedEntry[]> {
  const typing = new Typing(entries, nouns);
  const typed = entries.map(({ name }) => typing.entry(name));
  const faults = new Set([
    ...typed.flatMap((result) => (result.ok ? [] : result.faults)),
    ...typing.unmetExpectations(),
  ]);
  if (faults.size > 0) return refuse(...faults);
  return ok(typed.flatMap((result) => (result.ok ? [result.value] : [])));
}

/** Follows names through each other, each once. */
class Typing {
  readonly #entries: ReadonlyMap<string, FormulaEntry>;
  readonly #nouns: UnitNouns;
  readonly #known = new Map<string, Result<TypedEntry>>();
  readonly #trail: string[] = [];
  readonly #expected: Expectation[] = [];

  constructor(entries: readonly FormulaEntry[], nouns: UnitNouns) {
    this.#entries = new Map(entries.map((entry) => [entry.name, entry]));
    this.#nouns = nouns;
  }

  entry(name: string): Result<TypedEntry> {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const entry = this.#entries.get(name);
    assert(entry !== undefined, `${name} was looked up before`);
    this.#trail.push(name);
    const typed = this.#typed(entry);
    this.#trail.pop();
    this.#known.set(name, typed);
    return typed;
  }

  /** Faults of names that turned out to be something else than what they were read as. */
  unmetExpectations(): Fault[] {
    return this.#expected.flatMap(({ name, path, at, type }) => {
      if (!this.#entries.has(name)) return [this.#unknown(name, path, at)];
      const found = this.#known.get(name);
      if (found === undefined || !found.ok) return [];
      const own = found.value.type;
      if (own.kind === "number" && sameUnit(own.unit, type.unit)) return [];
      const message = `"${name}" is ${typeText(own)} and what held before it ${unitText(type.unit)} (column ${at + 1})`;
      return [{ code: "unit-mismatch", path, message, suggestion: `write it in ${typeText(own)}` }];
    });
  }

  #typed({ name, path, source }: FormulaEntry): Result<TypedEntry> {
    if (source.kind === "input") {
      return ok({ name, path, type: { kind: "number", unit: source.unit, shape: source.shape } });
    }
    const read = parseFormula(source.text, { path, nouns: this.#nouns });
    if (!read.ok) return read;
    const type = this.#inferred(read.value, path);
    if (!type.ok) return type;
    const expression = resolveConversions(read.value, (part) => this.#inferred(part, path));
    const { unit, asked = false, once = false } = source;
    if (once && type.value.shape === "monthly") return refuse({ ...toldByMonth, path });
    if (unit === undefined) return ok({ name, path, expression, type: type.value });
    const fault = undeclared(type.value, { unit, asked }, path);
    if (fault !== undefined) return refuse(fault);
    const declared: ValueType = { kind: "number", unit, shape: type.value.shape };
    return ok({ name, path, expression, type: declared });
  }

  #inferred(expression: Expression, path: string): Result<ValueType> {
    return inferValueType(expression, {
      path,
      typeOf: (name, at) => this.#typeOf(name, path, at),
      expects: (name, at, type) => this.#expects({ name, path, at, type }),
    });
  }

  #typeOf(name: string, path: string, at: number): Result<ValueType> {
    if (!this.#entries.has(name)) return refuse(this.#unknown(name, path, at));
    if (this.#trail.includes(name)) return refuse(this.#cycle(name, path));
    const typed = this.entry(name);
    return typed.ok ? ok(typed.value.type) : typed;
  }

  #expects(expected: Expectation): void {
    this.#expected.push(expected);
  }

  #unknown(name: string, path: string, at: number): Fault {
    const near = nearestFigure(name, this.#entries.keys());
    return {
      code: "unknown-name",
      path,
      message: `the plan has no figure of this name (column ${at + 1})`,
      value: name.slice(0, 60),
      suggestion:
        near === undefined ? "tell it, or take one that there is" : `did you mean "${near}"?`,
    };
  }

  #cycle(name: string, path: string): Fault {
    const circle = [...this.#trail.slice(this.#trail.indexOf(name)), name];
    return {
      code: "formula-cycle",
      path,
      message: `these figures need each other in the same month: ${circle.join(" -> ")}`,
      suggestion: `let one of them read an earlier month: "previous(${name}, before)"`,
    };
  }
}

interface ExpectedUnit {
  readonly unit: NumberType["unit"];
  /** Whether it is asked for where the formula stands, and not said by the formula's author. */
  readonly asked: boolean;
}

const toldByMonth = {
  code: "not-one-figure",
  message: "this is one figure for the whole plan, and it changes from month to month here",
  suggestion: "write a figure that reads nothing monthly",
};

function undeclared(type: ValueType, { unit, asked }: ExpectedUnit, path: string) {
  if (type.kind === "number" && (type.zero === true || sameUnit(type.unit, unit))) return undefined;
  const converts = type.kind === "number" && conversionFactor(type.unit, unit) !== undefined;
  const mend = asked ? `write it in ${unitText(unit)}` : "mend one of the two";
  return {
    code: "unit-mismatch",
    path,
    message: asked
      ? `this comes out in ${typeText(type)}, and is asked for in ${unitText(unit)}`
      : `this comes out in ${typeText(type)}, and says that it is in ${unitText(unit)}`,
    suggestion: converts ? `put it in brackets and "in ${unitText(unit)}" behind` : mend,
  };
}
