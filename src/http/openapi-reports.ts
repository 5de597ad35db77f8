import { list } from "../model/shape.ts";
import { object } from "../model/shape-object.ts";
import { obligationsShape } from "../services/obligation-shapes.ts";
import {
  instantText,
  meterShape,
  modelSummaryShape,
  revenueShape,
  summaryShape,
  topCustomerShape,
  unbilledPageShape,
  usageSeriesShape,
} from "../services/report-shapes.ts";
import type { Preview } from "../services/reports.ts";
import { windowsMax } from "../services/usage-range.ts";
import { itemsOf, previewBody } from "./openapi-bodies.ts";
import { customerReadRoutes } from "./openapi-customer-routes.ts";
import * as example from "./openapi-examples.ts";
import { planSummary } from "./openapi-expanded.ts";
import * as told from "./openapi-fact-examples.ts";
import { invoiceShape } from "./openapi-invoice.ts";
import { invoiceRoutes } from "./openapi-invoice-routes.ts";
import {
  answerComponent,
  bodyProblems,
  json,
  type Operation,
  type Parameter,
  paging,
  pagingProblems,
  reading,
  type SchemaOf,
} from "./openapi-operation.ts";
import { eventsToo, text } from "./openapi-parameters.ts";

/** A published version in a list. */
export const modelSummary: SchemaOf = answerComponent("ModelSummary", modelSummaryShape);

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

const overviewRoutes: readonly Operation[] = [
  reading(
    {
      url: "/v1/summary",
      id: "readSummary",
      tag: "Reports",
      summary: "How many of everything, and the totals",
      query: [eventsToo],
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
  ...customerReadRoutes,
  previewOperation,
  ...invoiceRoutes,
  ...overviewRoutes,
  ...usageRoutes,
];
