import { openApiDocument } from "../../src/http/openapi.ts";
import { isObject, type Json, violations } from "./json-schema.ts";

/** The description as a client gets it. */
export const description = JSON.parse(JSON.stringify(openApiDocument())) as Json;

/** One described operation. */
export interface Described {
  readonly method: string;
  /** `/v1/customers/{id}`. */
  readonly path: string;
  readonly operation: Json;
}

/** A member of an object, as an object; empty where there is none. */
export function part(value: unknown, ...keys: readonly string[]): Json {
  let found: unknown = value;
  for (const key of keys)
    found = Array.isArray(found) || isObject(found) ? Reflect.get(found, key) : undefined;
  return isObject(found) ? found : {};
}

/** Every operation that is described. */
export const described: readonly Described[] = Object.entries(part(description, "paths")).flatMap(
  ([path, item]) =>
    Object.entries(part(item)).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      operation: part(operation),
    })),
);

/** The operation that a request is for. */
export function operationAt(method: string, url: string): Described | undefined {
  const path = url.split("?")[0] ?? url;
  const fits = described.filter((one) => {
    const pattern = one.path.replace(/\{[^}]+\}/g, "[^/]+").replaceAll(".", "\\.");
    return one.method === method && new RegExp(`^${pattern}$`).test(path);
  });
  // A path without a parameter is meant where both fit, as in the router.
  return fits.sort((left, right) => left.path.split("{").length - right.path.split("{").length)[0];
}

/** A part of the description, or the component that it refers to. */
export function referred(value: unknown): unknown {
  const { $ref } = part(value);
  return typeof $ref === "string" ? part(description, ...$ref.split("/").slice(1)) : value;
}

/** What of an answer the description does not allow; fields it does not name count. */
export function undescribed(
  { operation }: Described,
  status: number,
  mediaType: string,
  body: unknown,
): readonly string[] {
  const response = referred(part(operation, "responses")[String(status)]);
  if (!isObject(response)) return [`status ${status} is not described`];
  const content = part(response, "content");
  if (mediaType === "") return Object.keys(content).length === 0 ? [] : ["the body is missing"];
  const media = content[mediaType];
  if (!isObject(media)) return [`${mediaType} is not described for ${status}`];
  const wrong = violations(body, part(media, "schema"), { document: description, closed: true });
  if (status < 400) return wrong;
  const code = isObject(body) ? String(body.code) : "";
  const known = Object.hasOwn(part(media, "examples"), code);
  return known ? wrong : [...wrong, `the problem ${code} is not described`];
}
