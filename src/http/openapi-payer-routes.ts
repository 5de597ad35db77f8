import {
  customerPaymentsShape,
  deliveredShape,
  pageViewShape,
  providerShape,
} from "../services/payments/payment-shapes.ts";
import { itemsOf } from "./openapi-bodies.ts";
import {
  answerComponent,
  bodyProblems,
  component,
  idempotencyKey,
  idInPath,
  json,
  type Operation,
  onceProblems,
  reading,
} from "./openapi-operation.ts";
import * as example from "./openapi-payment-examples.ts";
import {
  customerPaymentsBody,
  fetchMethodsBody,
  methodPageBody,
  providerBody,
} from "./payment-shapes.ts";

const tag = "Payments";
const customerPayments = answerComponent("CustomerPayments", customerPaymentsShape);
const customerId = idInPath("The customer's id.", "c-17");

const providerOperations: readonly Operation[] = [
  reading(
    {
      url: "/v1/payment-providers",
      id: "listPaymentProviders",
      tag,
      summary: "Payment providers, and our accounts with them",
      description: "Of keys, the names alone.",
    },
    itemsOf(answerComponent("PaymentProvider", providerShape)),
    example.providers,
  ),
  {
    method: "PUT",
    url: "/v1/payment-providers/:provider",
    id: "setPaymentProvider",
    tag,
    summary: "Set our account with a payment provider",
    description:
      "Keys are sealed under the installation's secret and never shown again; null forgets one. What is absent stays as it is.",
    access: "write",
    path: [{ ...idInPath("The provider.", "stripe"), name: "provider" }],
    body: json(component("ProviderRequest", providerBody), example.providerRequest),
    answers: [
      {
        status: 200,
        description: "Set.",
        content: json(answerComponent("PaymentProvider", providerShape), example.provider),
      },
    ],
    problems: bodyProblems,
  },
  {
    method: "POST",
    url: "/v1/webhooks/:tenant/:provider",
    id: "deliverPaymentEvent",
    tag,
    summary: "Where a payment provider delivers its messages",
    description:
      "Opened by the provider's signature over the body as it came, and by no key. Answered once the messages are kept; one that comes again changes nothing.",
    access: "open",
    path: [
      { ...idInPath("The tenant.", "default"), name: "tenant" },
      { ...idInPath("The provider.", "stripe"), name: "provider" },
    ],
    body: json(() => ({})),
    answers: [
      {
        status: 200,
        description: "Kept.",
        content: json(answerComponent("Delivered", deliveredShape), { messages: 1, news: 1 }),
      },
    ],
    problems: [
      "not-found",
      "webhook-signature",
      "webhook-malformed",
      "body-too-large",
      "inflated-too-large",
      "unsupported-encoding",
      "unsupported-media-type",
    ],
  },
];

const customerOperations: readonly Operation[] = [
  reading(
    {
      url: "/v1/customers/:id/payments",
      id: "readCustomerPayments",
      tag,
      summary: "How a customer pays",
      path: [customerId],
      problems: ["not-found"],
    },
    customerPayments,
    example.customerPayments,
  ),
  {
    method: "PUT",
    url: "/v1/customers/:id/payments",
    id: "changeCustomerPayments",
    tag,
    summary: "Change how a customer pays",
    description:
      "`autopay`: charged as invoices are issued, or as they fall due; null for no more. `order`: methods in the order in which they are tried, the first is the default. What is absent stays as it is.",
    access: "write",
    path: [customerId],
    headers: [idempotencyKey],
    body: json(
      component("CustomerPaymentsRequest", customerPaymentsBody),
      example.customerPaymentsRequest,
    ),
    answers: [
      {
        status: 200,
        description: "How the customer pays now.",
        content: json(customerPayments, example.customerPayments),
      },
    ],
    problems: [...bodyProblems, ...onceProblems, "not-found"],
  },
  {
    method: "POST",
    url: "/v1/customers/:id/payment-method-pages",
    id: "openMethodPage",
    tag,
    summary: "Open a page on which the customer enters a method",
    description:
      "The method is kept once the provider tells of it, or when its methods are fetched.",
    access: "write",
    path: [customerId],
    body: json(component("MethodPageRequest", methodPageBody), example.methodPageRequest),
    answers: [
      {
        status: 201,
        description: "The page.",
        content: json(answerComponent("MethodPage", pageViewShape), example.methodPage),
      },
    ],
    problems: [...bodyProblems, "not-found", "provider-unavailable"],
  },
  {
    method: "POST",
    url: "/v1/customers/:id/payment-methods",
    id: "fetchPaymentMethods",
    tag,
    summary: "Take over the methods that a provider keeps for a customer",
    description: "The one of the provider's `reference`, or all.",
    access: "write",
    path: [customerId],
    body: json(component("FetchMethodsRequest", fetchMethodsBody), example.fetchMethodsRequest),
    answers: [
      {
        status: 200,
        description: "How the customer pays now.",
        content: json(customerPayments, example.customerPayments),
      },
    ],
    problems: [...bodyProblems, "not-found", "provider-unavailable"],
  },
  {
    method: "DELETE",
    url: "/v1/payment-methods/:id",
    id: "removePaymentMethod",
    tag,
    summary: "Remove a method, here and at its provider",
    access: "write",
    path: [idInPath("The method's id.", "method_4c81")],
    answers: [
      {
        status: 200,
        description: "How its customer pays now.",
        content: json(customerPayments, example.customerPayments),
      },
    ],
    problems: ["not-found", "invalid-request", "provider-unavailable"],
  },
];

/** How customers pay, and the providers that they pay through. */
export const payerOperations: readonly Operation[] = [...customerOperations, ...providerOperations];
