import { openApiDocument } from "../../src/http/openapi.ts";
import { portalDocument } from "../../src/http/portal/openapi-portal.ts";
import { isObject, type Json, violations } from "./json-schema.ts";

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

/** An API as its document describes it. */
export interface ApiDescription {
  /** As a client gets it. */
  readonly document: Json;
  /** Every operation that is described. */
  readonly described: readonly Described[];
}

const describedBy = (written: unknown): ApiDescription => {
  const document = JSON.parse(JSON.stringify(written)) as Json;
  const described = Object.entries(part(document, "paths")).flatMap(([path, item]) =>
    Object.entries(part(item)).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      operation: part(operation),
    })),
  );
  return { document, described };
};

/** The API that programs and the console ask. */
export const florin = describedBy(openApiDocument());

/** What the portal asks. */
export const portal = describedBy(portalDocument());

export const { document: description, described } = florin;

/** The operation of an API that a request is for. */
export function operationAt(
  method: string,
  url: string,
  api: ApiDescription = florin,
): Described | undefined {
  const path = url.split("?")[0] ?? url;
  const fits = api.described.filter((one) => {
    const pattern = one.path.replace(/\{[^}]+\}/g, "[^/]+").replaceAll(".", "\\.");
    return one.method === method && new RegExp(`^${pattern}$`).test(path);
  });
  // A path without a parameter is meant where both fit, as in the router.
  return fits.sort((left, right) => left.path.split("{").length - right.path.split("{").length)[0];
}

/** A part of a document, or the component that it refers to. */
export function referred(value: unknown, { document }: ApiDescription = florin): unknown {
  const { $ref } = part(value);
  return typeof $ref === "string" ? part(document, ...$ref.split("/").slice(1)) : value;
}

/** What of an answer the description does not allow; fields it does not name count. */
export function undescribed(
  { operation }: Described,
  status: number,
  mediaType: string,
  body: unknown,
  api: ApiDescription = florin,
): readonly string[] {
  const response = referred(part(operation, "responses")[String(status)], api);
  if (!isObject(response)) return [`status ${status} is not described`];
  const content = part(response, "content");
  if (mediaType === "") return Object.keys(content).length === 0 ? [] : ["the body is missing"];
  const media = content[mediaType];
  if (!isObject(media)) return [`${mediaType} is not described for ${status}`];
  const wrong = violations(body, part(media, "schema"), {
    document: api.document,
    closed: true,
  });
  if (status < 400) return wrong;
  const code = isObject(body) ? String(body.code) : "";
  const known = Object.hasOwn(part(media, "examples"), code);
  return known ? wrong : [...wrong, `the problem ${code} is not described`];
}
