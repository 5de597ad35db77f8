import type { Definitions, JsonSchema } from "../../model/json-schema.ts";
import type { Operation, Parameter, SchemaOf } from "../openapi-operation.ts";

/** Items that a page has where a tool's caller does not say, and at most: a model reads every one of them. */
export const pageLimits = { default: 20, maximum: 100 } as const;

const jsonType = "application/json";

/** How a tool names the parameters of its route, and which it has not. */
export interface Offered {
  /** The name of a parameter of the route, by the name of the argument. */
  readonly named: Readonly<Record<string, string>>;
  /** Arguments of the tool's own. */
  readonly own: Readonly<Record<string, JsonSchema>>;
  readonly ownRequired: readonly string[];
}

/** What a tool takes: the parameters of its route and the fields of its body, beside one another. */
export function inputSchemaOf(
  operation: Operation,
  { named, own, ownRequired }: Offered,
): JsonSchema {
  const definitions: Definitions = new Map();
  const body = operation.body?.[jsonType]?.schema;
  const whole = body === undefined ? {} : rootOf(body, definitions);
  const parameters = [...(operation.path ?? []), ...(operation.query ?? [])];
  const argumentOf = (name: string): string =>
    Object.entries(named).find(([, parameter]) => parameter === name)?.[0] ?? name;
  return withDefinitions(
    {
      type: "object",
      properties: {
        ...Object.fromEntries(parameters.map((one) => [argumentOf(one.name), argument(one)])),
        ...(whole.properties as object),
        ...own,
      },
      required: [
        ...parameters.filter(({ required }) => required).map(({ name }) => argumentOf(name)),
        ...((whole.required ?? []) as readonly string[]),
        ...ownRequired,
      ],
      additionalProperties: false,
    },
    definitions,
  );
}

function argument({ name, description, schema, example }: Parameter): JsonSchema {
  const limits = name === "limit" ? { ...schema, ...pageLimits } : schema;
  return { ...limits, description, ...(example === undefined ? {} : { examples: [example] }) };
}

/** What a tool answers: what its route answers with 200, and `next` where the tool cuts a list. */
export function outputSchemaOf(schema: SchemaOf, cuts: boolean): JsonSchema {
  const definitions: Definitions = new Map();
  const { properties, ...root } = rootOf(schema, definitions);
  const next = {
    anyOf: [{ type: "string" }, { type: "null" }],
    description: "The cursor of what follows; null at the end.",
  };
  return withDefinitions(
    {
      ...root,
      type: "object",
      properties: { ...(properties as object), ...(cuts ? { next } : {}) },
    },
    definitions,
  );
}

/** The schema of an operation's answer. */
export function answerSchemaOf({ answers, id }: Operation): SchemaOf {
  const schema = answers[0]?.content?.[jsonType]?.schema;
  if (schema === undefined) throw new Error(`broken invariant: ${id} answers JSON`);
  return schema;
}

/** An object schema itself, where only a reference to it was written. */
function rootOf(schema: SchemaOf, definitions: Definitions): JsonSchema {
  const written = schema(definitions);
  const name = String(written.$ref ?? "").replace("#/$defs/", "");
  return definitions.get(name) ?? written;
}

/** The schema with those of the definitions that it refers to, in one step or in several. */
function withDefinitions(schema: JsonSchema, definitions: Definitions): JsonSchema {
  const needed = new Map<string, JsonSchema>();
  const gather = (part: JsonSchema): void => {
    for (const [, name = ""] of JSON.stringify(part).matchAll(/"#\/\$defs\/([^"]+)"/g)) {
      const definition = definitions.get(name);
      if (definition === undefined || needed.has(name)) continue;
      needed.set(name, definition);
      gather(definition);
    }
  };
  gather(schema);
  return withoutOwnFormats(
    needed.size === 0 ? schema : { ...schema, $defs: Object.fromEntries(needed) },
  );
}

/** Formats that every validator knows; of others some complain. */
const knownFormats: ReadonlySet<unknown> = new Set(["date", "date-time", "uri"]);

function withoutOwnFormats(schema: JsonSchema): JsonSchema {
  return Object.fromEntries(
    Object.entries(schema).flatMap(([keyword, value]) =>
      keyword === "format" && typeof value === "string" && !knownFormats.has(value)
        ? []
        : [[keyword, inPart(value)]],
    ),
  );
}

function inPart(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inPart);
  return typeof value === "object" && value !== null
    ? withoutOwnFormats(value as JsonSchema)
    : value;
}
