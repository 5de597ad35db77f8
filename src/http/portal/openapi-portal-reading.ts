import { list } from "../../model/shape.ts";
import { object } from "../../model/shape-object.ts";
import { alertShape } from "../../services/entitlements/alert-shape.ts";
import type { OfferedPlan } from "../../services/portal/offered-plans.ts";
import type { PortalMeter } from "../../services/portal/portal.ts";
import {
  offeredPlanShape,
  portalMeterShape,
  portalOverviewShape,
} from "../../services/portal/portal-answer-shapes.ts";
import { pageShape } from "../../services/report-shapes.ts";
import { upcoming } from "../openapi-account-examples.ts";
import { invoiceShape } from "../openapi-invoice.ts";
import {
  answerComponent,
  idInPath,
  type Operation,
  paging,
  pagingProblems,
  reading,
} from "../openapi-operation.ts";
import { filter } from "../openapi-parameters.ts";
import { asAnswered } from "./answered-as.ts";
import * as example from "./openapi-portal-examples.ts";
import { portalInvoiceShape, portalMeShape } from "./portal-answers.ts";

const tag = "Reading";

/** What the portal shows. */
export const portalReadingOperations: readonly Operation[] = [
  reading(
    {
      url: "/portal/v1/me",
      id: "readMe",
      tag,
      summary: "Whose portal it is, who looks at it, and what they may do",
    },
    answerComponent("PortalMe", portalMeShape),
    example.me,
  ),
  reading(
    {
      url: "/portal/v1/overview",
      id: "readOverview",
      tag,
      summary: "What the customer has, uses, will pay and owes",
    },
    answerComponent("PortalOverview", portalOverviewShape),
    example.overview,
  ),
  asAnswered("readRunningCost", { url: "/portal/v1/cost", id: "readCost", tag }),
  asAnswered("readUpcoming", { url: "/portal/v1/upcoming", id: "readUpcoming", tag }),
  reading(
    {
      url: "/portal/v1/meters",
      id: "listMeters",
      tag,
      summary: "The meters that the customer is charged or limited by, or was",
    },
    answerComponent(
      "PortalMeters",
      object<{ readonly items: readonly PortalMeter[] }>({ items: list(portalMeterShape) }),
    ),
    { items: [example.meter] },
  ),
  asAnswered("readUsage", {
    url: "/portal/v1/usage",
    id: "readUsage",
    tag,
    takes: ["meter", "from", "to", "window", "groupBy", "timezone"],
  }),
  reading(
    {
      url: "/portal/v1/invoices",
      id: "listInvoices",
      tag,
      summary: "Invoices and credit notes, the latest first",
      query: paging,
      problems: pagingProblems,
    },
    answerComponent("PortalInvoicePage", pageShape(portalInvoiceShape)),
    { items: [example.invoice], next: null },
  ),
  reading(
    {
      url: "/portal/v1/invoices/:id",
      id: "readInvoice",
      tag,
      summary: "An invoice or a credit note, as it was issued",
      path: [idInPath("The invoice's id.", "c-9:1")],
      problems: ["not-found"],
    },
    answerComponent("Invoice", invoiceShape),
    upcoming.documents[0],
  ),
  asAnswered("readInvoiceDocument", {
    url: "/portal/v1/invoices/:id/documents/:format",
    id: "readInvoiceDocument",
    tag,
    takes: ["language"],
  }),
  asAnswered("readCredits", { url: "/portal/v1/credits", id: "readCredits", tag }),
  reading(
    {
      url: "/portal/v1/alerts",
      id: "listAlerts",
      tag,
      summary: "When the customer came to a share of what it may use, the newest first",
      query: paging,
      problems: pagingProblems,
    },
    answerComponent("PortalAlertPage", pageShape(alertShape)),
    { items: [example.alert], next: null },
  ),
  asAnswered("listAlertRules", {
    url: "/portal/v1/alert-rules",
    id: "listAlertRules",
    tag,
  }),
  reading(
    {
      url: "/portal/v1/plans",
      id: "listPlans",
      tag,
      summary: "The plans that a subscription may go to, and its own",
      description:
        "At the prices of the version and price list that a change keeps. Without `subscription` of the first plan that the customer has; without any those that are sold now.",
      query: [filter("subscription", "Which subscription.", "s-9")],
      problems: ["not-found"],
    },
    answerComponent(
      "OfferedPlans",
      object<{ readonly items: readonly OfferedPlan[] }>({ items: list(offeredPlanShape) }),
    ),
    { items: [example.plan] },
  ),
];
