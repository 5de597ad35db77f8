import { customerCreditsShape } from "../services/credit-shapes.ts";
import * as credit from "./openapi-credit-examples.ts";
import { factRoute } from "./openapi-fact-route.ts";
import { answerComponent, idInPath, type Operation, reading } from "./openapi-operation.ts";

/** What is told about a customer's credits and about service, one route a kind. */
export const creditRoutes: readonly Operation[] = [
  factRoute(
    "grant",
    "/v1/credit-grants",
    "grantCredits",
    {
      summary: "Give credits, or sell them",
      description:
        "Of a credit book of the model (`credit`), or of none (`kind` and `amount`). Where they have a price they are sold: it is due on `date`, and they are given with its invoice, or when that is paid.",
    },
    credit.grant,
  ),
  factRoute(
    "void-grant",
    "/v1/credit-grant-voids",
    "voidGrant",
    { summary: "Take back what is left of a grant", description: "What was used stays used." },
    credit.voidGrant,
  ),
  factRoute(
    "adjust-grant",
    "/v1/credit-grant-adjustments",
    "adjustGrant",
    {
      summary: "Correct a grant",
      description: "`add` or `remove` credits, another expiry or priority.",
    },
    credit.adjustment,
  ),
  factRoute(
    "top-up-rule",
    "/v1/top-up-rules",
    "orderTopUps",
    {
      summary: "Buy credits whenever they run low",
      description:
        "Whenever less than `whenBelow` is left: packs of `amount`, or up to `upTo`. A later order of the same credit book takes its place; one with an `end` stops it.",
    },
    credit.topUpRule,
  ),
  factRoute(
    "uptime",
    "/v1/uptime",
    "recordUptime",
    {
      summary: "How service was",
      description:
        "Of one customer, or without `customer` of everyone under the SLA. The last told holds, a customer's own before the general one. What it gives back is worked out when the period is over and billed.",
    },
    credit.uptime,
  ),
  factRoute(
    "sla-claim",
    "/v1/sla-claims",
    "claimServiceCredit",
    {
      summary: "A customer asks for the credit of a breach",
      description: "Needed where the SLA says `claimWithinDays`.",
    },
    credit.slaClaim,
  ),
  reading(
    {
      url: "/v1/customers/:id/credits",
      id: "readCredits",
      tag: "Credits",
      summary: "A customer's credits: what is left, where it came from, what became of it",
      path: [idInPath("The customer's id.", "c-17")],
      problems: ["not-found"],
    },
    answerComponent("CustomerCredits", customerCreditsShape),
    credit.customerCredits,
  ),
];
