import type { FastifyInstance, FastifyReply } from "fastify";
import type { Webhooks } from "../../services/webhooks/open-webhooks.ts";
import { endpointRequestShape, replayShape } from "../../services/webhooks/webhook-shapes.ts";
import { parseInstant } from "../../time/instant.ts";
import { eventKinds, eventTypes } from "../../webhook/catalogue.ts";
import { reader, writer } from "../authenticate.ts";
import { bodyAs } from "../payment-requests.ts";
import { choiceOf, noQuery, pageOf, pathPart, queryOf } from "../query.ts";
import { accept } from "../read-body.ts";

const endpoints = "/v1/webhook-endpoints";
const deliveries = "/v1/webhook-deliveries";

/** An answer with a secret is for nobody to keep. */
const secretly = (reply: FastifyReply): FastifyReply => reply.header("cache-control", "no-store");

/** Where events are sent to, and what became of them. */
export function webhookEndpointRoutes(app: FastifyInstance, webhooks: Webhooks): void {
  app.get("/v1/webhook-event-types", async (request) => {
    reader(request);
    noQuery(request);
    return {
      items: eventTypes.map((type) => {
        const { summary, example } = eventKinds[type];
        return { type, summary, example };
      }),
    };
  });
  app.get(endpoints, async (request) => {
    noQuery(request);
    return { items: await webhooks.endpoints(reader(request).tenant) };
  });
  app.post(endpoints, async (request, reply) => {
    const { tenant } = writer(request);
    noQuery(request);
    const made = accept(await webhooks.add(tenant, bodyAs(request, endpointRequestShape)));
    return secretly(reply.status(201)).send(made);
  });
  app.get(`${endpoints}/:id`, async (request) => {
    noQuery(request);
    return accept(await webhooks.endpoint(reader(request).tenant, pathPart(request, "id")));
  });
  app.put(`${endpoints}/:id`, async (request) => {
    const { tenant } = writer(request);
    noQuery(request);
    const asked = bodyAs(request, endpointRequestShape);
    return accept(await webhooks.change(tenant, pathPart(request, "id"), asked));
  });
  app.delete(`${endpoints}/:id`, async (request) => {
    const { tenant } = writer(request);
    noQuery(request);
    return accept(await webhooks.remove(tenant, pathPart(request, "id")));
  });
  for (const [name, enabled] of [
    ["enable", true],
    ["disable", false],
  ] as const)
    app.post(`${endpoints}/:id/${name}`, async (request) => {
      const { tenant } = writer(request);
      noQuery(request);
      return accept(await webhooks.enable(tenant, pathPart(request, "id"), enabled));
    });
  app.post(`${endpoints}/:id/rotate`, async (request, reply) => {
    const { tenant } = writer(request);
    noQuery(request);
    return secretly(reply).send(accept(await webhooks.rotate(tenant, pathPart(request, "id"))));
  });
  app.post(`${endpoints}/:id/test`, async (request, reply) => {
    const { tenant } = writer(request);
    noQuery(request);
    return reply.status(202).send(accept(await webhooks.test(tenant, pathPart(request, "id"))));
  });
  app.post(`${endpoints}/:id/replay`, async (request, reply) => {
    const { tenant } = writer(request);
    noQuery(request);
    const { from, to, only, events = [] } = bodyAs(request, replayShape);
    const range = {
      from: accept(parseInstant(from, "/from")),
      to: to === undefined ? undefined : accept(parseInstant(to, "/to")),
      missedOnly: only !== "all",
      events,
    };
    const sent = await webhooks.replayRange(tenant, pathPart(request, "id"), range);
    return reply.status(202).send(accept(sent));
  });
  app.get(deliveries, async (request) => {
    const { state, limit, cursor, ...named } = queryOf(request, [
      "endpoint",
      "event",
      "type",
      "account",
      "state",
      "limit",
      "cursor",
    ]);
    const chosen = choiceOf(state, "state", ["waiting", "delivered", "failed"]);
    return webhooks.deliveries(reader(request).tenant, {
      ...named,
      ...(chosen === undefined ? {} : { state: chosen }),
      ...pageOf({
        ...(limit === undefined ? {} : { limit }),
        ...(cursor === undefined ? {} : { cursor }),
      }),
    });
  });
  app.get(`${deliveries}/:id`, async (request) => {
    noQuery(request);
    return accept(await webhooks.delivery(reader(request).tenant, pathPart(request, "id")));
  });
  app.post(`${deliveries}/:id/replay`, async (request, reply) => {
    const { tenant } = writer(request);
    noQuery(request);
    return reply.status(202).send(accept(await webhooks.replay(tenant, pathPart(request, "id"))));
  });
}
