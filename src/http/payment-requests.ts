import type { FastifyRequest } from "fastify";
import { readShape, type Shape } from "../model/shape.ts";
import type { IdempotentRequest } from "../services/services.ts";
import { onceOf } from "./idempotency.ts";
import { Refusal } from "./problem.ts";
import { accept, strictBody } from "./read-body.ts";
import { storable } from "./stored-text.ts";

/** A body that a shape describes, with all its faults at once. */
export function bodyAs<T>(
  request: FastifyRequest,
  shape: Shape<T>,
  texts: "fact" | "document" = "fact",
): T {
  const body = strictBody(request);
  const { value, faults } = readShape(shape, body);
  const read = faults.length > 0 ? { ok: false as const, faults } : { ok: true as const, value };
  return accept(storable(read, body, texts));
}

/** The key of a request, for the thing that its path names: the same key for another is another request. */
export function onceFor(request: FastifyRequest, id: string): IdempotentRequest | undefined {
  const once = onceOf(request);
  return once === undefined ? undefined : { ...once, route: `${once.route} ${id}` };
}

/** What moves money needs a key: repeated without one, it would move twice. */
export function keyed(request: FastifyRequest, id = ""): IdempotentRequest {
  const once = onceFor(request, id);
  if (once !== undefined) return once;
  throw new Refusal(
    "idempotency-key-required",
    "send an Idempotency-Key, so that repeating the request is safe",
  );
}
