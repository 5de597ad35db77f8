import type { FastifyReply, FastifyRequest } from "fastify";
import type { IdempotentRequest, StoredAnswer } from "../services/services.ts";
import { mediaType } from "./bodies.ts";
import { refusalOf } from "./problem.ts";

const keyPattern = /^[\x21-\x7e]{1,255}$/;

/** The caller's Idempotency-Key with what it stands for; undefined where none was sent. */
export const onceOf = (request: FastifyRequest): IdempotentRequest | undefined =>
  request.headers["idempotency-key"] === undefined
    ? undefined
    : onceFor(request, bytesOf(request.body));

/** The key of a request that has one, and the bytes it came with. */
export function onceFor(request: FastifyRequest, body: Buffer): IdempotentRequest {
  const key = request.headers["idempotency-key"];
  if (typeof key !== "string" || !keyPattern.test(key))
    throw refusalOf([
      {
        code: "idempotency-key-invalid",
        path: "/headers/idempotency-key",
        message: "an Idempotency-Key has 1 to 255 printable characters and is sent once",
        ...(typeof key === "string" ? { value: key } : {}),
      },
    ]);
  const route = `${request.method} ${request.routeOptions.url ?? ""}`;
  return { key, route, body: `${headersThatCount(request)}\n${body.toString("latin1")}` };
}

/** What the headers say of the body: how it is read, and the attributes of a binary CloudEvent. */
function headersThatCount(request: FastifyRequest): string {
  const attributes = Object.entries(request.headers).filter(([name]) => name.startsWith("ce-"));
  return JSON.stringify([mediaType(request), ...attributes.sort()]);
}

/** The bytes of a body that was read whole. */
export const bytesOf = (body: unknown): Buffer => (Buffer.isBuffer(body) ? body : Buffer.alloc(0));

/** Sends a stored answer as it was first given. */
export const sendStored = (
  reply: FastifyReply,
  answer: StoredAnswer,
  type = "application/json",
): FastifyReply => reply.code(answer.status).type(type).send(answer.body);
