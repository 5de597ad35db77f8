import type { FastifyInstance } from "fastify";
import {
  customerKeyRequestShape,
  keyHolderRequestShape,
} from "../../services/customer-key-shapes.ts";
import type { CustomerKeys } from "../../services/customer-keys.ts";
import { reader, writer } from "../authenticate.ts";
import { bodyAs } from "../payment-requests.ts";
import { noQuery, pathPart } from "../query.ts";
import { accept } from "../read-body.ts";

/** `/v1/customers/{id}/keys`: keys that stand for a customer before a gateway, and whom one stands for. */
export function customerKeyRoutes(app: FastifyInstance, keys: CustomerKeys): void {
  app.post("/v1/customers/:id/keys", async (request, reply) => {
    const { tenant } = writer(request);
    noQuery(request);
    const asked = bodyAs(request, customerKeyRequestShape);
    const made = accept(await keys.add(tenant, pathPart(request, "id"), asked));
    // The one answer that holds the secret is for nobody to keep.
    return reply.status(201).header("cache-control", "no-store").send(made);
  });
  app.get("/v1/customers/:id/keys", async (request) => {
    noQuery(request);
    return { items: accept(await keys.list(reader(request).tenant, pathPart(request, "id"))) };
  });
  app.delete("/v1/customers/:id/keys/:key", async (request) => {
    const { tenant } = writer(request);
    noQuery(request);
    return accept(await keys.revoke(tenant, pathPart(request, "id"), pathPart(request, "key")));
  });
  app.post("/v1/customer-keys/holder", async (request, reply) => {
    const { tenant } = writer(request);
    noQuery(request);
    const { key } = bodyAs(request, keyHolderRequestShape);
    return reply.header("cache-control", "no-store").send(await keys.holder(tenant, key));
  });
}
