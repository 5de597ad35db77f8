import { assert } from "../fault/fault.ts";
import { nearest } from "../fault/nearest.ts";
import type { Definitions, JsonSchema } from "./json-schema.ts";
import {
  below,
  choiceOf,
  type FaultRule,
  type Shape,
  type Spot,
  shown,
  shownKey,
  suggestName,
  wrongType,
} from "./shape.ts";

/** A field that may be left out. */
export interface OptionalField<T> {
  readonly optional: Shape<T>;
}

/** Marks a field that may be left out. */
export const optional = <T>(shape: Shape<T>): OptionalField<T> => ({ optional: shape });

type Given<T> = Exclude<T, undefined>;

/** One shape for each field of `T`, marked optional exactly where the interface is. */
export type Fields<T> = {
  readonly [K in keyof T]-?: Record<never, never> extends Pick<T, K>
    ? OptionalField<Given<T[K]>>
    : Shape<T[K]>;
};

/** What an object says beyond its fields. */
export interface ObjectRules<T> {
  /** The fault of a missing field that has a code of its own. */
  readonly missing?: { readonly [K in keyof T]?: FaultRule };
  /** The fault of a field that does not exist but is often meant. */
  readonly mistaken?: Readonly<Record<string, FaultRule>>;
  /** What to propose where something else than an object was given. */
  readonly insteadOf?: (value: unknown) => string | undefined;
}

/** Values nested deeper than this are refused: no model needs them, and one that contains itself never ends. */
const depthMax = 40;

/** The value as a plain object; adds the fault and gives none where it is something else, or nested too deep. */
function plainObject(
  value: unknown,
  spot: Spot,
  insteadOf?: (value: unknown) => string | undefined,
): ReadonlyMap<string, unknown> | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    wrongType(value, spot, "an object", insteadOf?.(value));
    return undefined;
  }
  if (spot.depth <= depthMax)
    return new Map(Object.entries(value).filter(([, inner]) => inner !== undefined));
  spot.faults.push({
    code: "nested-too-deep",
    path: spot.path,
    message: `values are nested at most ${depthMax} deep`,
    suggestion: "look for an object that contains itself",
  });
  return undefined;
}

interface Field {
  readonly shape: Shape<unknown>;
  readonly required: boolean;
}

/** The fields by name, seen without their types: `T` was settled when the fields were written. */
function fieldsOf<T>(fields: Fields<T>): ReadonlyMap<string, Field> {
  const plain = fields as Readonly<Record<string, Shape<unknown> | OptionalField<unknown>>>;
  return new Map(
    Object.entries(plain).map(([name, field]): [string, Field] =>
      "optional" in field
        ? [name, { shape: field.optional, required: false }]
        : [name, { shape: field, required: true }],
    ),
  );
}

/** An object with exactly these fields; one that is `undefined` counts as left out. */
export function object<T extends object>(fields: Fields<T>, rules: ObjectRules<T> = {}): Shape<T> {
  const known = fieldsOf(fields);
  const missing = new Map(Object.entries<FaultRule | undefined>(rules.missing ?? {}));
  const standIn = () =>
    assemble<T>(
      [...known]
        .filter(([, field]) => field.required)
        .map(([key, { shape }]) => [key, shape.standIn()]),
    );
  return {
    read: (value, spot) => {
      const given = plainObject(value, spot, rules.insteadOf);
      if (given === undefined) return standIn();
      const parts: [string, unknown][] = [];
      for (const [key, inner] of given) {
        const field = known.get(key);
        if (field === undefined) unknownField(key, inner, [...known.keys()], spot, rules.mistaken);
        else parts.push([key, field.shape.read(inner, below(spot, key))]);
      }
      for (const [key, { shape, required }] of known) {
        if (!required || given.has(key)) continue;
        missingField(key, spot, missing.get(key));
        parts.push([key, shape.standIn()]);
      }
      return assemble<T>(parts);
    },
    standIn,
    schema: (definitions) => ({
      type: "object",
      properties: Object.fromEntries(
        [...known].map(([key, { shape }]) => [key, shape.schema(definitions)]),
      ),
      required: [...known].filter(([, field]) => field.required).map(([key]) => key),
      additionalProperties: false,
    }),
  };
}

/** The object of these parts, each read by the shape of its own field or key: which is what makes the whole a `T`. */
const assemble = <T>(parts: readonly (readonly [string, unknown])[]): T =>
  Object.fromEntries(parts) as T;

function unknownField(
  key: string,
  value: unknown,
  known: readonly string[],
  spot: Spot,
  mistaken: Readonly<Record<string, FaultRule>> = {},
): void {
  const near = nearest(key, known);
  const rule = Object.hasOwn(mistaken, key) ? mistaken[key] : undefined;
  const plain = {
    code: "unknown-field",
    message: `there is no field "${shownKey(key)}" here`,
    ...shown(value),
    suggestion: near === undefined ? `known are ${known.join(", ")}` : `did you mean "${near}"?`,
  };
  spot.faults.push({ ...(rule ?? plain), path: below(spot, key).path });
}

function missingField(key: string, spot: Spot, rule: FaultRule | undefined): void {
  const plain = { code: "missing-field", message: `the field "${key}" is missing` };
  spot.faults.push({ ...(rule ?? plain), path: below(spot, key).path });
}

/** What the keys of a record must be. */
export interface KeyRule {
  /** The fault of one key, without its path; undefined where it stands. */
  readonly fault: (key: string) => FaultRule | undefined;
  readonly schema: (definitions: Definitions) => JsonSchema;
  /** A fault of all keys together, which then are not looked at one by one. */
  readonly faultOfAll?: (keys: readonly string[]) => FaultRule | undefined;
}

/**
 * An object whose keys the author chooses within the rule, all with values of one shape; a faulty key keeps its value.
 * `R` says more of the keys than that they are texts.
 */
export function record<T, R = Readonly<Record<string, T>>>(
  item: Shape<T>,
  keys: KeyRule,
): Shape<R> {
  return {
    read: (value, spot) => {
      const given = plainObject(value, spot);
      const together = given === undefined ? undefined : keys.faultOfAll?.([...given.keys()]);
      if (given === undefined || together !== undefined) {
        if (together !== undefined) spot.faults.push({ ...together, path: spot.path });
        return assemble<R>([]);
      }
      return assemble<R>(
        [...given].map(([key, inner]) => {
          const at = below(spot, key);
          const fault = keys.fault(key);
          if (fault !== undefined) spot.faults.push({ ...fault, path: at.path });
          return [key, item.read(inner, at)];
        }),
      );
    },
    standIn: () => assemble<R>([]),
    schema: (definitions) => ({
      type: "object",
      propertyNames: keys.schema(definitions),
      additionalProperties: item.schema(definitions),
    }),
  };
}

/** The members of a union whose `By` may be `K`. */
export type Variant<T, By extends keyof T, K> = T extends unknown
  ? K extends T[By]
    ? T
    : never
  : never;

/** One shape for each variant of a union: a new variant does not compile without one. */
export type Variants<T, By extends keyof T> = {
  readonly [K in T[By] & string]: Shape<Variant<T, By, K>>;
};

/** One of several objects told apart by the field `by`; only the chosen one's faults are reported. The first stands in. */
export function variants<T, By extends keyof T & string>(
  by: By,
  shapes: Variants<T, By>,
  insteadOf?: (value: unknown) => string | undefined,
): Shape<T> {
  // Each shape reads one member of T, which the type of `shapes` holds to; together they read T.
  const known = new Map(Object.entries(shapes as unknown as Readonly<Record<string, Shape<T>>>));
  const [first] = known.values();
  assert(first !== undefined, "a union has at least one variant");
  return {
    read: (value, spot) => {
      const given = plainObject(value, spot, insteadOf);
      if (given === undefined) return first.standIn();
      const name = given.get(by);
      const chosen = typeof name === "string" ? known.get(name) : undefined;
      if (chosen !== undefined) return chosen.read(value, spot);
      spot.faults.push({
        ...variantFault(by, name, [...known.keys()]),
        path: below(spot, by).path,
      });
      return first.standIn();
    },
    standIn: first.standIn,
    schema: (definitions) => ({
      oneOf: [...new Set(known.values())].map((shape) => shape.schema(definitions)),
    }),
  };
}

function variantFault(by: string, name: unknown, known: readonly string[]): FaultRule {
  if (name === undefined)
    return {
      code: "missing-field",
      message: `the field "${by}" is missing`,
      suggestion: `write ${choiceOf(known)}`,
    };
  return {
    code: `unknown-${by}`,
    message: `there is no such ${by}`,
    ...shown(name),
    suggestion: suggestName(String(name), known),
  };
}
