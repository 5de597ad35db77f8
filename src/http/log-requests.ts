import type { FastifyInstance, FastifyRequest } from "fastify";
import { type Action, isReading } from "../access/actions.ts";
import type { RequestLog } from "../services/request-log.ts";
import { actorOf } from "./acts.ts";
import { actionOf } from "./route-actions.ts";

/** What machines do by the thousand, each with a list of its own: it is logged where it was refused. */
const ofMachines: ReadonlySet<Action> = new Set([
  "usage.write",
  "uptime.write",
  "entitlements.use",
]);

const pathLengthMax = 1_024;

/**
 * Notes every request of somebody known that changed something, was refused or failed. Reads that were answered are not: they are most of
 * all, and tell nobody what went wrong.
 */
export function logRequests(app: FastifyInstance, note: RequestLog["note"]): void {
  app.addHook("onResponse", (request, reply, done) => {
    const { principal } = request;
    const { statusCode: status } = reply;
    if (principal !== null && (status >= 400 || changes(request)))
      note(principal.tenant, {
        id: request.id,
        method: request.method,
        path: (request.url.split("?")[0] ?? "").slice(0, pathLengthMax),
        actor: actorOf(principal),
        status,
        code: reply.refusedWith,
        durationMs: Math.round(reply.elapsedTime),
      });
    done();
  });
}

function changes({ method, routeOptions }: FastifyRequest): boolean {
  const action = actionOf(method, routeOptions.url ?? "");
  return action !== undefined && !isReading(action) && !ofMachines.has(action);
}
