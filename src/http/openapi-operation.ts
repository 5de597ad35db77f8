import type { Definitions, JsonSchema } from "../model/json-schema.ts";
import { named, type Shape } from "../model/shape.ts";
import type { ProblemCode } from "./problem-types.ts";

/** Writes a schema; what it names goes into the definitions. */
export type SchemaOf = (definitions: Definitions) => JsonSchema;

/** A query parameter or header that a route reads. */
export interface Parameter {
  readonly name: string;
  readonly description: string;
  readonly required?: boolean;
  readonly schema: JsonSchema;
  readonly example?: string | number;
}

/** A body, by its media type. */
export type Content = Readonly<
  Record<string, { readonly schema: SchemaOf; readonly example?: unknown }>
>;

/** What a route answers when it does what was asked. */
export interface Answer {
  readonly status: number;
  readonly description: string;
  /** Absent where there is no body. */
  readonly content?: Content;
}

/** One route as clients see it. */
export interface Operation {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** As the server writes it: `/v1/customers/:id`. */
  readonly url: string;
  /** A name for generated clients. */
  readonly id: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  /** `read` and `write`: a key or a session; `person`: a member's session; `open`: anybody. */
  readonly access: "open" | "read" | "write" | "person";
  readonly path?: readonly Parameter[];
  readonly query?: readonly Parameter[];
  readonly headers?: readonly Parameter[];
  readonly body?: Content;
  readonly answers: readonly Answer[];
  /** The refusals of this route, besides those of every route. */
  readonly problems: readonly ProblemCode[];
}

/** A schema with a name of its own, so that generated clients have one type for it. */
export const component = <T>(name: string, shape: Shape<T>): SchemaOf =>
  named(name, () => shape).schema;

/** As {@link component} for what the server sends: a later version may add fields, so clients must let unknown ones pass. */
export const answerComponent = <T>(name: string, shape: Shape<T>): SchemaOf =>
  component(name, { ...shape, schema: (definitions) => opened(shape.schema(definitions)) });

/** The schema without its ban on further fields. */
function opened(schema: JsonSchema): JsonSchema {
  return Object.fromEntries(
    Object.entries(schema).flatMap(([keyword, value]) =>
      keyword === "additionalProperties" && value === false ? [] : [[keyword, openedValue(value)]],
    ),
  );
}

function openedValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(openedValue);
  return typeof value === "object" && value !== null ? opened(value as JsonSchema) : value;
}

/** JSON that a shape describes, with an example. */
export const json = (schema: SchemaOf, example?: unknown): Content => ({
  "application/json": example === undefined ? { schema } : { schema, example },
});

/** The refusals of every route that reads a body. */
export const bodyProblems: readonly ProblemCode[] = [
  "malformed-body",
  "duplicate-key",
  "forbidden-key",
  "too-complex",
  "body-too-large",
  "inflated-too-large",
  "unsupported-encoding",
  "unsupported-media-type",
  "invalid-request",
];

/** The refusals of every route that takes an `Idempotency-Key`. */
export const onceProblems: readonly ProblemCode[] = [
  "idempotency-key-invalid",
  "idempotency-key-reused",
  "idempotency-in-progress",
];

/** The header that makes a write safe to repeat. */
export const idempotencyKey: Parameter = {
  name: "Idempotency-Key",
  description:
    "1 to 255 printable characters. The same request under the same key gets the same answer and has its effect once.",
  schema: { type: "string", minLength: 1, maxLength: 255 },
  example: "9f1c2e",
};

const limit: Parameter = {
  name: "limit",
  description: "Items on a page.",
  schema: { type: "integer", minimum: 1, maximum: 500, default: 50 },
  example: 50,
};

const cursor: Parameter = {
  name: "cursor",
  description: "`next` of the page before. It belongs to this list and these filters.",
  schema: { type: "string", maxLength: 8_192 },
};

/** What every list takes. */
export const paging: readonly Parameter[] = [limit, cursor];

/** The refusals of every list. */
export const pagingProblems: readonly ProblemCode[] = ["invalid-limit", "invalid-cursor"];

/** A part of the path: the caller's own id of something. */
export const idInPath = (description: string, example: string): Parameter => ({
  name: "id",
  description,
  required: true,
  schema: { type: "string", minLength: 1, maxLength: 255 },
  example,
});

/** A route that reads one thing. */
export const reading = (
  operation: Pick<Operation, "url" | "id" | "tag" | "summary"> & Partial<Operation>,
  schema: SchemaOf,
  sample: unknown,
): Operation => ({
  method: "GET",
  access: "read",
  problems: [],
  ...operation,
  answers: [{ status: 200, description: "The answer.", content: json(schema, sample) }],
});
