import type { FastifyInstance, FastifyRequest } from "fastify";
import { mediaType } from "../bodies.ts";
import { isCloudEvent, isCloudEventType } from "../cloud-events.ts";
import type { WriteRefusal } from "../error-handler.ts";
import { fastBody, strictBody } from "../read-body.ts";
import { type ForeignParts, foreignScope } from "./foreign-scope.ts";
import { wrapped } from "./lago/fields.ts";
import { lagoError } from "./lago/lago-error.ts";
import { takeEvents } from "./lago/lago-events.ts";
import { ingestCloudEvents } from "./openmeter/ingest.ts";
import { openMeterProblem } from "./openmeter/openmeter-problem.ts";

/**
 * `POST /api/v1/events`, where OpenMeter's clients and Lago's both post. A body of a media type of CloudEvents is OpenMeter's;
 * of one in plain JSON its form tells: a list, or an object that gives itself out as a CloudEvent, is OpenMeter's, any other
 * Lago's. A refusal goes in the form of who was recognized; before the body is read, by its type alone.
 */
export async function sharedEventRoute(
  app: FastifyInstance,
  { services, guard }: ForeignParts,
): Promise<void> {
  const openMeters = new WeakSet<FastifyRequest>();
  const write: WriteRefusal = (refusal, request) =>
    openMeters.has(request) || isCloudEventType(mediaType(request))
      ? openMeterProblem(refusal, request)
      : lagoError(refusal, request);
  await foreignScope(app, guard, write, (scope) => {
    scope.post("/api/v1/events", (request, reply) => {
      if (isCloudEventType(mediaType(request))) return ingestCloudEvents(services, request, reply);
      const { json } = fastBody(request);
      if (Array.isArray(json) || isCloudEvent(json)) {
        openMeters.add(request);
        return ingestCloudEvents(services, request, reply);
      }
      const event = wrapped(strictBody(request), "event");
      return takeEvents(services, request, reply, [event], ([taken]) => ({ event: taken }));
    });
  });
}
