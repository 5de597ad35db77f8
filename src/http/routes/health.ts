import type { FastifyInstance } from "fastify";
import type { Readiness } from "../../services/readiness.ts";

/**
 * Whether the process lives (`/healthz`, and `/health` as it was called first) and whether it should be sent requests (`/readyz`), for whoever
 * asks: probes have no key. They tell of no tenant.
 */
export function healthRoutes(
  app: FastifyInstance,
  readiness: () => Promise<Readiness> = async () => ({ ready: true, checks: {} }),
): void {
  for (const path of ["/health", "/healthz"]) app.get(path, async () => ({ status: "ok" }));
  app.get("/readyz", async (_request, reply) => {
    const found = await readiness();
    return reply
      .code(found.ready ? 200 : 503)
      .header("cache-control", "no-store")
      .send(found);
  });
}
