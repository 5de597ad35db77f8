import type { FastifyRequest } from "fastify";
import type { Fault } from "../../../fault/fault.ts";
import { refusalOf } from "../../problem.ts";
import { strictBody } from "../../read-body.ts";
import { isRecord } from "../../record.ts";

/** The fields of a resource, without those that are null: to Lago those say nothing. */
export type Fields = Readonly<Record<string, unknown>>;

/** What may be said of a resource, and what is passed over since nothing of Florin depends on it. */
export interface FieldNames {
  readonly read: readonly string[];
  readonly passedOver: readonly string[];
}

/** The resource that a body wraps in its name. */
export function wrapped(body: unknown, name: string): unknown {
  if (isRecord(body) && body[name] !== undefined) return body[name];
  throw refusalOf([missing(name)]);
}

/** The fields of the resource in a body. Refuses a field that would change something here and cannot. */
export const fieldsIn = (request: FastifyRequest, name: string, names: FieldNames): Fields =>
  fieldsOf(wrapped(strictBody(request), name), names);

/** The fields of a resource; `path` is its place. Refuses `wrong-type` and `unknown-field`. */
export function fieldsOf(given: unknown, { read, passedOver }: FieldNames, path = ""): Fields {
  if (!isRecord(given))
    throw refusalOf([{ code: "wrong-type", path, message: "this is an object", value: given }]);
  const said = Object.entries(given).filter(([, value]) => value !== null);
  const unknown = said.filter(([name]) => !read.includes(name) && !passedOver.includes(name));
  if (unknown.length > 0) throw refusalOf(unknown.map(([name]) => notTaken(`${path}/${name}`)));
  return Object.fromEntries(said.filter(([name]) => read.includes(name)));
}

const missing = (name: string): Fault => ({
  code: "missing-field",
  path: `/${name}`,
  message: `a body has its resource under "${name}"`,
});

const notTaken = (path: string): Fault => ({
  code: "unknown-field",
  path: path.slice(0, 80),
  message: "this is not done here",
  suggestion: "leave it out; docs/clients.md says what is covered",
});

/** A field's text; undefined where it is none. */
export function textIn(fields: Fields, name: string): string | undefined {
  const value = fields[name];
  return typeof value === "string" ? value : undefined;
}

/** The fields that are there, under other names. */
export const renamed = (fields: Fields, names: Readonly<Record<string, string>>): Fields =>
  Object.fromEntries(
    Object.entries(names).flatMap(([from, to]) =>
      fields[from] === undefined ? [] : [[to, fields[from]]],
    ),
  );
