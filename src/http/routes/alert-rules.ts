import type { FastifyInstance } from "fastify";
import { alertRuleRequestShape } from "../../services/entitlements/alert-rule-shapes.ts";
import type { AlertRules } from "../../services/entitlements/alert-rules.ts";
import { reader, writer } from "../authenticate.ts";
import { bodyAs } from "../payment-requests.ts";
import { noQuery, pathPart } from "../query.ts";
import { accept } from "../read-body.ts";

/** `/v1/customers/{id}/alert-rules`: at what customers themselves want to be told. */
export function alertRuleRoutes(app: FastifyInstance, rules: AlertRules): void {
  const all = "/v1/customers/:id/alert-rules";
  const one = `${all}/:rule`;
  app.get(all, async (request) => {
    noQuery(request);
    return { items: accept(await rules.list(reader(request).tenant, pathPart(request, "id"))) };
  });
  app.post(all, async (request, reply) => {
    const { tenant } = writer(request);
    noQuery(request);
    const asked = bodyAs(request, alertRuleRequestShape);
    const added = accept(await rules.add(tenant, pathPart(request, "id"), asked));
    return reply.status(201).send(added);
  });
  app.put(one, async (request) => {
    const { tenant } = writer(request);
    noQuery(request);
    const asked = bodyAs(request, alertRuleRequestShape);
    const [customer, id] = [pathPart(request, "id"), pathPart(request, "rule")];
    return accept(await rules.change(tenant, customer, id, asked));
  });
  app.delete(one, async (request) => {
    const { tenant } = writer(request);
    noQuery(request);
    return accept(await rules.remove(tenant, pathPart(request, "id"), pathPart(request, "rule")));
  });
}
