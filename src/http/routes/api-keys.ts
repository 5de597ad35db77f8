import type { FastifyInstance, FastifyReply } from "fastify";
import { apiKeyRequestShape, keyRotationShape } from "../../services/api-key-shapes.ts";
import type { KeyDesk, NewApiKey } from "../../services/key-desk.ts";
import { keyRights } from "../../services/reach.ts";
import { reader } from "../authenticate.ts";
import { bodyAs } from "../payment-requests.ts";
import { noQuery, pathPart } from "../query.ts";
import { accept } from "../read-body.ts";

/** `/v1/api-keys`: the keys of the tenant, which open this server. */
export function apiKeyRoutes(app: FastifyInstance, keys: KeyDesk): void {
  app.get("/v1/api-keys", async (request) => {
    noQuery(request);
    return { items: await keys.list(reader(request).tenant) };
  });
  app.post("/v1/api-keys", async (request, reply) => {
    const who = reader(request);
    noQuery(request);
    const asked = bodyAs(request, apiKeyRequestShape);
    return shownOnce(reply, accept(await keys.add(who.tenant, keyRights(who), asked)));
  });
  app.post("/v1/api-keys/:id/rotation", async (request, reply) => {
    const who = reader(request);
    noQuery(request);
    const asked = bodyAs(request, keyRotationShape);
    const id = pathPart(request, "id");
    return shownOnce(reply, accept(await keys.rotate(who.tenant, keyRights(who), id, asked)));
  });
  app.delete("/v1/api-keys/:id", async (request) => {
    const { tenant } = reader(request);
    noQuery(request);
    return accept(await keys.revoke(tenant, pathPart(request, "id")));
  });
}

/** The one answer that holds the secret is for nobody to keep. */
const shownOnce = (reply: FastifyReply, made: NewApiKey) =>
  reply.status(201).header("cache-control", "no-store").send(made);
