import { factProperties, recordedFact } from "./openapi-bodies.ts";
import { creditRoutes } from "./openapi-credit-routes.ts";
import * as example from "./openapi-fact-examples.ts";
import { factRoute } from "./openapi-fact-route.ts";
import { moneyRoutes } from "./openapi-money-routes.ts";
import {
  bodyProblems,
  idempotencyKey,
  idInPath,
  json,
  type Operation,
  onceProblems,
  type SchemaOf,
} from "./openapi-operation.ts";

/** A customer's body where the path says whose it is. */
const customerBody: SchemaOf = (definitions) => {
  const { id: _, ...properties } = factProperties("customer", definitions);
  return { type: "object", properties, required: ["name"], additionalProperties: false };
};

const withoutId = ({ id: _, ...rest }: typeof example.amendedCustomer) => rest;

const when =
  '`on` is its first day; `when: "period-end"` is the day after what is paid for; without either it holds today.';

/** What happens to a subscription after it was bought. */
const changeRoutes: readonly Operation[] = [
  factRoute(
    "change",
    "/v1/changes",
    "changeSubscription",
    {
      summary: "Change a subscription's terms",
      description: `Plan, cadence, quantity, discounts, end: what it does not name stays. ${when} \`proration: "prorated"\` (default) gives unused time of the old terms back and bills the new ones from the day on; "none" leaves what was paid.`,
    },
    example.termsChange,
  ),
  factRoute(
    "cancel",
    "/v1/cancellations",
    "cancelSubscription",
    {
      summary: "End a subscription",
      description: `${when} \`credit: "prorated"\` gives unused time that was paid for back; \`fee\` is charged for leaving early.`,
    },
    example.cancellation,
  ),
  factRoute(
    "pause",
    "/v1/pauses",
    "pauseSubscription",
    { summary: "Pause a subscription", description: `No service and no charges. ${when}` },
    example.pause,
  ),
  factRoute(
    "resume",
    "/v1/resumptions",
    "resumeSubscription",
    { summary: "End a pause", description: `The terms go on as they were. ${when}` },
    example.resumption,
  ),
  factRoute(
    "reactivate",
    "/v1/reactivations",
    "reactivateSubscription",
    {
      summary: "Begin an ended subscription again",
      description: `On its last terms; its periods count from the new day. ${when}`,
    },
    example.reactivation,
  ),
  factRoute(
    "undo",
    "/v1/undoings",
    "undoChange",
    {
      summary: "Take back a change that does not hold yet",
      description: "Only the last change of a subscription, and only before its day.",
    },
    example.undoing,
  ),
  factRoute(
    "coupon",
    "/v1/coupon-redemptions",
    "redeemCoupon",
    {
      summary: "Redeem a coupon for a subscription",
      description:
        "By its code. It is taken off what falls due from `on` (today, where absent), for as long as the model says.",
    },
    example.couponRedemption,
  ),
];

const amendCustomer: Operation = {
  method: "PUT",
  url: "/v1/customers/:id",
  id: "putCustomer",
  tag: "Customers",
  summary: "Replace what is known of a customer",
  description:
    "All of it, from now on: what is left out is no longer known. Documents that were issued keep what they say. A customer that is new is added. The time zone stays once something was bought.",
  access: "write",
  path: [idInPath("The customer's id.", "c-17")],
  headers: [idempotencyKey],
  body: json(customerBody, withoutId(example.amendedCustomer)),
  answers: [
    {
      status: 200,
      description: "As it is known now, and since when.",
      content: json(recordedFact("customer"), example.recorded(example.amendedCustomer)),
    },
    {
      status: 201,
      description: "A new customer.",
      content: json(recordedFact("customer")),
    },
  ],
  problems: [...bodyProblems, ...onceProblems, "not-found"],
};

/** Everything that an account is told, one route a kind. */
export const factRoutes: readonly Operation[] = [
  amendCustomer,
  factRoute(
    "customer",
    "/v1/customers",
    "addCustomer",
    { summary: "Add a customer", description: "The id is yours; it cannot be given again." },
    example.customer,
  ),
  factRoute(
    "tax-decision",
    "/v1/tax-decisions",
    "recordTaxDecision",
    {
      summary: "Record what a tax engine decided about a customer",
      description:
        'Where the model says `taxes.provider: "external"`: how a category is taxed from a day on, until a day or another decision. The last one told holds. An account that waited for it goes on.',
    },
    example.taxDecision,
  ),
  factRoute(
    "subscription",
    "/v1/subscriptions",
    "addSubscription",
    {
      summary: "A customer subscribes to a plan",
      description:
        "Prices are those of the current model version, and stay so. What the plan leaves open (a range, a floor, a reserved quantity) is stated in `agreed`, `quantities` and `agreedDiscounts`.",
    },
    example.subscription,
  ),
  factRoute(
    "licence",
    "/v1/licences",
    "addLicence",
    { summary: "A customer buys a licence", description: "Its fee is due on the first day." },
    example.licence,
  ),
  factRoute(
    "sale",
    "/v1/sales",
    "addSale",
    { summary: "A customer buys a one-off", description: "It is due on its day." },
    example.sale,
  ),
  factRoute(
    "bundle",
    "/v1/bundles",
    "addBundle",
    {
      summary: "A customer buys a bundle",
      description:
        "Its parts are bought as `ID.PART`, and its one price is divided among them by stand-alone prices. A cancellation may name it by its own id.",
    },
    example.bundle,
  ),
  factRoute(
    "milestone",
    "/v1/milestones",
    "reachMilestone",
    {
      summary: "A milestone of a sale was reached",
      description:
        "On `on`, or today. Its part of the price is billed and earned; where the model bills the offer `on-sale`, it is earned.",
    },
    example.milestone,
  ),
  factRoute(
    "amendment",
    "/v1/sale-amendments",
    "amendSale",
    {
      summary: "Other terms of a project that is billed by its milestones",
      description:
        "Milestones to come share what the new price leaves. Where the milestones are one obligation, what was reached has earned its share of the new price at once.",
    },
    example.amendment,
  ),
  ...changeRoutes,
  ...moneyRoutes,
  ...creditRoutes,
];
