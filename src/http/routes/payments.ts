import type { FastifyInstance } from "fastify";
import { intentStates } from "../../payments/payment-intent.ts";
import type { IntentView } from "../../services/payments/intent-view.ts";
import { payoutRequestShape } from "../../services/payments/payment-shapes.ts";
import type { Payments } from "../../services/payments/payments.ts";
import type { Reports } from "../../services/reports.ts";
import type { Services } from "../../services/services.ts";
import { reader, writer } from "../authenticate.ts";
import { type ExpandableItems, expandedPage } from "../expanded.ts";
import { onceOf, sendStored } from "../idempotency.ts";
import { bodyAs, keyed } from "../payment-requests.ts";
import { chargeBody, checkoutBody, providerBody, refundBody } from "../payment-shapes.ts";
import { portalOrigin } from "../portal/portal-origin.ts";
import { Refusal } from "../problem.ts";
import {
  amountBounds,
  choiceOf,
  dayBounds,
  noQuery,
  pageOf,
  pathPart,
  queryOf,
  stated,
} from "../query.ts";
import { accept } from "../read-body.ts";
import { customerPaymentRoutes } from "./customer-payments.ts";
import { customersOf } from "./customer-reads.ts";
import { statementRoutes } from "./statements.ts";
import { webhookRoute } from "./webhooks.ts";

/** Charges, refunds and what became of them, customers' methods, statements, providers and their messages. */
export function paymentRoutes(
  app: FastifyInstance,
  { payments, reports }: Pick<Services, "payments" | "reports">,
): void {
  chargeRoutes(app, payments);
  intentRoutes(app, payments, reports);
  effectRoutes(app, payments);
  providerRoutes(app, payments);
  customerPaymentRoutes(app, payments);
  statementRoutes(app, payments);
  webhookRoute(app, payments);
}

function chargeRoutes(app: FastifyInstance, payments: Payments): void {
  app.post("/v1/invoices/:id/charge", async (request, reply) => {
    const { tenant } = writer(request);
    noQuery(request);
    const invoice = pathPart(request, "id");
    const once = keyed(request, invoice);
    const body = bodyAs(request, chargeBody);
    return sendStored(reply, accept(await payments.charge(tenant, { ...body, invoice }, once)));
  });
  app.post("/v1/invoices/:id/checkout", async (request, reply) => {
    const { tenant } = writer(request);
    noQuery(request);
    const invoice = pathPart(request, "id");
    const once = keyed(request, invoice);
    const asked = {
      ...bodyAs(request, checkoutBody),
      invoice,
      origin: portalOrigin(request, null),
    };
    return sendStored(reply, accept(await payments.checkout(tenant, asked, once)));
  });
  app.post("/v1/refunds", async (request, reply) => {
    const { tenant } = writer(request);
    noQuery(request);
    const once = keyed(request);
    const body = bodyAs(request, refundBody);
    return sendStored(reply, accept(await payments.refund(tenant, body, once)));
  });
}

/** What a payment names: whose it is, and the invoice that it pays. */
const namedBy = (
  reports: NamedReports,
  tenant: string,
): Readonly<Record<string, ExpandableItems<IntentView>>> => ({
  customer: customersOf(reports, tenant),
  invoice: {
    action: "invoices.read",
    nameIn: ({ invoice }) => invoice,
    read: (numbers) => reports.invoicesByName(tenant, numbers),
  },
});

type NamedReports = Pick<Reports, "customersById" | "invoicesByName">;

function intentRoutes(app: FastifyInstance, payments: Payments, reports: NamedReports): void {
  app.get("/v1/payment-intents", async (request) => {
    const query = queryOf(request, [
      ...(["customer", "invoice", "state", "provider", "kind", "currency"] as const),
      ...(["recordedFrom", "recordedTo", "amountFrom", "amountTo"] as const),
      ...(["expand", "limit", "cursor"] as const),
    ]);
    const { customer, invoice, provider, currency, expand } = query;
    const state = choiceOf(query.state, "state", intentStates);
    const kind = choiceOf(query.kind, "kind", ["charge", "refund"]);
    const principal = reader(request);
    const { tenant } = principal;
    return expandedPage(expand, namedBy(reports, tenant), principal, () =>
      payments.intents(tenant, {
        ...pageOf(query),
        ...stated({ customer, invoice, provider, currency }),
        ...(state === undefined ? {} : { state }),
        ...(kind === undefined ? {} : { kind }),
        ...dayBounds(query, "recorded"),
        ...amountBounds(query, "amount"),
      }),
    );
  });
  app.get("/v1/payment-intents/:id", async (request) => {
    const { expand } = queryOf(request, ["expand"]);
    const principal = reader(request);
    const { tenant } = principal;
    const found = await payments.intent(tenant, pathPart(request, "id"));
    if (found === undefined) throw new Refusal("not-found", "there is no such payment");
    const page = async () => ({ items: [found], next: null });
    const [whole] = (await expandedPage(expand, namedBy(reports, tenant), principal, page)).items;
    return whole;
  });
  app.post("/v1/payment-intents/:id/look-up", async (request) => {
    noQuery(request);
    return accept(await payments.lookUp(writer(request).tenant, pathPart(request, "id")));
  });
  app.post("/v1/payment-intents/:id/withdraw", async (request) => {
    noQuery(request);
    return accept(await payments.withdraw(writer(request).tenant, pathPart(request, "id")));
  });
}

function effectRoutes(app: FastifyInstance, payments: Payments): void {
  app.get("/v1/payment-effects", async (request) => {
    const names = ["customer", "state", "limit", "cursor"] as const;
    const { limit: _, cursor: __, ...filters } = queryOf(request, names);
    return payments.effects(reader(request).tenant, {
      ...filters,
      ...pageOf(queryOf(request, names)),
    });
  });
  app.post("/v1/payment-effects/:id/retry", async (request) => {
    noQuery(request);
    return accept(await payments.recordAgain(writer(request).tenant, pathPart(request, "id")));
  });
  app.get("/v1/payouts", async (request) => {
    const query = queryOf(request, [
      ...(["provider", "currency", "paidFrom", "paidTo", "limit", "cursor"] as const),
    ]);
    const { provider, currency } = query;
    return payments.payouts(reader(request).tenant, {
      ...pageOf(query),
      ...stated({ provider, currency }),
      ...dayBounds(query, "paid"),
    });
  });
  app.post("/v1/payouts", async (request, reply) => {
    const { tenant } = writer(request);
    noQuery(request);
    const once = onceOf(request);
    const body = bodyAs(request, payoutRequestShape);
    return sendStored(reply, accept(await payments.tellPayout(tenant, body, once)));
  });
}

/** Keys go in and never come out; a console session cannot set them. */
function providerRoutes(app: FastifyInstance, payments: Payments): void {
  app.get("/v1/payment-providers", async (request) => {
    noQuery(request);
    return { items: await payments.providers(reader(request).tenant) };
  });
  app.put("/v1/payment-providers/:provider", async (request) => {
    const { tenant } = writer(request);
    noQuery(request);
    const body = bodyAs(request, providerBody, "document");
    return accept(await payments.setProvider(tenant, pathPart(request, "provider"), body));
  });
}
