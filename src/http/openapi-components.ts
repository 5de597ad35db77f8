import type { Definitions, JsonSchema } from "../model/json-schema.ts";

/** Writes a schema with what has a name replaced by a reference to the document's component of that name. */
export type Refer = (schema: JsonSchema) => JsonSchema;

/** The components of a document, and how its other schemas refer to them. */
export interface Components {
  readonly schemas: Readonly<Record<string, JsonSchema>>;
  readonly refer: Refer;
}

/** Objects of fewer fields, and fewer choices, are alike by chance. */
const partsMin = 4;

const shapeFolder = "#/$defs/";

/**
 * Names what is said more than once: a schema of some fields that is that of a component, and whatever stands at a place of `shared`, by
 * a name of its own wherever it stands. Changes the definitions by adding those.
 *
 * @param definitions Every schema that has a name by itself; the description must be written once before.
 * @param shared Where each of the others stands first: `DraftList.items.lines`, through lists and what may be null.
 */
export function componentsOf(
  definitions: Definitions,
  shared: Readonly<Record<string, string>>,
): Components {
  const names = new Map<string, string>();
  for (const [name, schema] of [...definitions].sort(byName))
    if (partsOf(schema) >= partsMin && !names.has(textOf(schema))) names.set(textOf(schema), name);
  for (const [name, place] of Object.entries(shared)) {
    const schema = schemaAt(place, definitions);
    if (definitions.has(name)) throw new Error(`${name} has a schema already`);
    definitions.set(name, schema);
    names.set(textOf(schema), name);
  }
  const within = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(within);
    return typeof value === "object" && value !== null ? refer(value as JsonSchema) : value;
  };
  const parts: Refer = (schema) =>
    Object.fromEntries(
      Object.entries(schema).map(([keyword, value]) => [
        keyword,
        keyword === "$ref" ? String(value).replace(shapeFolder, componentFolder) : within(value),
      ]),
    );
  const refer: Refer = (schema) => {
    const name = isNameable(schema) ? names.get(textOf(schema)) : undefined;
    return name === undefined ? parts(schema) : { $ref: `${componentFolder}${name}` };
  };
  const schemas = [...definitions].sort(byName).map(([name, schema]) => [name, parts(schema)]);
  return { schemas: Object.fromEntries(schemas), refer };
}

const componentFolder = "#/components/schemas/";

const byName = ([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number =>
  left < right ? -1 : 1;

const partsOf = ({ properties, enum: choices }: JsonSchema): number =>
  Array.isArray(choices) ? choices.length : Object.keys(properties ?? {}).length;

/** Objects with fields of their own, and choices. */
const isNameable = ({ type, enum: choices, properties }: JsonSchema): boolean =>
  (type === "object" && properties !== undefined) || Array.isArray(choices);

const textOf = (schema: JsonSchema): string => JSON.stringify(schema);

function schemaAt(place: string, definitions: Definitions): JsonSchema {
  const [first = "", ...fields] = place.split(".");
  let found = opened(definitions.get(first), definitions);
  for (const field of fields) {
    const { properties } = found ?? {};
    const inner = (properties as Readonly<Record<string, JsonSchema>> | undefined)?.[field];
    found = opened(inner, definitions);
  }
  if (found === undefined) throw new Error(`nothing stands at ${place}`);
  return found;
}

/** What a list is of, and what it is that may be null. */
function opened(schema: JsonSchema | undefined, definitions: Definitions): JsonSchema | undefined {
  const { $ref, items, anyOf } = schema ?? {};
  if (typeof $ref === "string")
    return opened(definitions.get($ref.replace(shapeFolder, "")), definitions);
  if (items !== undefined) return opened(items as JsonSchema, definitions);
  const some = Array.isArray(anyOf) ? (anyOf as readonly JsonSchema[]) : undefined;
  const only = some?.filter(({ type }) => type !== "null");
  return only?.length === 1 ? opened(only[0], definitions) : schema;
}
