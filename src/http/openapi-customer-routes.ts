import type { Invoice } from "../account/invoice.ts";
import { standings } from "../account/standing.ts";
import { list } from "../model/shape.ts";
import { object } from "../model/shape-object.ts";
import { customerSummaryShape, pageShape } from "../services/report-shapes.ts";
import {
  listedSubscriptionShape,
  subscriptionDetailShape,
} from "../services/subscription-shapes.ts";
import * as example from "./openapi-examples.ts";
import {
  alongWith,
  customerDetail,
  customerSummary,
  expand,
  expanding,
  orNull,
  planSummary,
  search,
} from "./openapi-expanded.ts";
import * as told from "./openapi-fact-examples.ts";
import { invoiceShape } from "./openapi-invoice.ts";
import {
  answerComponent,
  idInPath,
  type Operation,
  paging,
  pagingProblems,
  reading,
} from "./openapi-operation.ts";
import { dayFilters, filter, text } from "./openapi-parameters.ts";

const draftList = answerComponent(
  "DraftList",
  object<{ readonly items: readonly Invoice[] }>({ items: list(invoiceShape) }),
);

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
        filter("country", "Customers in this country, ISO 3166.", "DE"),
        ...dayFilters("created", "Became a customer"),
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

const subscriptionListRoute: Operation = reading(
  {
    url: "/v1/subscriptions",
    id: "listSubscriptions",
    tag: "Changes",
    summary: "Subscriptions as they stand now, those that begin last in front",
    query: [
      filter("customer", "Of this customer.", "c-17"),
      filter("plan", "On this plan now, or at first where it has not begun.", "team"),
      {
        name: "standing",
        description: "Where it stands.",
        schema: { enum: standings },
        example: "active",
      },
      search("the id, the customer's name or its id"),
      ...dayFilters("started", "Service begins"),
      ...dayFilters("ended", "Service ends"),
      expand("`customer`, `plan`", "customer"),
      ...paging,
    ],
    problems: pagingProblems,
  },
  answerComponent(
    "SubscriptionPage",
    pageShape(
      alongWith(listedSubscriptionShape, {
        customer: orNull(customerSummary),
        plan: orNull(planSummary),
      }),
    ),
  ),
  {
    items: [
      {
        ...example.customers.items[0]?.subscriptions[0],
        customer: "c-17",
        customerName: "Northwind",
      },
    ],
    next: null,
  },
);

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
    customer: orNull(customerDetail),
    plan: orNull(planSummary),
  }),
  told.subscriptionDetail,
);

/** Customers and their subscriptions, as they are read. */
export const customerReadRoutes: readonly Operation[] = [
  ...customerRoutes,
  subscriptionListRoute,
  subscriptionRoute,
];
