import type { FastifyInstance } from "fastify";
import type { QuotaAlerts } from "../../services/entitlements/quota-alerts.ts";
import { reader } from "../authenticate.ts";
import { pageOf, queryOf } from "../query.ts";

/** `/v1/alerts`: who came to a share of what it may use. */
export function alertRoutes(app: FastifyInstance, alerts: QuotaAlerts): void {
  app.get("/v1/alerts", async (request) => {
    const { customer, ...paging } = queryOf(request, ["customer", "limit", "cursor"]);
    return alerts.list(reader(request).tenant, {
      ...pageOf(paging),
      ...(customer === undefined ? {} : { customer }),
    });
  });
}
