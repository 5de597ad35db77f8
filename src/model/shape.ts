import { type Fault, pathTo } from "../fault/fault.ts";
import { nearest } from "../fault/nearest.ts";
import type { CurrencyCode } from "../money/currency.ts";
import type { Definitions, JsonSchema } from "./json-schema.ts";

/** Where a value is being read, and where its faults go. */
export interface Spot {
  /** JSON pointer of the value. */
  readonly path: string;
  /** How many values enclose it. */
  readonly depth: number;
  /** What every amount here must be in; undefined where the document does not say. */
  readonly currency: CurrencyCode | undefined;
  readonly faults: Fault[];
}

/**
 * What a value of a document must look like: one description that reads it, finds every fault and writes JSON Schema.
 *
 * `Shape<T>` is invariant in `T`, so a shape that allows more or less than its interface does not compile.
 */
export interface Shape<T> {
  /**
   * The value as a clean copy, without fields that are undefined. Adds every fault it finds; a part that is faulty is
   * replaced by its stand-in, so that what lies around it can still be checked.
   */
  readonly read: (value: unknown, spot: Spot) => T;
  /** The plainest value of this shape. */
  readonly standIn: () => T;
  /** The value as JSON Schema; named shapes are added to `definitions` and referred to. */
  readonly schema: (definitions: Definitions) => JsonSchema;
  /** Never set: makes the shape invariant. */
  readonly of?: (value: T) => T;
}

/** A fault that does not know its place yet. */
export type FaultRule = Omit<Fault, "path">;

const shownMax = 60;

/** The value as a fault shows it: texts cut, objects and lists left out. */
export function shown(value: unknown): { readonly value?: unknown } {
  if (typeof value === "string")
    return { value: value.length > shownMax ? `${value.slice(0, shownMax)}…` : value };
  return typeof value === "number" || typeof value === "boolean" ? { value } : {};
}

function kindOfValue(value: unknown): string {
  if (value === null || value === undefined) return "nothing";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "string") return "a text";
  if (typeof value === "number") return "a number";
  if (typeof value === "boolean") return "true or false";
  return typeof value === "object" ? "an object" : "code";
}

/** Adds the fault of a value of another kind than wanted. */
export function wrongType(value: unknown, spot: Spot, wanted: string, suggestion?: string): void {
  spot.faults.push({
    code: "wrong-type",
    path: spot.path,
    message: `this must be ${wanted}, not ${kindOfValue(value)}`,
    ...shown(value),
    ...(suggestion === undefined ? {} : { suggestion }),
  });
}

/** The names as an English choice: `a, b or c`; past a dozen the rest is counted. */
export function choiceOf(names: readonly string[]): string {
  const some = names.length > 12 ? [...names.slice(0, 11), `${names.length - 11} more`] : names;
  return some.length < 2 ? some.join("") : `${some.slice(0, -1).join(", ")} or ${some.at(-1)}`;
}

/** The nearest of the names as a question, else all of them. */
export function suggestName(name: string, names: readonly string[]): string {
  const near = nearest(name, names);
  return near === undefined ? `write ${choiceOf(names)}` : `did you mean "${near}"?`;
}

const keyLengthMax = 64;

/** A key as a fault shows it: longer than any that a document may have, it is cut. */
export const shownKey = (key: string): string =>
  key.length > keyLengthMax ? `${key.slice(0, keyLengthMax)}…` : key;

/** The spot of a value one step inside. */
export function below(spot: Spot, key: string | number): Spot {
  const step = typeof key === "string" ? shownKey(key) : key;
  return { ...spot, path: pathTo(spot.path, step), depth: spot.depth + 1 };
}

const textLengthMax = 4_000;

/** A NUL, or half of a surrogate pair that stands alone: read by code point, only that one is a surrogate. */
const unkeepable = /\0|\p{Cs}/u;

/** The fault of a text that no database gives back as it was. */
const keepFault = (text: string): FaultRule | undefined =>
  unkeepable.test(text)
    ? {
        code: "invalid-text",
        message: "a text may hold neither NUL nor half of a surrogate pair",
        suggestion: "write visible characters only",
      }
    : undefined;

/** Adds the fault of a text that cannot be kept as it is. */
export function checkKept(text: string, spot: Spot): void {
  const fault = keepFault(text);
  if (fault !== undefined) spot.faults.push({ ...fault, path: spot.path });
}

/** A text that is not empty and can be kept as it is. */
export const text: Shape<string> = {
  read: (value, spot) => {
    if (typeof value !== "string") {
      const unquoted = typeof value === "number" || typeof value === "boolean";
      wrongType(value, spot, "a text", unquoted ? `write "${value}" in quotes` : undefined);
      return "?";
    }
    if (value.trim() === "" || value.length > textLengthMax)
      spot.faults.push({
        code: "text-length",
        path: spot.path,
        message: `a text is not empty and has at most ${textLengthMax} characters`,
        ...shown(value),
      });
    else checkKept(value, spot);
    return value;
  },
  standIn: () => "?",
  schema: () => ({ type: "string", minLength: 1, maxLength: textLengthMax }),
};

/** A text that follows a rule of its own. */
export interface TextRule<T extends string> {
  /** The fault of a text; undefined where it stands. */
  readonly fault: (text: string, spot: Spot) => FaultRule | undefined;
  /** What to propose where something else than a text was given. */
  readonly insteadOf?: (value: unknown) => string | undefined;
  readonly standIn: T;
  readonly schema: JsonSchema;
}

/** A text of a type that a rule guarantees. */
export function textThat<T extends string>(rule: TextRule<T>): Shape<T> {
  return {
    read: (value, spot) => {
      if (typeof value !== "string") {
        const suggestion = rule.insteadOf?.(value);
        if (suggestion === undefined) text.read(value, spot);
        else wrongType(value, spot, "a text", suggestion);
        return rule.standIn;
      }
      const fault = rule.fault(value, spot) ?? keepFault(value);
      // The rule found no fault, which is what makes the text a T.
      if (fault === undefined) return value as T;
      spot.faults.push({ ...fault, path: spot.path });
      return rule.standIn;
    },
    standIn: () => rule.standIn,
    schema: () => ({ type: "string", ...rule.schema }),
  };
}

/** One of some fixed texts; the first stands in. */
export function literal<const T extends string>(first: T, ...others: readonly T[]): Shape<T> {
  const values: readonly T[] = [first, ...others];
  return {
    read: (value, spot) => {
      const chosen = values.find((allowed) => allowed === value);
      if (chosen !== undefined) return chosen;
      if (typeof value !== "string") wrongType(value, spot, "a text", `write ${choiceOf(values)}`);
      else
        spot.faults.push({
          code: "not-a-choice",
          path: spot.path,
          message: `this must be ${choiceOf(values)}`,
          ...shown(value),
          suggestion: suggestName(value, values),
        });
      return first;
    },
    standIn: () => first,
    schema: () => (others.length === 0 ? { const: first } : { enum: values }),
  };
}

/** True or false. */
export const boolean: Shape<boolean> = {
  read: (value, spot) => {
    if (typeof value === "boolean") return value;
    wrongType(value, spot, "true or false");
    return false;
  },
  standIn: () => false,
  schema: () => ({ type: "boolean" }),
};

/** A whole number between two bounds, both included. */
export function whole(minimum: number, maximum: number): Shape<number> {
  return {
    read: (value, spot) => {
      if (typeof value === "number" && Number.isInteger(value) && !Object.is(value, -0)) {
        if (value >= minimum && value <= maximum) return value;
      } else if (typeof value !== "number") {
        wrongType(value, spot, "a whole number");
        return minimum;
      }
      spot.faults.push({
        code: "out-of-range",
        path: spot.path,
        message: `this must be a whole number from ${minimum} to ${maximum}`,
        ...shown(value),
      });
      return minimum;
    },
    standIn: () => minimum,
    schema: () => ({ type: "integer", minimum, maximum }),
  };
}

/** A list of at least `minimum` entries. */
export function list<T>(item: Shape<T>, minimum: 0 | 1 = 0): Shape<readonly T[]> {
  return {
    read: (value, spot) => {
      if (!Array.isArray(value)) {
        wrongType(value, spot, "a list");
        return [];
      }
      if (value.length < minimum)
        spot.faults.push({
          code: "list-empty",
          path: spot.path,
          message: "this list has at least one entry",
        });
      return value.map((entry: unknown, index) => item.read(entry, below(spot, index)));
    },
    standIn: () => [],
    schema: (definitions) => ({
      type: "array",
      items: item.schema(definitions),
      ...(minimum > 0 ? { minItems: minimum } : {}),
    }),
  };
}

/** One of two shapes that `isFirst` tells apart by looking at the value. */
export function either<A, B>(
  first: Shape<A>,
  second: Shape<B>,
  isFirst: (value: unknown) => boolean,
): Shape<A | B> {
  return {
    read: (value, spot) => (isFirst(value) ? first : second).read(value, spot),
    standIn: first.standIn,
    schema: (definitions) => ({ anyOf: [first.schema(definitions), second.schema(definitions)] }),
  };
}

/** A shape with a name of its own in the schema; needed once around every recursion. Made when first used. */
export function named<T>(name: string, make: () => Shape<T>): Shape<T> {
  let made: Shape<T> | undefined;
  const shape = (): Shape<T> => {
    made ??= make();
    return made;
  };
  return {
    read: (value, spot) => shape().read(value, spot),
    standIn: () => shape().standIn(),
    schema: (definitions) => {
      if (!definitions.has(name)) {
        definitions.set(name, {});
        definitions.set(name, shape().schema(definitions));
      }
      return { $ref: `#/$defs/${name}` };
    },
  };
}

/** A value read, with every fault of it. */
export interface Reading<T> {
  readonly value: T;
  readonly faults: readonly Fault[];
}

/** Reads a whole document; where there are no faults, `value` is the document. */
export function readShape<T>(
  shape: Shape<T>,
  document: unknown,
  currency?: CurrencyCode,
): Reading<T> {
  const faults: Fault[] = [];
  return { value: shape.read(document, { path: "", depth: 0, currency, faults }), faults };
}
