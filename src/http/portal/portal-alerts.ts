import type { FastifyInstance, FastifyRequest } from "fastify";
import { alertRuleRequestShape } from "../../services/entitlements/alert-rule-shapes.ts";
import type { Services } from "../../services/services.ts";
import { bodyAs } from "../payment-requests.ts";
import { noQuery, pageOf, pathPart, queryOf } from "../query.ts";
import { guestOf } from "./portal-guard.ts";
import { type Relay, sendRelayed } from "./portal-relay.ts";

/** What the caller's customer is told of, and at what it wants to be told besides. */
export function portalAlertRoutes(
  app: FastifyInstance,
  { quotaAlerts }: Pick<Services, "quotaAlerts">,
  relay: Relay,
): void {
  app.get("/portal/v1/alerts", async (request, reply) => {
    const { tenant, customer } = guestOf(request);
    const page = pageOf(queryOf(request, ["limit", "cursor"]));
    reply.header("cache-control", "private, no-store");
    return quotaAlerts.list(tenant, { ...page, customer: customer.id, audience: "customer" });
  });
  const rulesOf = (request: FastifyRequest): string =>
    `/v1/customers/${encodeURIComponent(guestOf(request).customer.id)}/alert-rules`;
  const ruleIn = (request: FastifyRequest): string =>
    `${rulesOf(request)}/${encodeURIComponent(pathPart(request, "id"))}`;
  app.get("/portal/v1/alert-rules", async (request, reply) => {
    noQuery(request);
    const asked = { method: "GET", url: rulesOf(request), action: "alerts.read" } as const;
    return sendRelayed(reply, await relay(request, asked));
  });
  app.post("/portal/v1/alert-rules", async (request, reply) => {
    noQuery(request);
    const body = bodyAs(request, alertRuleRequestShape);
    const asked = { method: "POST", url: rulesOf(request), action: "alerts.manage", body } as const;
    return sendRelayed(reply, await relay(request, asked));
  });
  app.put("/portal/v1/alert-rules/:id", async (request, reply) => {
    noQuery(request);
    const body = bodyAs(request, alertRuleRequestShape);
    const asked = { method: "PUT", url: ruleIn(request), action: "alerts.manage", body } as const;
    return sendRelayed(reply, await relay(request, asked));
  });
  app.delete("/portal/v1/alert-rules/:id", async (request, reply) => {
    noQuery(request);
    const asked = { method: "DELETE", url: ruleIn(request), action: "alerts.manage" } as const;
    return sendRelayed(reply, await relay(request, asked));
  });
}
