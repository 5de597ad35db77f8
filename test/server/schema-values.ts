import fc from "fast-check";
import { isObject, type Json } from "../docs/json-schema.ts";

/** What strings are often: ids that exist, so that a request gets past the first check. */
const known = [
  "c-1",
  "c-2",
  "s-1",
  "operations",
  "hybrid",
  "team",
  "acme@1",
  "acme",
  "1",
  "12 USD",
];

/** What nobody should send. */
const hostile: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    "",
    " ",
    "\u0000",
    "\ud800",
    "__proto__",
    "../..",
    "NaN",
    "-0",
    "1e999",
  ),
  fc.constantFrom<unknown>(
    0,
    -1,
    1.5,
    Number.MAX_SAFE_INTEGER,
    true,
    [],
    {},
    [[]],
    "9".repeat(300),
  ),
  fc.constantFrom<unknown>("0000-01-01", "9999-12-31T23:59:60Z", "2026-02-30", "2026-13"),
  fc.string({ unit: "binary", maxLength: 20 }),
);

const depthMax = 6;

/** Values that a schema of a document mostly allows, and now and then what it does not. */
export function valuesOf(schema: unknown, document: Json, depth = 0): fc.Arbitrary<unknown> {
  if (!isObject(schema) || depth > depthMax) return hostile;
  return fc.oneof(
    { weight: 24, arbitrary: allowed(schema, document, depth) },
    { weight: 1, arbitrary: hostile },
  );
}

function allowed(schema: Json, document: Json, depth: number): fc.Arbitrary<unknown> {
  const { $ref, enum: choices, const: only, anyOf, oneOf } = schema;
  if ($ref !== undefined) return valuesOf(pointed(document, String($ref)), document, depth + 1);
  if (Array.isArray(choices)) return fc.constantFrom(...choices);
  if (only !== undefined) return fc.constant(only);
  const some = anyOf ?? oneOf;
  if (Array.isArray(some))
    return fc.oneof(...some.map((one) => valuesOf(one, document, depth + 1)));
  const [type] = [schema.type].flat();
  switch (type) {
    case "string":
      return texts(schema);
    case "integer":
      return fc.integer({ min: numberOr(schema.minimum, -5), max: numberOr(schema.maximum, 500) });
    case "number":
      return fc.double({
        min: numberOr(schema.minimum, -5),
        max: numberOr(schema.maximum, 500),
        noNaN: true,
      });
    case "boolean":
      return fc.boolean();
    case "array":
      return fc.array(valuesOf(schema.items, document, depth + 1), { maxLength: 2 });
    case "object":
      return objects(schema, document, depth);
    default:
      return hostile;
  }
}

function texts({ pattern, format }: Json): fc.Arbitrary<unknown> {
  if (format === "date") return fc.constantFrom("2026-01-01", "2026-02-28", "2025-12-31");
  if (format === "date-time")
    return fc.constantFrom("2026-01-05T00:00:00Z", "2026-02-01T00:00:00Z");
  if (typeof pattern === "string") return matching(pattern);
  return fc.constantFrom(...known);
}

/** What fast-check takes long to make, by its pattern: a document has few of them, in many places. */
const made = new Map<string, fc.Arbitrary<unknown>>();

function matching(pattern: string): fc.Arbitrary<unknown> {
  const texts = made.get(pattern) ?? textsOf(new RegExp(pattern, "u"));
  made.set(pattern, texts);
  return texts;
}

/** Texts that a pattern takes: of one that looks ahead, those of the known ones. */
function textsOf(pattern: RegExp): fc.Arbitrary<unknown> {
  if (!/\(\?[=!<]/.test(pattern.source)) return fc.stringMatching(pattern, { maxLength: 40 });
  const fitting = known.filter((text) => pattern.test(text));
  return fitting.length === 0 ? hostile : fc.constantFrom(...fitting);
}

function objects(
  { properties, required, additionalProperties }: Json,
  document: Json,
  depth: number,
): fc.Arbitrary<unknown> {
  const fields = Object.entries(isObject(properties) ? properties : {});
  const needed = [required].flat().filter((name): name is string => typeof name === "string");
  const named = fc.record(
    Object.fromEntries(fields.map(([name, inner]) => [name, valuesOf(inner, document, depth + 1)])),
    { requiredKeys: needed.filter((name) => fields.some(([one]) => one === name)) },
  );
  if (!isObject(additionalProperties)) return named;
  const others = fc.dictionary(
    fc.constantFrom(...known),
    valuesOf(additionalProperties, document, depth + 1),
    { maxKeys: 2 },
  );
  return fc.tuple(others, named).map(([one, other]) => ({ ...one, ...other }));
}

const numberOr = (value: unknown, otherwise: number): number =>
  typeof value === "number" ? value : otherwise;

function pointed(document: Json, pointer: string): unknown {
  let found: unknown = document;
  for (const step of pointer.slice(2).split("/")) found = isObject(found) ? found[step] : undefined;
  return found;
}
