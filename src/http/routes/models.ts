import type { FastifyInstance, FastifyRequest } from "fastify";
import { ok, type Result } from "../../fault/fault.ts";
import { readShape, type Shape, textThat } from "../../model/shape.ts";
import { object } from "../../model/shape-object.ts";
import { firstFault } from "../../model/shape-values.ts";
import type { ModelDesk } from "../../services/models/model-desk.ts";
import {
  modelComparisonRequestShape,
  modelEffectsRequestShape,
} from "../../services/models/model-shapes.ts";
import type { Services } from "../../services/services.ts";
import { formatInstant, type Instant, parseInstant } from "../../time/instant.ts";
import { reader, writer } from "../authenticate.ts";
import { hasTag } from "../entity-tags.ts";
import { onceOf, sendStored } from "../idempotency.ts";
import { Refusal } from "../problem.ts";
import { choiceOf, noQuery, pageOf, pathPart, queryOf } from "../query.ts";
import { accept, strictBody } from "../read-body.ts";
import { storable } from "../stored-text.ts";
import { migratedCustomersMax } from "./migrations.ts";

/** `/v1/models`: publish and read versions. A published version never changes. */
export function modelRoutes(app: FastifyInstance, services: Services): void {
  app.post("/v1/models", async (request, reply) => {
    const { tenant } = writer(request);
    noQuery(request);
    const once = onceOf(request);
    const document = strictBody(request);
    accept(storable(ok(document), document, "document"));
    return sendStored(reply, accept(await services.publishModel(tenant, document, once)));
  });
  app.get("/v1/models", async (request, reply) => {
    noQuery(request);
    const { tenant } = reader(request);
    // Asked for first: what is published meanwhile is seen by the next who asks.
    const tag = await services.reports.modelsTag(tenant);
    reply.header("etag", tag).header("cache-control", "private, no-cache");
    if (hasTag(request)(tag)) return reply.code(304).send();
    return { items: await services.reports.models(tenant) };
  });
  app.get("/v1/models/:id/versions/:version", async (request, reply) => {
    const { tenant } = reader(request);
    const form = choiceOf(queryOf(request, ["form"]).form, "form", ["canonical", "file"]);
    const [id, version] = [pathPart(request, "id"), pathPart(request, "version")];
    const document = await services.reports.model(tenant, id, version, form ?? "canonical");
    if (document === undefined) throw new Refusal("not-found", "there is no such model version");
    return reply.type("application/json").send(document);
  });
}

/** `/v1/models/check`, `/diff` and `/effects`: what is to be said of a model before it is published. They change nothing. */
export function modelDeskRoutes(app: FastifyInstance, models: ModelDesk): void {
  app.post("/v1/models/check", async (request) => {
    const { tenant } = reader(request);
    noQuery(request);
    const document = strictBody(request);
    accept(storable(ok(document), document, "document"));
    return accept(await models.check(tenant, document));
  });
  app.post("/v1/models/diff", async (request) => {
    const { tenant } = reader(request);
    noQuery(request);
    return accept(await models.compare(tenant, asked(request, modelComparisonRequestShape)));
  });
  app.post("/v1/models/effects", async (request) => {
    const { tenant } = reader(request);
    const page = pageOf(queryOf(request, ["limit", "cursor"]), migratedCustomersMax);
    return accept(await models.effects(tenant, asked(request, modelEffectsRequestShape), page));
  });
}

function asked<T>(request: FastifyRequest, shape: Shape<T>): T {
  const body = strictBody(request);
  const { value, faults } = readShape(shape, body);
  const read: Result<T> = faults.length > 0 ? { ok: false, faults } : ok(value);
  return accept(storable(read, body, "document"));
}

const clockMove = object<{ readonly now: string }>({
  now: textThat({
    fault: (text) => firstFault(parseInstant(text)),
    standIn: "1970-01-01T00:00:00Z",
    schema: { format: "date-time" },
  }),
});

/** The instant to move to; every fault of the body at once. */
function readNow(body: unknown): Result<Instant> {
  const { value, faults } = readShape(clockMove, body);
  return faults.length > 0 ? { ok: false, faults } : parseInstant(value.now, "/now");
}

/** `/v1/clock`: what the tenant's clock shows, and moving it where it is a manual one. */
export function clockRoutes(app: FastifyInstance, services: Services): void {
  app.get("/v1/clock", async (request) => {
    const { tenant } = reader(request);
    noQuery(request);
    const { clock } = services;
    return { now: formatInstant(clock.now(tenant)), mode: clock.mode(tenant) };
  });
  app.post("/v1/clock", async (request, reply) => {
    const { tenant } = writer(request);
    noQuery(request);
    const once = onceOf(request);
    const to = accept(readNow(strictBody(request)));
    return sendStored(reply, accept(await services.advanceClock(tenant, to, once)));
  });
}
