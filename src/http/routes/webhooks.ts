import type { FastifyInstance } from "fastify";
import { faultsOf } from "../../fault/fault.ts";
import type { Payments } from "../../services/payments/payments.ts";
import { bytesOf } from "../idempotency.ts";
import { Refusal } from "../problem.ts";
import { noQuery, pathPart } from "../query.ts";
import { accept } from "../read-body.ts";

/** An endpoint that is not there: who is nobody's provider learns no more. */
const nowhere: ReadonlySet<string> = new Set([
  "provider-not-set-up",
  "provider-inactive",
  "unknown-payment-provider",
  "not-offered",
]);

/**
 * `POST /v1/webhooks/:tenant/:provider`: what a payment provider delivers. No key opens it: the body's signature does, over
 * the bytes as they came. Answered once it is kept; it is applied then, or by the next run.
 */
export function webhookRoute(app: FastifyInstance, payments: Payments): void {
  app.post("/v1/webhooks/:tenant/:provider", async (request) => {
    noQuery(request);
    const tenant = pathPart(request, "tenant");
    const provider = pathPart(request, "provider");
    const delivery = { body: bytesOf(request.body), headers: request.headers };
    const delivered = await payments.deliver(tenant, provider, delivery);
    if (faultsOf(delivered).some(({ code }) => nowhere.has(code)))
      throw new Refusal("not-found", "nothing is delivered here");
    return accept(delivered);
  });
}
