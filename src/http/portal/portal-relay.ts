import { createHash } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Action } from "../../access/actions.ts";
import type { Passes } from "../kept-writes.ts";
import { isRecord } from "../record.ts";
import { guestOf } from "./portal-guard.ts";

/** A request to a route of `/v1` that a portal makes for somebody. */
export interface RelayedRequest {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** With the customer's own id in it. */
  readonly url: string;
  /** What that route asks for: all that the request may do. */
  readonly action: Action;
  readonly body?: unknown;
  /** Why they ask for it, in their own words. */
  readonly reason?: string;
}

/** What it was answered. */
export interface RelayedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly bytes: Buffer;
  readonly json: () => unknown;
}

/** Asks `/v1` for whoever is in a portal, as what they are in the audit log. */
export type Relay = (request: FastifyRequest, asked: RelayedRequest) => Promise<RelayedAnswer>;

/**
 * Asks the routes of the server itself, so that what is told, kept for approval, done once and written to the audit log is that of `/v1`.
 * The pass opens one route, for one request, and whose customer it is stands in the address or the body, never in what the caller sent.
 */
export const relayTo =
  (app: FastifyInstance, { lend }: Passes): Relay =>
  (request, { method, url, action, body, reason }) => {
    const { tenant, session, actor, customer } = guestOf(request);
    const principal = {
      ...{ tenant, credential: `portal:${session}`, portal: actor },
      kind: "key",
      allowed: new Set([action]),
      ...(reason === undefined ? {} : { reason }),
    } as const;
    return lend(principal, async (pass) => {
      const answer = await app.inject({
        method,
        url,
        headers: {
          authorization: `Bearer ${pass}`,
          ...passedOn(request),
          ...onceOf(request, customer.id),
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
      });
      return {
        status: answer.statusCode,
        headers: answer.headers,
        bytes: answer.rawPayload,
        json: () => answer.json(),
      };
    });
  };

/** What the caller's own headers say about the answer: what is known of it, and by what name the server was reached. */
function passedOn({ headers, method }: FastifyRequest): Readonly<Record<string, string>> {
  const { host, "if-none-match": known } = headers;
  return {
    ...(host === undefined ? {} : { host }),
    ...(method === "GET" && known !== undefined ? { "if-none-match": known } : {}),
  };
}

/** A key of one customer is none of another's, nor of the seller's. */
function onceOf({ headers }: FastifyRequest, customer: string): Readonly<Record<string, string>> {
  const key = headers["idempotency-key"];
  return key === undefined ? {} : { "idempotency-key": `portal:${keyOf(customer, String(key))}` };
}

/** The same for the same customer and key, and for no others. */
export const keyOf = (customer: string, key: string): string =>
  createHash("sha256")
    .update(JSON.stringify([customer, key]))
    .digest("base64url");

/** Headers of an answer that are about its bytes. */
const ofBytes = [
  "content-type",
  "content-disposition",
  "content-security-policy",
  "etag",
  "cache-control",
  "retry-after",
] as const;

/** Whether the seller has to approve what was asked for. A payment that is under way is answered 202 as well, and nobody asked for it so. */
export function isWaiting({ status, json }: RelayedAnswer): boolean {
  const answer = status === 202 ? json() : undefined;
  return isRecord(answer) && "askedBy" in answer;
}

/** Sends what was answered, as it is; of what waits for the seller no more than that it does. */
export function sendRelayed(reply: FastifyReply, answer: RelayedAnswer): FastifyReply {
  if (isWaiting(answer)) {
    const { id } = answer.json() as { readonly id: string };
    return reply.code(202).send({ state: "waiting", id });
  }
  for (const name of ofBytes) {
    const value = answer.headers[name];
    if (value !== undefined) reply.header(name, value);
  }
  reply.code(answer.status);
  return answer.bytes.length === 0 ? reply.send() : reply.send(answer.bytes);
}
