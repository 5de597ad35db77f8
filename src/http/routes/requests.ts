import type { FastifyInstance } from "fastify";
import { type RequestLog, requestOutcomes } from "../../services/request-log.ts";
import { reader } from "../authenticate.ts";
import { choiceOf, pageOf, queryOf } from "../query.ts";

/** `/v1/requests`: what was asked of the API lately. */
export function requestRoutes(app: FastifyInstance, log: RequestLog): void {
  app.get("/v1/requests", async (request) => {
    const names = ["outcome", "method", "actor", "code", "q", "limit", "cursor"] as const;
    const query = queryOf(request, names);
    const { method, actor, code, q } = query;
    const outcome = choiceOf(query.outcome, "outcome", requestOutcomes);
    return log.list(reader(request).tenant, {
      ...pageOf(query),
      ...(outcome === undefined ? {} : { outcome }),
      ...(method === undefined ? {} : { method }),
      ...(actor === undefined ? {} : { actor }),
      ...(code === undefined ? {} : { code }),
      ...(q === undefined ? {} : { q }),
    });
  });
}
