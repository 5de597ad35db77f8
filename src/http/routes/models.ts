import type { FastifyInstance } from "fastify";
import type { Services } from "../../services/services.ts";
import { formatInstant, parseInstant } from "../../time/instant.ts";
import { reader, writer } from "../authenticate.ts";
import { onceOf, sendStored } from "../idempotency.ts";
import { Refusal } from "../problem.ts";
import { pathPart } from "../query.ts";
import { accept, strictBody } from "../read-body.ts";
import { isRecord } from "../record.ts";

/** `/v1/models`: publish and read versions. A published version never changes. */
export function modelRoutes(app: FastifyInstance, services: Services): void {
  app.post("/v1/models", async (request, reply) => {
    const { tenant } = writer(request);
    const once = onceOf(request);
    const document = strictBody(request);
    return sendStored(reply, accept(await services.publishModel(tenant, document, once)));
  });
  app.get("/v1/models", async (request) => ({
    items: await services.reports.models(reader(request).tenant),
  }));
  app.get("/v1/models/:id/versions/:version", async (request, reply) => {
    const { tenant } = reader(request);
    const id = pathPart(request, "id");
    const document = await services.reports.model(tenant, id, pathPart(request, "version"));
    if (document === undefined) throw new Refusal("not-found", "there is no such model version");
    return reply.type("application/json").send(document);
  });
}

/** `/v1/clock`: what the server takes now, and moving it where it is a manual one. */
export function clockRoutes(app: FastifyInstance, services: Services): void {
  app.get("/v1/clock", async (request) => {
    reader(request);
    return { now: formatInstant(services.clock.now()), mode: services.clock.mode };
  });
  app.post("/v1/clock", async (request) => {
    writer(request);
    const body = strictBody(request);
    const text = isRecord(body) && typeof body.now === "string" ? body.now : "";
    return accept(await services.advanceClock(accept(parseInstant(text, "/now"))));
  });
}
