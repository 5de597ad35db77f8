import type { JsonSchema } from "../../model/json-schema.ts";
import { type DescribedApi, documentOf } from "../openapi-document.ts";
import { json, type Operation } from "../openapi-operation.ts";
import { portalReadingOperations } from "./openapi-portal-reading.ts";
import { portalWritingOperations } from "./openapi-portal-writing.ts";
import { portalCookie } from "./portal-guard.ts";
import { portalDescription, portalRouteActs } from "./portal-route-acts.ts";

const about =
  "What the pages of the portal ask, for the one customer whose portal it is: what is another's is not there (404). What is billed is answered and done as `/v1` answers and does it, with its refusals (RFC 9457). Amounts and quantities are decimal text, times are RFC 3339; lists have pages.";

/** Whoever may ask at all asks by a session of the portal. */
const bySession = [{ cookie: [] }, { token: [] }];

/** Places whose JSON has a tag: what `/v1` answers for the portal. */
const tagged: ReadonlySet<string> = new Set([
  "/portal/v1/cost",
  "/portal/v1/upcoming",
  "/portal/v1/usage",
  "/portal/v1/invoices/:id",
  "/portal/v1/credits",
  "/portal/v1/keys",
  "/portal/v1/alert-rules",
]);

/** Names of schemas that the portal's pages speak of, by a place where each stands. */
const shared = {
  InvoiceLine: "Invoice.lines",
  LineExplanation: "Invoice.lines.explanation",
  TaxSubtotal: "Invoice.taxes",
  InvoiceSeller: "Invoice.seller",
  InvoiceBuyer: "Invoice.buyer",
  PortalAlert: "PortalAlertPage.items",
  PortalPlan: "PortalOverview.plans",
  PortalQuota: "PortalOverview.quotas",
  PortalInvoice: "PortalInvoicePage.items",
  PortalMeter: "PortalMeters.items",
  OfferedPlan: "OfferedPlans.items",
  PlanCharge: "OfferedPlans.items.charges",
  PlanFeature: "OfferedPlans.items.features",
  PlanQuota: "OfferedPlans.items.quotas",
  PlanCredit: "OfferedPlans.items.credits",
  PlanDifferences: "OfferedPlans.items.differences",
};

const descriptionOperation: Operation = {
  method: "GET",
  url: portalDescription,
  id: "readDescription",
  tag: "Description",
  summary: "This description",
  access: "open",
  answers: [
    {
      status: 200,
      description: "OpenAPI 3.1.",
      content: json(() => ({ type: "object" })),
    },
  ],
  problems: [],
};

/** The API of a customer's portal. */
export const portalApi: DescribedApi = {
  title: "Florin: the portal of a customer",
  about,
  operations: [descriptionOperation, ...portalReadingOperations, ...portalWritingOperations],
  shared,
  securitySchemes: {
    cookie: {
      type: "apiKey",
      in: "cookie",
      name: portalCookie,
      description:
        "A session that a link opened. It changes things only from pages of the same origin (`Origin`).",
    },
    token: {
      type: "http",
      scheme: "bearer",
      description: "The session of a page in a frame, where cookies do not reach.",
    },
  },
  security: { open: [], read: bySession, write: bySession, person: bySession },
  hasTags: (url) => tagged.has(url),
  asks: ({ method, url }) => {
    const act = portalRouteActs[`${method} ${url}`];
    return act == null ? {} : { "x-florin-act": act };
  },
};

/** Its description. */
export const portalDocument = (): JsonSchema => documentOf(portalApi);
