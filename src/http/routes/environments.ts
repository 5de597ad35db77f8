import type { FastifyInstance } from "fastify";
import { clockMoveShape, environmentRequestShape } from "../../services/environment-shapes.ts";
import type { Environments } from "../../services/environments.ts";
import { reader } from "../authenticate.ts";
import { sendStored } from "../idempotency.ts";
import { bodyAs, onceFor } from "../payment-requests.ts";
import { noQuery, pathPart } from "../query.ts";
import { accept } from "../read-body.ts";

/** `/v1/environments`: those of the caller's organisation, and the clocks of its sandboxes. */
export function environmentRoutes(app: FastifyInstance, environments: Environments): void {
  app.get("/v1/environments", async (request) => {
    noQuery(request);
    return { items: await environments.list(reader(request)) };
  });
  app.post("/v1/environments", async (request, reply) => {
    noQuery(request);
    const asked = bodyAs(request, environmentRequestShape);
    const made = accept(await environments.add(reader(request), asked));
    // The one answer that holds the secret of its key is for nobody to keep.
    return reply.status(201).header("cache-control", "no-store").send(made);
  });
  app.post("/v1/environments/:id/clock", async (request, reply) => {
    noQuery(request);
    const id = pathPart(request, "id");
    const move = bodyAs(request, clockMoveShape);
    const once = onceFor(request, id);
    return sendStored(reply, accept(await environments.moveClock(reader(request), id, move, once)));
  });
}
