import type { FastifyInstance } from "fastify";
import type { Payments } from "../../services/payments/payments.ts";
import { reader, writer } from "../authenticate.ts";
import { sendStored } from "../idempotency.ts";
import { bodyAs, onceFor } from "../payment-requests.ts";
import { customerPaymentsBody, fetchMethodsBody, methodPageBody } from "../payment-shapes.ts";
import { portalOrigin } from "../portal/portal-origin.ts";
import { Refusal } from "../problem.ts";
import { noQuery, pathPart } from "../query.ts";
import { accept } from "../read-body.ts";

/** `/v1/customers/:id/payments`: how a customer pays, and its methods. */
export function customerPaymentRoutes(app: FastifyInstance, payments: Payments): void {
  app.get("/v1/customers/:id/payments", async (request) => {
    noQuery(request);
    const found = await payments.customer(reader(request).tenant, pathPart(request, "id"));
    if (found === undefined) throw new Refusal("not-found", "there is no such customer");
    return found;
  });
  app.put("/v1/customers/:id/payments", async (request, reply) => {
    const { tenant } = writer(request);
    noQuery(request);
    const id = pathPart(request, "id");
    const once = onceFor(request, id);
    const body = bodyAs(request, customerPaymentsBody);
    return sendStored(reply, accept(await payments.changeCustomer(tenant, id, body, once)));
  });
  app.post("/v1/customers/:id/payment-methods", async (request) => {
    const { tenant } = writer(request);
    noQuery(request);
    const id = pathPart(request, "id");
    return accept(await payments.fetchMethods(tenant, id, bodyAs(request, fetchMethodsBody)));
  });
  app.post("/v1/customers/:id/payment-method-pages", async (request, reply) => {
    const { tenant } = writer(request);
    noQuery(request);
    const id = pathPart(request, "id");
    const asked = { ...bodyAs(request, methodPageBody), origin: portalOrigin(request, null) };
    const page = accept(await payments.methodPage(tenant, id, asked));
    return reply.code(201).send(page);
  });
  app.delete("/v1/payment-methods/:id", async (request) => {
    noQuery(request);
    return accept(await payments.removeMethod(writer(request).tenant, pathPart(request, "id")));
  });
}
