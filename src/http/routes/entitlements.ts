import type { FastifyInstance } from "fastify";
import type { EntitlementDesk } from "../../services/entitlements/entitlement-answers.ts";
import {
  checkRequestShape,
  finalizeRequestShape,
  releaseRequestShape,
  renewRequestShape,
  reserveRequestShape,
  trackRequestShape,
} from "../../services/entitlements/entitlement-shapes.ts";
import { reader, writer } from "../authenticate.ts";
import { onceOf, sendStored } from "../idempotency.ts";
import { bodyAs } from "../payment-requests.ts";
import { noQuery, pageOf, pathPart, queryOf } from "../query.ts";
import { accept } from "../read-body.ts";

/** `/v1/entitlements`: whether customers may use something, and their use of it. A refusal is an answer, not a problem. */
export function entitlementRoutes(app: FastifyInstance, desk: EntitlementDesk): void {
  app.get("/v1/customers/:id/entitlements", async (request) => {
    noQuery(request);
    return accept(await desk.ofCustomer(reader(request).tenant, pathPart(request, "id")));
  });
  app.post("/v1/entitlements/check", async (request) => {
    noQuery(request);
    return accept(await desk.check(reader(request).tenant, bodyAs(request, checkRequestShape)));
  });
  app.get("/v1/entitlements/reservations", async (request) => {
    const { customer, ...paging } = queryOf(request, ["customer", "limit", "cursor"]);
    return desk.reservations(reader(request).tenant, {
      ...pageOf(paging),
      ...(customer === undefined ? {} : { customer }),
    });
  });
  app.post("/v1/entitlements/reserve", async (request, reply) => {
    const { tenant } = writer(request);
    noQuery(request);
    const asked = bodyAs(request, reserveRequestShape);
    return sendStored(reply, accept(await desk.reserve(tenant, asked, onceOf(request))));
  });
  app.post("/v1/entitlements/renew", async (request, reply) => {
    const { tenant } = writer(request);
    noQuery(request);
    const asked = bodyAs(request, renewRequestShape);
    return sendStored(reply, accept(await desk.renew(tenant, asked, onceOf(request))));
  });
  app.post("/v1/entitlements/finalize", async (request, reply) => {
    const { tenant } = writer(request);
    noQuery(request);
    const told = bodyAs(request, finalizeRequestShape);
    return sendStored(reply, accept(await desk.finalize(tenant, told, onceOf(request))));
  });
  app.post("/v1/entitlements/release", async (request, reply) => {
    const { tenant } = writer(request);
    noQuery(request);
    const told = bodyAs(request, releaseRequestShape);
    return sendStored(reply, accept(await desk.release(tenant, told, onceOf(request))));
  });
  app.post("/v1/entitlements/track", async (request, reply) => {
    const { tenant } = writer(request);
    noQuery(request);
    const event = bodyAs(request, trackRequestShape);
    return sendStored(reply, accept(await desk.track(tenant, event, onceOf(request))));
  });
}
