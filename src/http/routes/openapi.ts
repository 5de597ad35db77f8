import type { FastifyInstance } from "fastify";
import { openApiDocument } from "../openapi.ts";
import { portalDocument } from "../portal/openapi-portal.ts";
import { portalDescription } from "../portal/portal-route-acts.ts";

/**
 * `GET /openapi.json`: what this server offers, for programs; `GET /portal/v1/openapi.json`: what the portal asks. They say nothing about a
 * tenant, so they ask for no key. Each is written when it is first asked for: that takes longer than the rest of building a server.
 */
export function openApiRoutes(app: FastifyInstance): void {
  for (const [path, document] of [
    ["/openapi.json", openApiDocument],
    [portalDescription, portalDocument],
  ] as const) {
    let text: string | undefined;
    app.get(path, async (_request, reply) => {
      text ??= JSON.stringify(document());
      return reply.type("application/json").send(text);
    });
  }
}
