import type { Readable } from "node:stream";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { IngestAnswer, ItemAnswer } from "../../services/ingest.ts";
import { writer } from "../authenticate.ts";
import { mediaType, ndjsonType } from "../bodies.ts";
import { fromBinaryCloudEvent, fromCloudEvent, isBinaryCloudEvent } from "../cloud-events.ts";
import { ingestLines } from "../ndjson-ingest.ts";
import { Refusal } from "../problem.ts";
import { accept, fastBody } from "../read-body.ts";
import { isRecord } from "../record.ts";
import { hasLongNumber, parseStrictJson } from "../strict-json.ts";

/** Items one JSON batch may have; longer streams go as NDJSON. */
export const batchItemsMax = 10_000;

/** Stores the events of one request for a tenant. */
export type Ingest = (tenant: string, items: readonly unknown[]) => Promise<IngestAnswer>;

/**
 * `POST /v1/events`: one event, a batch, an NDJSON stream, or CloudEvents 1.0 (structured, batched, binary). Answers after
 * the commit; every item of a batch gets its own answer.
 */
export function eventRoutes(app: FastifyInstance, ingest: Ingest): void {
  app.post("/v1/events", async (request, reply) => {
    const { tenant } = writer(request);
    if (mediaType(request) === ndjsonType) {
      const stream = request.body as Readable;
      return reply.type(ndjsonType).send(ingestLines(stream, (items) => ingest(tenant, items)));
    }
    const items = readItems(request);
    if (Array.isArray(items)) return batchAnswer(await ingest(tenant, withinLimits(items)));
    const [answer] = taken(await ingest(tenant, [items]));
    return singleAnswer(answer);
  });
}

function readItems(request: FastifyRequest): unknown {
  const { json, text } = fastBody(request);
  if (hasLongNumber(text)) accept(parseStrictJson(text));
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

function batchAnswer(answer: IngestAnswer) {
  const items = taken(answer);
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
