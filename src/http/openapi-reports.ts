import type { Invoice } from "../account/invoice.ts";
import { list, type Shape } from "../model/shape.ts";
import { object } from "../model/shape-object.ts";
import { obligationsShape } from "../services/obligation-shapes.ts";
import {
  customerDetailShape,
  customerSummaryShape,
  instantText,
  invoiceSummaryShape,
  meterShape,
  modelSummaryShape,
  pageShape,
  planShape,
  revenueShape,
  subscriptionDetailShape,
  summaryShape,
  topCustomerShape,
  unbilledPageShape,
  usageSeriesShape,
} from "../services/report-shapes.ts";
import type { Preview } from "../services/reports.ts";
import { windowsMax } from "../services/usage-range.ts";
import { itemsOf, previewBody } from "./openapi-bodies.ts";
import * as example from "./openapi-examples.ts";
import * as told from "./openapi-fact-examples.ts";
import { invoiceShape } from "./openapi-invoice.ts";
import {
  answerComponent,
  bodyProblems,
  idInPath,
  json,
  type Operation,
  type Parameter,
  paging,
  pagingProblems,
  reading,
  type SchemaOf,
} from "./openapi-operation.ts";
import { month, text } from "./openapi-parameters.ts";

/** A published version in a list. */
export const modelSummary: SchemaOf = answerComponent("ModelSummary", modelSummaryShape);

const customerDetail = answerComponent("CustomerDetail", customerDetailShape);
const planSummary = answerComponent("PlanSummary", planShape);

/** An answer that brings along what it names, where that is asked for. */
const expanding = <T>(
  name: string,
  shape: Shape<T>,
  along: Readonly<Record<string, SchemaOf>>,
): SchemaOf =>
  answerComponent(name, {
    ...shape,
    schema: (definitions) => {
      const { properties, ...rest } = shape.schema(definitions);
      const brought = Object.entries(along).map(([key, schema]) => [
        key,
        { anyOf: [schema(definitions), { type: "null" }] },
      ]);
      const expanded = { type: "object", properties: Object.fromEntries(brought) };
      return { ...rest, properties: { ...(properties as object), expanded } };
    },
  });

const expand = (names: string, example: string): Parameter => ({
  name: "expand",
  description: `What the answer brings along under \`expanded\`, with commas between: ${names}. A key needs what reading it by itself needs.`,
  schema: text,
  example,
});

const expandedInvoice = expanding("InvoiceAnswer", invoiceShape, { customer: customerDetail });

const draftList = answerComponent(
  "DraftList",
  object<{ readonly items: readonly Invoice[] }>({ items: list(invoiceShape) }),
);

const search = (what: string): Parameter => ({
  name: "q",
  description: `A part of ${what}, in any case.`,
  schema: text,
  example: "north",
});

const meter: Parameter = {
  name: "meter",
  description: "A meter of the current model.",
  required: true,
  schema: text,
  example: "calls",
};

const range: readonly Parameter[] = [
  {
    name: "from",
    description: "First instant, RFC 3339.",
    required: true,
    schema: { type: "string", format: "date-time" },
    example: "2026-01-05T00:00:00Z",
  },
  {
    name: "to",
    description: "First instant that is no longer meant, at most five years (1,830 days) later.",
    required: true,
    schema: { type: "string", format: "date-time" },
    example: "2026-01-06T00:00:00Z",
  },
];

const customerRoutes: readonly Operation[] = [
  reading(
    {
      url: "/v1/customers",
      id: "listCustomers",
      tag: "Customers",
      summary: "Customers by name",
      query: [
        search("the name or the id"),
        { name: "segment", description: "Customers of this segment.", schema: text },
        {
          name: "plan",
          description: "Customers with a subscription to this plan that is in service now.",
          schema: text,
          example: "team",
        },
        {
          name: "parked",
          description: "Customers whose account is parked, or those whose is not.",
          schema: { enum: ["true", "false"] },
          example: "true",
        },
        ...paging,
      ],
      problems: pagingProblems,
    },
    answerComponent("CustomerPage", pageShape(customerSummaryShape)),
    example.customers,
  ),
  reading(
    {
      url: "/v1/customers/:id",
      id: "readCustomer",
      tag: "Customers",
      summary: "One customer, whole",
      path: [idInPath("The customer's id.", "c-17")],
      problems: ["not-found"],
    },
    customerDetail,
    example.customerDetail,
  ),
  reading(
    {
      url: "/v1/customers/:id/drafts",
      id: "listDrafts",
      tag: "Invoices",
      summary: "The documents that the customer would get now",
      description:
        "Between a period's end and the end of its grace window: all that what is due comes to, in the order in which they are issued. None where nothing is due, or the account is parked. They are worked out when asked for, so they are never stale.",
      path: [idInPath("The customer's id.", "c-17")],
      problems: ["not-found"],
    },
    draftList,
    { items: [example.draft] },
  ),
];

const subscriptionRoute: Operation = reading(
  {
    url: "/v1/subscriptions/:id",
    id: "readSubscription",
    tag: "Changes",
    summary: "One subscription: its phases, its changes, and what may be changed",
    path: [idInPath("The subscription's id.", "s-1")],
    query: [expand("`customer`, `plan`", "customer,plan")],
    problems: ["not-found"],
  },
  expanding("SubscriptionDetail", subscriptionDetailShape, {
    customer: customerDetail,
    plan: planSummary,
  }),
  told.subscriptionDetail,
);

const previewOperation: Operation = {
  method: "POST",
  url: "/v1/preview",
  id: "previewFacts",
  tag: "Changes",
  summary: "What facts would do",
  description:
    "The documents that a customer's account would issue if it were told these facts at an instant (`at`, now where absent), and those it would issue anyway; up to `until`, or to the next document. Usage counts as it is known now. Nothing is changed.",
  access: "read",
  body: json(previewBody, told.previewRequest),
  answers: [
    {
      status: 200,
      description: "The documents, as drafts.",
      content: json(
        answerComponent(
          "Preview",
          object<Preview>({
            at: instantText,
            until: instantText,
            with: list(invoiceShape),
            without: list(invoiceShape),
          }),
        ),
        told.preview,
      ),
    },
  ],
  problems: bodyProblems,
};

const invoiceRoutes: readonly Operation[] = [
  reading(
    {
      url: "/v1/invoices",
      id: "listInvoices",
      tag: "Invoices",
      summary: "Final invoices, newest first",
      description: "A draft is worked out when it is asked for and stands in no list.",
      query: [
        {
          name: "customer",
          description:
            "Invoices that this customer pays, or that have lines of it where another pays for it.",
          schema: text,
        },
        {
          name: "month",
          description: "Issued in this month, UTC: `2026-01`.",
          schema: month,
          example: "2026-01",
        },
        search("the number, the id or the customer's name"),
        ...paging,
      ],
      problems: pagingProblems,
    },
    answerComponent("InvoicePage", pageShape(invoiceSummaryShape)),
    example.invoices,
  ),
  reading(
    {
      url: "/v1/invoices/:id",
      id: "readInvoice",
      tag: "Invoices",
      summary: "An invoice with its explanation, byte for byte as it was issued",
      path: [idInPath("The invoice's id.", "c-17:1")],
      query: [expand("`customer`", "customer")],
      problems: ["not-found"],
    },
    expandedInvoice,
    example.invoice,
  ),
];

const overviewRoutes: readonly Operation[] = [
  reading(
    {
      url: "/v1/summary",
      id: "readSummary",
      tag: "Reports",
      summary: "How many of everything, and the totals",
    },
    answerComponent("Summary", summaryShape),
    example.summary,
  ),
  reading(
    {
      url: "/v1/revenue",
      id: "readRevenue",
      tag: "Reports",
      summary: "What was billed, by stream and month of issue, UTC",
      description:
        "Lines of final invoices, fees in advance whole. A stream that only earlier versions billed comes after those of the current model, so the streams add up to the total.",
      query: [
        {
          name: "by",
          description: "What to divide it by.",
          schema: { enum: ["stream"], default: "stream" },
          example: "stream",
        },
      ],
    },
    answerComponent("Revenue", revenueShape),
    example.revenue,
  ),
  reading(
    { url: "/v1/plans", id: "listPlans", tag: "Reports", summary: "Plans of the current model" },
    itemsOf(planSummary),
    example.plans,
  ),
  reading(
    {
      url: "/v1/obligations",
      id: "listObligations",
      tag: "Reports",
      summary: "Performance obligations of the current model",
      description:
        "What it promises who buys: how each is earned, what it sells for alone, and whether we are principal or agent; and how the price of each bundle is divided.",
    },
    answerComponent("Obligations", obligationsShape),
    example.obligations,
  ),
];

const usageRoutes: readonly Operation[] = [
  reading(
    { url: "/v1/meters", id: "listMeters", tag: "Usage", summary: "Meters of the current model" },
    itemsOf(answerComponent("MeterSummary", meterShape)),
    example.meters,
  ),
  reading(
    {
      url: "/v1/usage",
      id: "readUsage",
      tag: "Usage",
      summary: "A meter's quantity, window by window",
      description: `Windows are half-open; the first and the last may be cut by the range. At most ${windowsMax} of them: more are refused. \`total\` is what the meter reads over the whole range, so peaks and counts of different things are not added up; without a customer it is the sum of every customer's. Where the range touches months whose events are dropped, \`dropped\` names them, \`source\` says which windows are read from what was kept of them, and windows that this cannot tell are in \`dropped.unknown\`.`,
      query: [
        meter,
        { name: "customer", description: "Of this customer alone.", schema: text, example: "c-17" },
        ...range,
        {
          name: "window",
          description: "How long each window is.",
          schema: { enum: ["hour", "day", "month", "period"], default: "day" },
        },
        {
          name: "subscription",
          description: "With `window=period`: whose billing periods the windows are, whole ones.",
          schema: text,
          example: "s-1",
        },
        {
          name: "groupBy",
          description: "A dimension of the meter, each of whose values is read apart as well.",
          schema: text,
        },
        {
          name: "timezone",
          description:
            "IANA zone in which days and months begin. Default: that of the customer's account; UTC for all customers together. Hours are those of UTC.",
          schema: text,
          example: "Europe/Berlin",
        },
      ],
    },
    answerComponent("UsageSeries", usageSeriesShape),
    example.usage,
  ),
  reading(
    {
      url: "/v1/usage/top",
      id: "readTopUsage",
      tag: "Usage",
      summary: "The customers that used most of a meter",
      query: [
        meter,
        ...range,
        {
          name: "limit",
          description: "How many customers.",
          schema: { type: "integer", minimum: 1, maximum: 500, default: 10 },
        },
      ],
      problems: ["invalid-limit"],
    },
    itemsOf(answerComponent("TopCustomer", topCustomerShape)),
    example.topUsage,
  ),
  reading(
    {
      url: "/v1/unbilled",
      id: "listUnbilled",
      tag: "Usage",
      summary: "Events that are on no invoice and cannot be yet, oldest first",
      query: paging,
      problems: pagingProblems,
    },
    answerComponent("UnbilledPage", unbilledPageShape),
    example.unbilled,
  ),
];

/** The routes that only read. */
export const reportRoutes: readonly Operation[] = [
  ...customerRoutes,
  subscriptionRoute,
  previewOperation,
  ...invoiceRoutes,
  ...overviewRoutes,
  ...usageRoutes,
];
