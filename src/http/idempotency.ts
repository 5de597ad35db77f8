import type { FastifyReply, FastifyRequest } from "fastify";
import type { IdempotentRequest, StoredAnswer } from "../services/services.ts";
import { Refusal } from "./problem.ts";

const keyPattern = /^[\x21-\x7e]{1,255}$/;

/** The caller's Idempotency-Key with what it stands for; undefined where none was sent. */
export function onceOf(request: FastifyRequest): IdempotentRequest | undefined {
  const key = request.headers["idempotency-key"];
  if (key === undefined) return undefined;
  if (typeof key !== "string" || !keyPattern.test(key))
    throw new Refusal(
      "idempotency-key-invalid",
      "an Idempotency-Key has 1 to 255 printable characters",
    );
  const body = Buffer.isBuffer(request.body) ? request.body.toString("latin1") : "";
  return { key, route: `${request.method} ${request.routeOptions.url ?? ""}`, body };
}

/** Sends a stored answer as it was first given. */
export const sendStored = (reply: FastifyReply, answer: StoredAnswer): FastifyReply =>
  reply.code(answer.status).type("application/json").send(answer.body);
