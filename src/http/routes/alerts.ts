import type { FastifyInstance } from "fastify";
import type { Services } from "../../services/services.ts";
import { reader } from "../authenticate.ts";
import { expandedPage } from "../expanded.ts";
import { pageOf, queryOf, stated } from "../query.ts";
import { customersOf } from "./customer-reads.ts";

/** `/v1/alerts`: who came to a share of what it may use. */
export function alertRoutes(
  app: FastifyInstance,
  { quotaAlerts, reports }: Pick<Services, "quotaAlerts" | "reports">,
): void {
  app.get("/v1/alerts", async (request) => {
    const query = queryOf(request, ["customer", "expand", "limit", "cursor"]);
    const { customer, expand } = query;
    const principal = reader(request);
    const { tenant } = principal;
    return expandedPage(expand, { customer: customersOf(reports, tenant) }, principal, () =>
      quotaAlerts.list(tenant, { ...pageOf(query), ...stated({ customer }) }),
    );
  });
}
