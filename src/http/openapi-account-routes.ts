import { dunningActions } from "../model/dunning.ts";
import { list } from "../model/shape.ts";
import { object } from "../model/shape-object.ts";
import { timelineGroups, type Upcoming } from "../services/accounts/account-answers.ts";
import {
  creditHoldingsShape,
  customerNoticeShape,
  customerReceivablesShape,
  dunningShape,
  timelineShape,
} from "../services/accounts/account-shapes.ts";
import { instantText, pageShape } from "../services/report-shapes.ts";
import { runningCostShape } from "../services/running-cost-shape.ts";
import * as example from "./openapi-account-examples.ts";
import { expand, withCustomer } from "./openapi-expanded.ts";
import { invoiceShape } from "./openapi-invoice.ts";
import {
  answerComponent,
  idInPath,
  type Operation,
  paging,
  pagingProblems,
  reading,
} from "./openapi-operation.ts";
import { dayFilters, filter } from "./openapi-parameters.ts";
import { expiryDays, expiryDaysMax } from "./routes/accounts.ts";

const customerId = idInPath("The customer's id.", "c-17");

const instant = { type: "string", format: "date-time" } as const;

/** What one account did and owes, and who is dunned or has credits. */
export const accountRoutes: readonly Operation[] = [
  reading(
    {
      url: "/v1/customers/:id/timeline",
      id: "readTimeline",
      tag: "Customers",
      summary: "What happened to a customer's account, the latest first, and what is to come",
      description:
        "Facts that were told, documents, payments, credits and steps of dunning in one list. `toCome` is what the account will come to by itself if nobody tells it anything else, the next first: it is on every page.",
      path: [customerId],
      query: [
        {
          name: "group",
          description: "Only this part of its life.",
          schema: { enum: [...timelineGroups] },
          example: "document",
        },
        { name: "from", description: "From this instant on, RFC 3339.", schema: instant },
        { name: "to", description: "Before this instant, RFC 3339.", schema: instant },
        ...paging,
      ],
      problems: ["not-found", ...pagingProblems],
    },
    answerComponent("Timeline", timelineShape),
    example.timeline,
  ),
  reading(
    {
      url: "/v1/customers/:id/receivables",
      id: "readReceivables",
      tag: "Money",
      summary: "What a customer owes and has paid, and how far it is dunned",
      path: [customerId],
      problems: ["not-found"],
    },
    answerComponent("CustomerReceivables", customerReceivablesShape),
    example.receivables,
  ),
  reading(
    {
      url: "/v1/customers/:id/upcoming",
      id: "readUpcoming",
      tag: "Invoices",
      summary: "The documents that a customer's account will issue by itself",
      description:
        "Up to `until`, or to the next document. Usage counts as it is known now. What facts would change of it is `POST /v1/preview`.",
      path: [customerId],
      query: [{ name: "until", description: "How far to look, RFC 3339.", schema: instant }],
      problems: ["not-found"],
    },
    answerComponent(
      "Upcoming",
      object<Upcoming>({ at: instantText, until: instantText, documents: list(invoiceShape) }),
    ),
    example.upcoming,
  ),
  reading(
    {
      url: "/v1/customers/:id/running-cost",
      id: "readRunningCost",
      tag: "Usage",
      summary: "What a customer's open periods of usage come to so far, and projected to their end",
      description:
        "Read off the documents that billing would make: `soFar` if nothing more were used, `projected` if each open period goes on at the pace of the part of it that has passed, by the same prices. An acknowledged event is in the next answer.",
      path: [customerId],
      problems: ["not-found"],
    },
    answerComponent("RunningCost", runningCostShape),
    example.runningCost,
  ),
  reading(
    {
      url: "/v1/dunning",
      id: "readDunning",
      tag: "Money",
      summary: "Who is being dunned, by step of the policy",
      description:
        "An account stands where its furthest invoice does. The list is of those that are overdue for longest first; the figures are of all, whatever it is narrowed to.",
      query: [
        {
          name: "afterDueDays",
          description: "That stand on the step of this many days after the due day.",
          schema: { type: "integer", minimum: -9_999, maximum: 9_999 },
          example: 10,
        },
        {
          name: "suspended",
          description: "Only those without access, or only those with it.",
          schema: { enum: ["true", "false"] },
          example: "true",
        },
        ...paging,
      ],
      problems: [...pagingProblems, "invalid-request"],
    },
    answerComponent("Dunning", dunningShape),
    example.dunning,
  ),
  reading(
    {
      url: "/v1/dunning-notices",
      id: "listDunningNotices",
      tag: "Money",
      summary: "Steps of dunning that were taken, newest first",
      description:
        "What somebody has to act on: letters to send, and with `action=cancel` or `action=collections` customers of whom somebody has to decide. The account suspends, charges fees and writes off by itself.",
      query: [
        filter("customer", "Of this customer.", "c-17"),
        {
          name: "action",
          description: "Steps of this kind.",
          schema: { enum: dunningActions },
          example: "cancel",
        },
        ...dayFilters("given", "Given"),
        expand("`customer`", "customer"),
        ...paging,
      ],
      problems: [...pagingProblems, "invalid-request"],
    },
    answerComponent("DunningNoticePage", pageShape(withCustomer(customerNoticeShape))),
    example.notices,
  ),
  reading(
    {
      url: "/v1/credits",
      id: "readCreditHoldings",
      tag: "Credits",
      summary: "What all customers have in credits, and what of it expires soon",
      description:
        "`paid` is the liability: what was paid for credits that are not used. The list is of those whose credits expire first in front; the figures are of all.",
      query: [
        {
          name: "days",
          description: "How far ahead expiries count.",
          schema: { type: "integer", minimum: 1, maximum: expiryDaysMax, default: expiryDays },
          example: expiryDays,
        },
        ...paging,
      ],
      problems: pagingProblems,
    },
    answerComponent("CreditHoldings", creditHoldingsShape),
    example.creditHoldings,
  ),
];
