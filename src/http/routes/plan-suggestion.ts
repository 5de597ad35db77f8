import type { FastifyInstance } from "fastify";
import type { SuggestPlan } from "../../services/entitlements/plan-suggestion.ts";
import { reader } from "../authenticate.ts";
import { noQuery, pathPart } from "../query.ts";
import { accept } from "../read-body.ts";

/** `/v1/customers/{id}/plan-suggestion`: the cheapest plan for what a customer used. */
export function planSuggestionRoute(app: FastifyInstance, suggest: SuggestPlan): void {
  app.get("/v1/customers/:id/plan-suggestion", async (request) => {
    noQuery(request);
    return accept(await suggest(reader(request).tenant, pathPart(request, "id")));
  });
}
