import type { FastifyInstance } from "fastify";
import { openApiDocument } from "../openapi.ts";

/** `GET /openapi.json`: what this server offers, for programs. It says nothing about a tenant, so it asks for no key. */
export function openApiRoutes(app: FastifyInstance): void {
  const text = JSON.stringify(openApiDocument());
  app.get("/openapi.json", async (_request, reply) => reply.type("application/json").send(text));
}
