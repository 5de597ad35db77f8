import type { FastifyReply, FastifyRequest } from "fastify";
import type { Services } from "../../../services/services.ts";
import { writer } from "../../authenticate.ts";
import { answersInOrder, givenItems } from "../../event-items.ts";
import { noQuery } from "../../query.ts";
import { withinLimits } from "../../routes/events.ts";
import { refusedTogether, storeTogether } from "../store-together.ts";

/** OpenMeter's ingest: CloudEvents, one or a list, of which `subject` is the customer. 204, or nothing was stored. */
export async function ingestCloudEvents(
  services: Pick<Services, "ingest" | "ingestOnce">,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { tenant } = writer(request);
  noQuery(request);
  const given = givenItems(request, withinLimits);
  if (given.refused.size > 0) {
    const passed = given.items.map(() => ({ status: "accepted" as const }));
    const refusal = refusedTogether(answersInOrder(given, passed), "rejected", given.isBatch);
    if (refusal !== undefined) throw refusal;
  }
  const { status } = await storeTogether(services, tenant, request, given.items, stored);
  return reply.code(status).send();
}

const stored = { status: 204, body: "" } as const;
