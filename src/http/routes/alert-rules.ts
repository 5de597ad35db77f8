import type { FastifyInstance } from "fastify";
import { alertRuleRequestShape } from "../../services/entitlements/alert-rule-shapes.ts";
import type { AlertRules, AlertRuleView } from "../../services/entitlements/alert-rules.ts";
import type { Principal } from "../../services/principal.ts";
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
    const caller = reader(request);
    const items = accept(await rules.list(caller.tenant, pathPart(request, "id")));
    return { items: items.map((rule) => shownTo(caller, rule)) };
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
    const caller = writer(request);
    noQuery(request);
    const [customer, id] = [pathPart(request, "id"), pathPart(request, "rule")];
    return shownTo(caller, accept(await rules.remove(caller.tenant, customer, id)));
  });
}

/** Of the seller's people and keys a customer's own learn nothing. */
const shownTo = ({ portal }: Pick<Principal, "portal">, rule: AlertRuleView): AlertRuleView =>
  portal === undefined || rule.setBy?.startsWith("portal") === true
    ? rule
    : { ...rule, setBy: null };
