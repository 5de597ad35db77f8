import type { FastifyInstance } from "fastify";
import { type ForeignParts, foreignScope } from "./foreign-scope.ts";
import { ingestCloudEvents } from "./openmeter/ingest.ts";
import { openMeterProblem } from "./openmeter/openmeter-problem.ts";

/** `POST /api/v1/events`. */
export const sharedEventRoute = (
  app: FastifyInstance,
  { services, guard }: ForeignParts,
): Promise<void> =>
  foreignScope(app, guard, openMeterProblem, (scope) => {
    scope.post("/api/v1/events", (request, reply) => ingestCloudEvents(services, request, reply));
  });
