import type { FastifyInstance } from "fastify";
import type { CorrectEvents, CorrectionItem } from "../../services/event-corrections.ts";
import type { ItemAnswer } from "../../services/ingest.ts";
import type { Services } from "../../services/services.ts";
import { writer } from "../authenticate.ts";
import { answersInOrder, givenItems } from "../event-items.ts";
import { onceOf, sendStored } from "../idempotency.ts";
import type { CorrectionBatch } from "../openapi-answers.ts";
import { Refusal, refusalOf } from "../problem.ts";
import { choiceOf, queryOf } from "../query.ts";
import { accept } from "../read-body.ts";

/** Corrections that one request may have: each looks its event up, and all are one commit. */
const correctionsMax = 1_000;

/**
 * `POST /v1/events/corrections`: voids events or replaces what they say. One correction or a list; every one gets its own
 * answer, after the commit. With `dryRun=true` nothing is stored, and the answer says what would be.
 */
export function correctionRoutes(
  app: FastifyInstance,
  correctEvents: CorrectEvents,
  preview: Services["previewCorrections"],
): void {
  app.post("/v1/events/corrections", async (request, reply) => {
    const { tenant } = writer(request);
    const { dryRun } = queryOf(request, ["dryRun"]);
    const given = givenItems(request, withinLimits);
    if (choiceOf(dryRun, "dryRun", ["true", "false"]) === "true") {
      const { items, touches } = await preview(tenant, given.items);
      return { ...batchOf(answersInOrder<CorrectionItem | ItemAnswer>(given, items)), touches };
    }
    const answer = await correctEvents(tenant, given.items, onceOf(request), (stored) => ({
      status: 200,
      body: JSON.stringify(batchOf(answersInOrder<CorrectionItem | ItemAnswer>(given, stored))),
    }));
    return sendStored(reply, accept(answer));
  });
}

function batchOf(items: readonly (CorrectionItem | ItemAnswer)[]): CorrectionBatch {
  const count = (status: CorrectionItem["status"]): number =>
    items.reduce((total, item) => total + (item.status === status ? 1 : 0), 0);
  return {
    accepted: count("accepted"),
    duplicate: count("duplicate"),
    conflict: count("conflict"),
    unknown: count("unknown-event"),
    rejected: count("rejected"),
    items: items as readonly CorrectionItem[],
  };
}

function withinLimits(count: number): void {
  if (count === 0) {
    const message = "a batch has at least one correction";
    throw refusalOf([{ code: "batch-empty", path: "", message, suggestion: "send at least one" }]);
  }
  if (count > correctionsMax)
    throw new Refusal(
      "batch-too-large",
      `a batch has at most ${correctionsMax} corrections, and this one ${count}`,
    );
}
