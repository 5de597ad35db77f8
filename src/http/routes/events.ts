import type { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { IngestAnswer, ItemAnswer } from "../../services/ingest.ts";
import type { IngestOnce } from "../../services/ingest-once.ts";
import type { Services, StoredAnswer } from "../../services/services.ts";
import { writer } from "../authenticate.ts";
import { mediaType, ndjsonType } from "../bodies.ts";
import { answersInOrder, givenItems } from "../event-items.ts";
import { bytesOf, onceFor, sendStored } from "../idempotency.ts";
import { answerLines, ingestLines, readAllLines } from "../ndjson-ingest.ts";
import { Refusal, refusalOf } from "../problem.ts";
import { choiceOf, queryOf } from "../query.ts";
import { accept } from "../read-body.ts";

/** Items one JSON batch may have; longer streams go as NDJSON. */
export const batchItemsMax = 10_000;

/** Stores the events of one request for a tenant. */
export type Ingest = (tenant: string, items: readonly unknown[]) => Promise<IngestAnswer>;

/**
 * `POST /v1/events`: one event, a batch, an NDJSON stream, or CloudEvents 1.0 (structured, batched, binary). Answers after
 * the commit; every item of a batch gets its own answer. With an Idempotency-Key the whole request is one transaction. With
 * `dryRun=true` nothing is stored, and the answer says what would be: of JSON, for a stream has its answers line by line.
 */
export function eventRoutes(
  app: FastifyInstance,
  ingest: Ingest,
  ingestOnce: IngestOnce,
  preview: Services["previewIngest"],
): void {
  app.post("/v1/events", async (request, reply) => {
    const { tenant } = writer(request);
    const { dryRun } = queryOf(request, ["dryRun"]);
    if (choiceOf(dryRun, "dryRun", ["true", "false"]) === "true") {
      const given = givenItems(request, withinLimits);
      const { items, touches } = await preview(tenant, given.items);
      return { ...batchAnswer(answersInOrder(given, items)), touches };
    }
    const isStream = mediaType(request) === ndjsonType;
    if (request.headers["idempotency-key"] !== undefined)
      return isStream
        ? keyedLines(request, reply, tenant, ingestOnce)
        : keyedItems(request, reply, tenant, ingestOnce);
    if (isStream) {
      const lines = await ingestLines(request.raw, request.body as Readable, (items) =>
        ingest(tenant, items),
      );
      return reply.type(ndjsonType).send(lines);
    }
    const given = givenItems(request, withinLimits);
    if (!given.isBatch) throwRefused(given.refused.get(0));
    const answers = answersInOrder(given, taken(await ingest(tenant, given.items)));
    return given.isBatch ? batchAnswer(answers) : singleAnswer(answers[0]);
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
  const given = givenItems(request, withinLimits);
  if (!given.isBatch) throwRefused(given.refused.get(0));
  const answer = await ingestOnce(tenant, given.items, once, (stored) => {
    const answers = answersInOrder(given, stored);
    return kept(given.isBatch ? batchAnswer(answers) : singleAnswer(answers[0]));
  });
  return sendStored(reply, accept(answer));
}

/** Lines under a key: read whole, so they have a batch's limits, and stored together. */
async function keyedLines(
  request: FastifyRequest,
  reply: FastifyReply,
  tenant: string,
  ingestOnce: IngestOnce,
): Promise<FastifyReply> {
  const { bytes, lines } = await readAllLines(request.body as Readable);
  withinLimits(lines.length);
  const items = lines.flatMap((read) => ("item" in read ? [read.item] : []));
  const once = onceFor(request, bytes);
  const answer = await ingestOnce(tenant, items, once, (stored) => ({
    status: 200,
    body: answerLines(lines, stored),
  }));
  return sendStored(reply, accept(answer), ndjsonType);
}

const kept = (answer: object): StoredAnswer => ({ status: 200, body: JSON.stringify(answer) });

/** Refuses a batch without events, and one with too many. */
export function withinLimits(count: number): void {
  if (count === 0) {
    const message = "a batch has at least one event";
    throw refusalOf([{ code: "batch-empty", path: "", message, suggestion: "send at least one" }]);
  }
  if (count > batchItemsMax)
    throw new Refusal(
      "batch-too-large",
      `a batch has at most ${batchItemsMax} events, and this one ${count}; send more as ${ndjsonType}`,
    );
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
  throwRefused(answer);
  if (answer.status === "conflict")
    throw new Refusal("event-conflict", "another event has this id", answer.errors);
  return answer;
}

/** One event alone is refused as a whole request is: by its status, with every rule that it breaks. */
function throwRefused(answer: ItemAnswer | undefined): void {
  if (answer?.status === "rejected") throw refusalOf(answer.errors ?? []);
}
