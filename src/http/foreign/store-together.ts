import { createHash } from "node:crypto";
import type { FastifyRequest } from "fastify";
import type { Fault } from "../../fault/fault.ts";
import type { ItemAnswer } from "../../services/ingest.ts";
import type { IdempotentRequest, Services, StoredAnswer } from "../../services/services.ts";
import { bytesOf, onceFor } from "../idempotency.ts";
import { Refusal, refusalOf } from "../problem.ts";
import { accept } from "../read-body.ts";
import { taken } from "../routes/events.ts";

/** Faults that one answer lists. */
const faultsMax = 50;

/**
 * Stores events all or none, and answers with `answer`, which is kept where the request brings an Idempotency-Key. An event
 * that is known already is as good as stored.
 *
 * A client of another system gets one answer for a batch, so that it can only repeat the whole. Some give an event without an
 * id a new one each time: what had been stored of a batch that was refused would then be counted twice. So a batch is one
 * transaction, under a key of its own content where it brings none. A single event is all or none anyway.
 *
 * Throws {@link refusedTogether} for the first kind of refusal there is, and `overloaded`.
 */
export async function storeTogether(
  { ingest, ingestOnce }: Pick<Services, "ingest" | "ingestOnce">,
  tenant: string,
  request: FastifyRequest,
  items: readonly unknown[],
  answer: StoredAnswer,
): Promise<StoredAnswer> {
  const isKeyed = request.headers["idempotency-key"] !== undefined;
  if (items.length === 1 && !isKeyed) {
    refuseUnstored(taken(await ingest(tenant, items)), false);
    return answer;
  }
  const once = isKeyed ? onceFor(request, bytesOf(request.body)) : onceOfContent(request);
  return accept(
    await ingestOnce(tenant, items, once, (answers) => {
      refuseUnstored(answers, items.length > 1);
      return answer;
    }),
  );
}

/** A key that stands for the bytes of the body, and can be no caller's, who sends no space. */
function onceOfContent(request: FastifyRequest): IdempotentRequest {
  const body = bytesOf(request.body);
  const key = `content ${createHash("sha256").update(body).digest("hex")}`;
  const route = `${request.method} ${request.routeOptions.url ?? ""}`;
  return { key, route, body: body.toString("latin1") };
}

function refuseUnstored(answers: readonly ItemAnswer[], isBatch: boolean): void {
  const refusal =
    refusedTogether(answers, "rejected", isBatch) ?? refusedTogether(answers, "conflict", isBatch);
  if (refusal !== undefined) throw refusal;
}

/** The refusal of a request for those of its events that were answered so; their faults placed by index in a batch. */
export function refusedTogether(
  answers: readonly ItemAnswer[],
  status: "rejected" | "conflict",
  isBatch: boolean,
): Refusal | undefined {
  const faults = answers.flatMap((answer, index) =>
    answer.status === status ? placed(answer.errors ?? [], isBatch ? `/${index}` : "") : [],
  );
  if (faults.length === 0) return undefined;
  if (status === "rejected") return refusalOf(faults.slice(0, faultsMax));
  const message = "another event has this id, and the first stays; nothing was stored";
  return new Refusal("event-conflict", message, faults.slice(0, faultsMax));
}

const placed = (faults: readonly Fault[], at: string): readonly Fault[] =>
  faults.map((fault) => ({ ...fault, path: `${at}${fault.path}` }));
