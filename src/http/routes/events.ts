import type { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { IngestAnswer, ItemAnswer } from "../../services/ingest.ts";
import type { IngestOnce } from "../../services/ingest-once.ts";
import type { StoredAnswer } from "../../services/services.ts";
import { writer } from "../authenticate.ts";
import { bodyBytesMax, mediaType, ndjsonType } from "../bodies.ts";
import { fromBinaryCloudEvent, fromCloudEvent, isBinaryCloudEvent } from "../cloud-events.ts";
import { bytesOf, onceFor, sendStored } from "../idempotency.ts";
import { answerLines, ingestLines, itemsOf, readAllLines } from "../ndjson-ingest.ts";
import { Refusal } from "../problem.ts";
import { noQuery } from "../query.ts";
import { accept, fastBody } from "../read-body.ts";
import { isRecord } from "../record.ts";
import { mayHide, parseStrictJson } from "../strict-json.ts";

/** Items one JSON batch may have; longer streams go as NDJSON. */
export const batchItemsMax = 10_000;

/** Stores the events of one request for a tenant. */
export type Ingest = (tenant: string, items: readonly unknown[]) => Promise<IngestAnswer>;

/**
 * `POST /v1/events`: one event, a batch, an NDJSON stream, or CloudEvents 1.0 (structured, batched, binary). Answers after
 * the commit; every item of a batch gets its own answer. With an Idempotency-Key the whole request is one transaction.
 */
export function eventRoutes(app: FastifyInstance, ingest: Ingest, ingestOnce: IngestOnce): void {
  app.post("/v1/events", async (request, reply) => {
    const { tenant } = writer(request);
    noQuery(request);
    const isStream = mediaType(request) === ndjsonType;
    if (request.headers["idempotency-key"] !== undefined)
      return isStream
        ? keyedLines(request, reply, tenant, ingestOnce)
        : keyedItems(request, reply, tenant, ingestOnce);
    if (isStream) {
      const stream = request.body as Readable;
      return reply.type(ndjsonType).send(ingestLines(stream, (items) => ingest(tenant, items)));
    }
    const items = readItems(request);
    if (Array.isArray(items)) return batchAnswer(taken(await ingest(tenant, withinLimits(items))));
    const [answer] = taken(await ingest(tenant, [items]));
    return singleAnswer(answer);
  });
}

/** One event or a batch under a key. A refusal of the whole request keeps nothing and leaves the key free. */
async function keyedItems(
  request: FastifyRequest,
  reply: FastifyReply,
  tenant: string,
  ingestOnce: IngestOnce,
): Promise<FastifyReply> {
  const once = onceFor(request, bytesOf(request.body));
  const read = readItems(request);
  const answer = Array.isArray(read)
    ? await ingestOnce(tenant, withinLimits(read), once, (items) => kept(batchAnswer(items)))
    : await ingestOnce(tenant, [read], once, ([item]) => kept(singleAnswer(item)));
  return sendStored(reply, accept(answer));
}

/** Lines under a key: read whole, so they have a batch's limits, and stored together. */
async function keyedLines(
  request: FastifyRequest,
  reply: FastifyReply,
  tenant: string,
  ingestOnce: IngestOnce,
): Promise<FastifyReply> {
  const { bytes, lines } = await readAllLines(request.body as Readable, bodyBytesMax);
  const items = withinLimits(itemsOf(lines));
  const once = onceFor(request, bytes);
  const answer = await ingestOnce(tenant, items, once, (stored) => ({
    status: 200,
    body: answerLines(lines, stored),
  }));
  return sendStored(reply, accept(answer), ndjsonType);
}

const kept = (answer: object): StoredAnswer => ({ status: 200, body: JSON.stringify(answer) });

function readItems(request: FastifyRequest): unknown {
  const { json, text } = fastBody(request);
  if (mayHide(text, json)) accept(parseStrictJson(text));
  if (isBinaryCloudEvent(request.headers)) return fromBinaryCloudEvent(request.headers, json);
  const type = mediaType(request);
  if (type === "application/cloudevents+json") return fromCloudEvent(json);
  if (type === "application/cloudevents-batch+json")
    return Array.isArray(json) ? json.map(fromCloudEvent) : [json];
  if (isRecord(json) && json.specversion !== undefined) return fromCloudEvent(json);
  return json;
}

function withinLimits(items: readonly unknown[]): readonly unknown[] {
  if (items.length === 0)
    throw new Refusal("invalid-request", "a batch has at least one event", [
      { code: "batch-empty", path: "", message: "the list of events is empty" },
    ]);
  if (items.length > batchItemsMax)
    throw new Refusal(
      "batch-too-large",
      `a batch has at most ${batchItemsMax} events; send more as ${ndjsonType}`,
    );
  return items;
}

/** The answers, unless the server was too busy to take any. */
export function taken(answer: IngestAnswer): readonly ItemAnswer[] {
  if (answer !== "overloaded") return answer;
  throw new Refusal(
    "overloaded",
    "more usage is waiting than the server will hold; nothing was taken",
    [],
    {
      "retry-after": "1",
    },
  );
}

function batchAnswer(items: readonly ItemAnswer[]) {
  const count = (status: ItemAnswer["status"]): number =>
    items.reduce((total, item) => total + (item.status === status ? 1 : 0), 0);
  return {
    accepted: count("accepted"),
    duplicate: count("duplicate"),
    conflict: count("conflict"),
    rejected: count("rejected"),
    items,
  };
}

function singleAnswer(answer: ItemAnswer | undefined): ItemAnswer {
  if (answer === undefined) throw new Error("broken invariant: an event got no answer");
  const { status, errors = [] } = answer;
  if (status === "conflict")
    throw new Refusal("event-conflict", "another event has this id", errors);
  if (status === "rejected")
    throw new Refusal("invalid-request", errors[0]?.message ?? "the event was refused", errors);
  return answer;
}
