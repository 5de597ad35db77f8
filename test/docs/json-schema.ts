import { parseCivilDate } from "../../src/time/calendar.ts";
import { parseInstant } from "../../src/time/instant.ts";

/** A JSON Schema, or a document that holds schemas. */
export type Json = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What validation needs besides the schema. */
export interface Surroundings {
  /** The document that `$ref` points into. */
  readonly document: Json;
  /** Takes fields that an object schema does not name for faults, where it says nothing of others. */
  readonly closed?: boolean;
}

/** Words about a schema, and bounds of formats that only a server checks. */
const ignored = new Set(["description", "default", "title", "example", "$schema", "$id", "$defs"]);

/** Formats that are checked here; `currency`, `cadence`, `duration`, `time-zone` and `uri` are names for readers. */
const formats: Readonly<Record<string, (text: string) => boolean>> = {
  "date-time": (text) => parseInstant(text).ok,
  date: (text) => parseCivilDate(text).ok,
};

const typeOf = (value: unknown): string => {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return typeof value;
};

const isOfType = (value: unknown, type: unknown): boolean =>
  typeOf(value) === type || (type === "integer" && Number.isInteger(value));

/** The part of a document that a `$ref` points at. */
function resolve(document: Json, pointer: string): Json {
  let found: unknown = document;
  for (const key of pointer.replace(/^#\//, "").split("/"))
    found = isObject(found) ? found[key] : undefined;
  if (!isObject(found)) throw new Error(`${pointer} points at nothing`);
  return found;
}

type Check = (
  operand: unknown,
  value: unknown,
  at: string,
  around: Surroundings,
  schema: Json,
) => string[];

const rule =
  (holds: (value: unknown, operand: unknown) => boolean, words: string): Check =>
  (operand, value, at) =>
    holds(value, operand) ? [] : [`${at}: ${words} ${JSON.stringify(operand)}`];

const ifText =
  (holds: (text: string, operand: unknown) => boolean) => (value: unknown, of: unknown) =>
    typeof value !== "string" || holds(value, of);
const ifNumber = (holds: (n: number, of: number) => boolean) => (value: unknown, of: unknown) =>
  typeof value !== "number" || holds(value, Number(of));
const ifList = (holds: (length: number, of: number) => boolean) => (value: unknown, of: unknown) =>
  !Array.isArray(value) || holds(value.length, Number(of));

const checks: Readonly<Record<string, Check>> = {
  $ref: (operand, value, at, around) =>
    violations(value, resolve(around.document, String(operand)), around, at),
  type: rule(
    (value, operand) => [operand].flat().some((type) => isOfType(value, type)),
    "is not of type",
  ),
  const: rule((value, operand) => value === operand, "is not"),
  enum: rule((value, operand) => Array.isArray(operand) && operand.includes(value), "is none of"),
  pattern: rule(
    ifText((text, operand) => new RegExp(String(operand), "u").test(text)),
    "does not match",
  ),
  format: rule(
    ifText((text, operand) => formats[String(operand)]?.(text) ?? true),
    "is no",
  ),
  minLength: rule(
    ifText((text, operand) => text.length >= Number(operand)),
    "is shorter than",
  ),
  maxLength: rule(
    ifText((text, operand) => text.length <= Number(operand)),
    "is longer than",
  ),
  minimum: rule(
    ifNumber((n, of) => n >= of),
    "is below",
  ),
  maximum: rule(
    ifNumber((n, of) => n <= of),
    "is above",
  ),
  exclusiveMinimum: rule(
    ifNumber((n, of) => n > of),
    "is not above",
  ),
  minItems: rule(
    ifList((length, of) => length >= of),
    "has fewer items than",
  ),
  maxItems: rule(
    ifList((length, of) => length <= of),
    "has more items than",
  ),
  maxProperties: rule(
    (value, operand) => !isObject(value) || Object.keys(value).length <= Number(operand),
    "has more properties than",
  ),
  anyOf: (operand, value, at, around) => alternatives(operand, value, at, around, (n) => n > 0),
  oneOf: (operand, value, at, around) => alternatives(operand, value, at, around, (n) => n === 1),
  items: (operand, value, at, around) =>
    Array.isArray(value) && isObject(operand)
      ? value.flatMap((item, index) => violations(item, operand, around, `${at}/${index}`))
      : [],
  required: (operand, value, at) =>
    isObject(value) && Array.isArray(operand)
      ? operand.filter((key) => !Object.hasOwn(value, key)).map((key) => `${at}: lacks ${key}`)
      : [],
  propertyNames: (operand, value, at, around) =>
    isObject(value) && isObject(operand)
      ? Object.keys(value).flatMap((key) => violations(key, operand, around, `${at}/${key}`))
      : [],
  properties: (operand, value, at, around, schema) => {
    if (!isObject(value) || !isObject(operand)) return [];
    return Object.entries(value).flatMap(([key, inner]) => {
      const of = Object.hasOwn(operand, key) ? operand[key] : undefined;
      if (isObject(of)) return violations(inner, of, around, `${at}/${key}`);
      const open = schema.additionalProperties === undefined && around.closed === true;
      return open ? [`${at}: says more than its schema: ${key}`] : [];
    });
  },
  additionalProperties: (operand, value, at, around, schema) => {
    if (!isObject(value)) return [];
    const named = isObject(schema.properties) ? schema.properties : {};
    const others = Object.entries(value).filter(([key]) => !Object.hasOwn(named, key));
    if (isObject(operand))
      return others.flatMap(([key, inner]) => violations(inner, operand, around, `${at}/${key}`));
    return operand === false ? others.map(([key]) => `${at}: has no field ${key}`) : [];
  },
};

function alternatives(
  operand: unknown,
  value: unknown,
  at: string,
  around: Surroundings,
  enough: (fitting: number) => boolean,
): string[] {
  const found = [operand].flat().map((one) => violations(value, one as Json, around, at));
  if (enough(found.filter((wrong) => wrong.length === 0).length)) return [];
  const nearest = found.sort((left, right) => left.length - right.length)[0] ?? [];
  return nearest.length === 0 ? [`${at}: fits several alternatives`] : nearest;
}

/**
 * What keeps a value from being valid, each with its place: JSON Schema 2020-12 as far as our own schemas use it. A
 * keyword that is not known here throws, so that no part of a schema is passed over unseen.
 */
export function violations(value: unknown, schema: Json, around: Surroundings, at = ""): string[] {
  return Object.entries(schema).flatMap(([keyword, operand]) => {
    if (ignored.has(keyword)) return [];
    const check = checks[keyword];
    if (check === undefined) throw new Error(`${at}: the keyword ${keyword} is not known here`);
    return check(operand, value, at, around, schema);
  });
}
