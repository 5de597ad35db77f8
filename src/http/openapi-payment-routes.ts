import { intentStates } from "../payments/payment-intent.ts";
import {
  effectShape,
  intentDetailShape,
  intentShape,
  payoutRequestShape,
  payoutShape,
  payoutToldShape,
  transferShape,
} from "../services/payments/payment-shapes.ts";
import { pageShape } from "../services/report-shapes.ts";
import { alongWith, customerSummary, expand, invoiceSummary, orNull } from "./openapi-expanded.ts";
import {
  answerComponent,
  bodyProblems,
  component,
  idempotencyKey,
  idInPath,
  json,
  type Operation,
  onceProblems,
  type Parameter,
  paging,
  pagingProblems,
  reading,
  type SchemaOf,
} from "./openapi-operation.ts";
import { amountFilters, dayFilters, filter } from "./openapi-parameters.ts";
import * as example from "./openapi-payment-examples.ts";
import { chargeBody, checkoutBody, refundBody } from "./payment-shapes.ts";

const tag = "Payments";
const requiredKey: Parameter = { ...idempotencyKey, required: true };
const keyedProblems = [...onceProblems, "idempotency-key-required"] as const;
const intent = answerComponent("PaymentIntent", intentShape);
const transfer = answerComponent("RefundTransfer", transferShape);
const invoiceId = idInPath("The invoice's id.", "c-17:1");
const intentId = idInPath("The payment's id.", "pay_6a1f0c");

/** Charges and pages answer alike: done by now, or on the way. */
const intentAnswers = (schema: SchemaOf, sample: unknown, done: string) => [
  { status: 201, description: done, content: json(schema, sample) },
  {
    status: 202,
    description:
      "On its way: pending at the provider, or nobody knows yet what became of the call. Read the payment again; never begin another one.",
    content: json(intent),
  },
];

const refundOrTransfer: SchemaOf = (definitions) => ({
  anyOf: [intent(definitions), transfer(definitions)],
});

const chargeOperations: readonly Operation[] = [
  {
    method: "POST",
    url: "/v1/invoices/:id/charge",
    id: "chargeInvoice",
    tag,
    summary: "Charge an invoice now",
    description:
      "With the customer's first method that is fit, or the one named; all that is open, or less. What was begun before and may still be paid is withdrawn first. Written down and committed before the provider is called, so that no crash and no lost answer charges twice.",
    access: "write",
    path: [invoiceId],
    headers: [requiredKey],
    body: json(component("ChargeRequest", chargeBody), example.chargeRequest),
    answers: intentAnswers(
      intent,
      example.intent,
      "The provider answered: it succeeded or failed.",
    ),
    problems: [
      ...bodyProblems,
      ...keyedProblems,
      "not-found",
      "charge-pending",
      "billing-behind",
      "provider-unavailable",
    ],
  },
  {
    method: "POST",
    url: "/v1/invoices/:id/checkout",
    id: "openCheckout",
    tag,
    summary: "Open a page on which the customer pays an invoice",
    description:
      "A payment link. While it can be paid on, nothing else is charged for the invoice; withdraw it to close the page.",
    access: "write",
    path: [invoiceId],
    headers: [requiredKey],
    body: json(component("CheckoutRequest", checkoutBody), example.checkoutRequest),
    answers: [
      { status: 201, description: "The provider refused the page.", content: json(intent) },
      {
        status: 202,
        description: "Waits for the customer.",
        content: json(intent, example.checkout),
      },
    ],
    problems: [
      ...bodyProblems,
      ...keyedProblems,
      "not-found",
      "charge-pending",
      "billing-behind",
      "provider-unavailable",
    ],
  },
  {
    method: "POST",
    url: "/v1/refunds",
    id: "refundPayment",
    tag,
    summary: "Give money back",
    description:
      "Never more than was paid and is neither back nor disputed. Through the provider that collected it; for money that none did, a transfer that you have made. `reopen` says which invoices may be owed again; without it there must be credit, such as that of a credit note.",
    access: "write",
    headers: [requiredKey],
    body: json(component("RefundRequest", refundBody), example.refundRequest),
    answers: intentAnswers(refundOrTransfer, example.refund, "It is done, or it failed."),
    problems: [
      ...bodyProblems,
      ...keyedProblems,
      "not-found",
      "billing-behind",
      "provider-unavailable",
    ],
  },
];

const acting = (
  operation: Pick<Operation, "url" | "id" | "summary"> & Partial<Operation>,
): Operation => ({
  method: "POST",
  tag,
  access: "write",
  path: [intentId],
  problems: ["not-found", "provider-unavailable"],
  answers: [
    { status: 200, description: "How it stands now.", content: json(intent, example.intent) },
  ],
  ...operation,
});

/** What a payment brings along. */
const intentNames = { customer: orNull(customerSummary), invoice: orNull(invoiceSummary) };

const intentOperations: readonly Operation[] = [
  reading(
    {
      url: "/v1/payment-intents",
      id: "listPaymentIntents",
      tag,
      summary: "Charges and refunds, newest first",
      query: [
        filter("customer", "Of this customer.", "c-17"),
        filter("invoice", "Of the invoice of this number.", "INV-000001"),
        {
          name: "state",
          description: "Those that stand so.",
          schema: { enum: intentStates },
          example: "unknown",
        },
        filter("provider", "Of this provider.", "stripe"),
        {
          name: "kind",
          description: "Charges, or refunds.",
          schema: { enum: ["charge", "refund"] },
          example: "refund",
        },
        filter("currency", "In this currency.", "USD"),
        ...dayFilters("recorded", "Begun"),
        ...amountFilters("amount", "Of"),
        expand("`customer`, `invoice`", "customer,invoice"),
        ...paging,
      ],
      problems: pagingProblems,
    },
    answerComponent("PaymentIntentPage", pageShape(alongWith(intentShape, intentNames))),
    example.intents,
  ),
  reading(
    {
      url: "/v1/payment-intents/:id",
      id: "readPaymentIntent",
      tag,
      summary: "A charge or a refund, and what went back of it",
      path: [intentId],
      query: [expand("`customer`, `invoice`", "customer,invoice")],
      problems: ["not-found"],
    },
    answerComponent("PaymentIntentDetail", alongWith(intentDetailShape, intentNames)),
    example.intentDetail,
  ),
  acting({
    url: "/v1/payment-intents/:id/look-up",
    id: "lookUpPaymentIntent",
    summary: "Ask the provider what became of it",
  }),
  acting({
    url: "/v1/payment-intents/:id/withdraw",
    id: "withdrawPaymentIntent",
    summary: "Make sure that a charge which has not succeeded never will",
    problems: ["not-found", "intent-in-flight", "intent-settled", "provider-unavailable"],
  }),
];

const effectOperations: readonly Operation[] = [
  reading(
    {
      url: "/v1/payment-effects",
      id: "listPaymentEffects",
      tag,
      summary: "What payments told accounts, newest first",
      description:
        "`refused` are those that an account did not take: money moved, and somebody must say what it is. `waiting` are told once invoices from before them are issued.",
      query: [
        filter("customer", "Of this customer.", "c-17"),
        filter("state", "`recorded`, `waiting` or `refused`.", "refused"),
        ...paging,
      ],
      problems: pagingProblems,
    },
    answerComponent("PaymentEffectPage", pageShape(effectShape)),
    example.effects,
  ),
  {
    method: "POST",
    url: "/v1/payment-effects/:id/retry",
    id: "retryPaymentEffect",
    tag,
    summary: "Tell an account again what it refused",
    access: "write",
    path: [idInPath("The effect's id.", "pay_6a1f0c:pi_3MtwBw:received")],
    answers: [
      {
        status: 200,
        description: "It took it.",
        content: json(answerComponent("PaymentEffect", effectShape), example.effect),
      },
    ],
    problems: ["not-found", "invalid-request", "billing-behind"],
  },
  {
    method: "POST",
    url: "/v1/payouts",
    id: "tellPayout",
    tag,
    summary: "Record by hand what a provider transferred",
    description:
      "Of a provider that Florin does not speak with, or a transfer that its provider does not explain. `gross` less `fees` reached the bank; both are taken out of what stands in clearing. `exchanged` says what of it was collected in other currencies.",
    access: "write",
    headers: [idempotencyKey],
    body: json(component("PayoutRequest", payoutRequestShape), example.payoutRequest),
    answers: [
      {
        status: 201,
        description: "Recorded.",
        content: json(answerComponent("PayoutTold", payoutToldShape), example.payoutTold),
      },
      {
        status: 200,
        description: "Recorded before.",
        content: json(answerComponent("PayoutTold", payoutToldShape)),
      },
    ],
    problems: [...bodyProblems, ...onceProblems, "already-exists"],
  },
  reading(
    {
      url: "/v1/payouts",
      id: "listPayouts",
      tag,
      summary: "What providers transferred to our bank account, newest first",
      query: [
        filter("provider", "Of this provider.", "stripe"),
        filter("currency", "In this currency.", "USD"),
        ...dayFilters("paid", "Transferred"),
        ...paging,
      ],
      problems: pagingProblems,
    },
    answerComponent("PayoutPage", pageShape(payoutShape)),
    example.payouts,
  ),
];

/** Charges and refunds, and what became of them. */
export const paymentOperations: readonly Operation[] = [
  ...chargeOperations,
  ...intentOperations,
  ...effectOperations,
];
