import type { FastifyInstance } from "fastify";
import type { Portal } from "../../services/portal/portal.ts";
import {
  portalLinkRequestShape,
  portalSettingsShape,
} from "../../services/portal/portal-shapes.ts";
import { reader, writer } from "../authenticate.ts";
import { bodyAs } from "../payment-requests.ts";
import { portalOrigin, portalUrl } from "../portal/portal-origin.ts";
import { noQuery, pageOf, pathPart, queryOf } from "../query.ts";
import { accept } from "../read-body.ts";

/** The seller's side of the portal: how it looks, the links that open it, and the people of customers who have one. */
export function portalRoutes(app: FastifyInstance, portal: Portal): void {
  app.get("/v1/portal-settings", async (request) => {
    noQuery(request);
    return portal.settings(reader(request).tenant);
  });
  app.put("/v1/portal-settings", async (request) => {
    const { tenant } = writer(request);
    noQuery(request);
    const settings = bodyAs(request, portalSettingsShape, "document");
    return accept(await portal.putSettings(tenant, settings));
  });
  app.post("/v1/portal-links", async (request, reply) => {
    const { tenant } = writer(request);
    noQuery(request);
    const link = accept(await portal.links.make(tenant, bodyAs(request, portalLinkRequestShape)));
    const origin = portalOrigin(request, (await portal.settings(tenant)).address);
    const url = portalUrl(origin, { ...link, tenant });
    return reply
      .code(201)
      .header("cache-control", "no-store")
      .send({ ...link, url });
  });
  app.get("/v1/portal-links", async (request) => {
    const { customer, ...paging } = queryOf(request, ["customer", "limit", "cursor"]);
    return portal.links.list(reader(request).tenant, {
      ...pageOf(paging),
      ...(customer === undefined ? {} : { customer }),
    });
  });
  app.delete("/v1/portal-links/:id", async (request) => {
    noQuery(request);
    return accept(await portal.links.revoke(writer(request).tenant, pathPart(request, "id")));
  });
  app.get("/v1/customers/:id/portal-members", async (request) => {
    noQuery(request);
    const { tenant } = reader(request);
    return { items: accept(await portal.members.list(tenant, pathPart(request, "id"))) };
  });
  app.delete("/v1/customers/:id/portal-members/:member", async (request) => {
    noQuery(request);
    const [customer, member] = [pathPart(request, "id"), pathPart(request, "member")];
    return accept(await portal.members.remove(writer(request).tenant, customer, member));
  });
}
