import type { FastifyInstance } from "fastify";
import { alertAudiences } from "../../entitlement/alert-shares.ts";
import type { Services } from "../../services/services.ts";
import { reader } from "../authenticate.ts";
import { expandedPage } from "../expanded.ts";
import { choiceOf, dayBounds, pageOf, queryOf, stated } from "../query.ts";
import { customersOf } from "./customer-reads.ts";

/** `/v1/alerts`: who came to a share of what it may use. */
export function alertRoutes(
  app: FastifyInstance,
  { quotaAlerts, reports }: Pick<Services, "quotaAlerts" | "reports">,
): void {
  app.get("/v1/alerts", async (request) => {
    const query = queryOf(request, [
      ...(["customer", "meter", "alert", "audience", "firedFrom", "firedTo"] as const),
      ...(["expand", "limit", "cursor"] as const),
    ]);
    const { customer, meter, alert, expand } = query;
    const audience = choiceOf(query.audience, "audience", alertAudiences);
    const principal = reader(request);
    const { tenant } = principal;
    return expandedPage(expand, { customer: customersOf(reports, tenant) }, principal, () =>
      quotaAlerts.list(tenant, {
        ...pageOf(query),
        ...stated({ customer, meter, alert }),
        ...(audience === undefined ? {} : { audience }),
        ...dayBounds(query, "fired"),
      }),
    );
  });
}
