import type { FastifyRequest } from "fastify";
import type { Result } from "../fault/fault.ts";
import {
  imageTypes,
  mediaType,
  ndjsonType,
  statementTypes,
  unsupportedMediaType,
} from "./bodies.ts";
import { Refusal, refusalOf } from "./problem.ts";
import { decodeUtf8, parseJson, parseStrictJson } from "./strict-json.ts";

/** The value of a result, or its faults as a refusal that ends the request. */
export function accept<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw refusalOf(result.faults);
}

function bodyText(request: FastifyRequest): string {
  const type = mediaType(request);
  if (type === ndjsonType || imageTypes.includes(type) || statementTypes.includes(type))
    throw unsupportedMediaType(request);
  if (!Buffer.isBuffer(request.body) || request.body.length === 0)
    throw new Refusal("malformed-body", "a JSON body is needed, and none came");
  return accept(decodeUtf8(request.body));
}

/** The body as the bytes of an image. */
export function imageBody(request: FastifyRequest): Uint8Array {
  if (!imageTypes.includes(mediaType(request))) throw unsupportedMediaType(request);
  if (!Buffer.isBuffer(request.body) || request.body.length === 0)
    throw new Refusal("malformed-body", "the bytes of an image are needed, and none came");
  return request.body;
}

/** The body as the bytes of a bank's file. */
export function statementBody(request: FastifyRequest): Uint8Array {
  if (!statementTypes.includes(mediaType(request))) throw unsupportedMediaType(request);
  if (!Buffer.isBuffer(request.body) || request.body.length === 0)
    throw new Refusal("malformed-body", "a bank's file is needed, and none came");
  return request.body;
}

/** The body as JSON, read strictly: no key twice, no number that changed on the way. */
export const strictBody = (request: FastifyRequest): unknown =>
  accept(parseStrictJson(bodyText(request)));

/** The body as JSON and its text, at the speed of `JSON.parse`: for events, which have a check of their own. */
export function fastBody(request: FastifyRequest): {
  readonly json: unknown;
  readonly text: string;
} {
  const text = bodyText(request);
  return { json: accept(parseJson(text)), text };
}
