import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Services } from "../../services/services.ts";
import { bodyAs } from "../payment-requests.ts";
import { customerPaymentsBody } from "../payment-shapes.ts";
import { Refusal } from "../problem.ts";
import { noQuery, pathPart } from "../query.ts";
import type { PortalPaymentMethods } from "./portal-answers.ts";
import { chargeBody, pageBody, providerBody } from "./portal-bodies.ts";
import { ownInvoice } from "./portal-documents.ts";
import { guestOf } from "./portal-guard.ts";
import { portalOrigin } from "./portal-origin.ts";
import { type Relay, type RelayedAnswer, sendRelayed } from "./portal-relay.ts";

/** How the caller's customer pays, and paying what is open. */
export function portalPaymentRoutes(
  app: FastifyInstance,
  { payments, reports }: Pick<Services, "payments" | "reports">,
  relay: Relay,
): void {
  const providersOf = async (tenant: string): Promise<readonly string[]> =>
    (await payments.providers(tenant))
      .filter(({ isSetUp, active }) => isSetUp && active)
      .map(({ provider }) => provider);
  const view = async (request: FastifyRequest): Promise<PortalPaymentMethods> => {
    const { tenant, customer } = guestOf(request);
    const [found, providers] = await Promise.all([
      payments.customer(tenant, customer.id),
      providersOf(tenant),
    ]);
    return { customer: customer.id, autopay: null, methods: [], ...found, providers };
  };
  /** The provider that is asked for, or the one that there is. */
  const provider = async (request: FastifyRequest, asked: string | undefined) => {
    const [first] = await providersOf(guestOf(request).tenant);
    const chosen = asked ?? first;
    if (chosen === undefined) throw noProvider();
    return chosen;
  };
  const pages = (request: FastifyRequest, path = "/portal/payment?added=1") => {
    const { settings, embed, returnTo } = guestOf(request);
    // The cookie of a portal that is within another page is not sent where the provider leads back to.
    if (embed && returnTo !== null) return { successUrl: returnTo, cancelUrl: returnTo };
    const origin = portalOrigin(request, settings.address);
    const [plain = path] = path.split("?");
    return { successUrl: `${origin}${path}`, cancelUrl: `${origin}${plain}` };
  };
  const ofCustomer = (request: FastifyRequest, part: string): string =>
    `/v1/customers/${encodeURIComponent(guestOf(request).customer.id)}/${part}`;
  const collect = (
    request: FastifyRequest,
    method: "POST" | "PUT" | "DELETE",
    url: string,
    body?: unknown,
  ): Promise<RelayedAnswer> =>
    relay(request, {
      ...{ method, url, action: "payments.collect" },
      ...(body === undefined ? {} : { body }),
    });

  app.get("/portal/v1/payment-methods", async (request, reply) => {
    noQuery(request);
    reply.header("cache-control", "private, no-store");
    return view(request);
  });
  app.post("/portal/v1/payment-methods", async (request, reply) => {
    noQuery(request);
    const body = bodyAs(request, pageBody);
    const asked = {
      provider: await provider(request, body.provider),
      ...pages(request, body.returnPath),
    };
    return sendRelayed(
      reply,
      await collect(request, "POST", ofCustomer(request, "payment-method-pages"), asked),
    );
  });
  app.post("/portal/v1/payment-methods/refresh", async (request, reply) => {
    noQuery(request);
    const body = bodyAs(request, providerBody);
    const asked = { provider: await provider(request, body.provider) };
    const url = ofCustomer(request, "payment-methods");
    const answer = await collect(request, "POST", url, asked);
    return answer.status === 200 ? view(request) : sendRelayed(reply, answer);
  });
  app.put("/portal/v1/payment-methods", async (request, reply) => {
    noQuery(request);
    const body = bodyAs(request, customerPaymentsBody);
    const answer = await collect(request, "PUT", ofCustomer(request, "payments"), body);
    return answer.status === 200 ? view(request) : sendRelayed(reply, answer);
  });
  app.delete("/portal/v1/payment-methods/:id", async (request, reply) => {
    noQuery(request);
    const { tenant, customer } = guestOf(request);
    const id = pathPart(request, "id");
    const found = await payments.customer(tenant, customer.id);
    if (found?.methods.some((method) => method.id === id) !== true)
      throw new Refusal("not-found", "there is no such method");
    const answer = await collect(
      request,
      "DELETE",
      `/v1/payment-methods/${encodeURIComponent(id)}`,
    );
    return answer.status === 200 ? view(request) : sendRelayed(reply, answer);
  });
  app.post("/portal/v1/invoices/:id/charge", async (request, reply) => {
    noQuery(request);
    const body = bodyAs(request, chargeBody);
    const invoice = await ownInvoice(reports, request);
    return sendRelayed(reply, await collect(request, "POST", `${invoice}/charge`, body));
  });
  app.post("/portal/v1/invoices/:id/checkout", async (request, reply) => {
    noQuery(request);
    const body = bodyAs(request, pageBody);
    const invoice = await ownInvoice(reports, request);
    const back =
      body.returnPath ?? `/portal/invoices/${encodeURIComponent(pathPart(request, "id"))}?paid=1`;
    const asked = { provider: await provider(request, body.provider), ...pages(request, back) };
    return sendRelayed(reply, await collect(request, "POST", `${invoice}/checkout`, asked));
  });
}

const noProvider = (): Refusal => {
  const message = "the seller takes no payments through a provider here";
  return new Refusal("invalid-request", message, [
    { code: "no-payment-provider", path: "/provider", message, suggestion: "ask the seller" },
  ]);
};
