import type { FastifyInstance } from "fastify";
import { openApiDocument } from "../openapi.ts";
import { portalDocument } from "../portal/openapi-portal.ts";
import { portalDescription } from "../portal/portal-route-acts.ts";

/**
 * `GET /openapi.json`: what this server offers, for programs; `GET /portal/v1/openapi.json`: what the portal asks. They say nothing about a
 * tenant, so they ask for no key.
 */
export function openApiRoutes(app: FastifyInstance): void {
  for (const [path, document] of [
    ["/openapi.json", openApiDocument()],
    [portalDescription, portalDocument()],
  ] as const) {
    const text = JSON.stringify(document);
    app.get(path, async (_request, reply) => reply.type("application/json").send(text));
  }
}
