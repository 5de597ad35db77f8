import { factRoute } from "./openapi-fact-route.ts";
import * as money from "./openapi-money-examples.ts";
import type { Operation } from "./openapi-operation.ts";

const named = "An invoice is named by its number or its id.";

/** What is told about a customer's money, one route a kind. */
export const moneyRoutes: readonly Operation[] = [
  factRoute(
    "credit-note",
    "/v1/credit-notes",
    "creditInvoice",
    {
      summary: "Take some of an invoice back",
      description: `All that is left of it, of some \`lines\`, or an \`amount\` shared among them; at the tax that was charged, and never more than is left. The credit note is issued with the next run of billing and settles the invoice; what is more than open is credit. ${named}`,
    },
    money.creditNote,
  ),
  factRoute(
    "payment",
    "/v1/payments",
    "recordPayment",
    {
      summary: "Money came",
      description: `Pays the invoices of \`appliesTo\`, then those due first; the rest is credit, which pays the next invoice. ${named}`,
    },
    money.payment,
  ),
  factRoute(
    "payment-return",
    "/v1/payment-returns",
    "recordPaymentReturn",
    {
      summary: "The bank took a payment back",
      description: "What it paid is owed again. Without an amount all of it went back.",
    },
    money.paymentReturn,
  ),
  factRoute(
    "write-off",
    "/v1/write-offs",
    "writeOff",
    { summary: "Give debt up", description: `All that is open, or \`amount\`. ${named}` },
    money.writeOff,
  ),
  factRoute(
    "write-off-reversal",
    "/v1/write-off-reversals",
    "reverseWriteOff",
    { summary: "Take a write-off back", description: "The invoice is owed again." },
    money.writeOffReversal,
  ),
  factRoute(
    "recovery",
    "/v1/recoveries",
    "recordRecovery",
    {
      summary: "Money came for debt that was given up",
      description: "The invoice stays closed; never more than was given up.",
    },
    money.recovery,
  ),
  factRoute(
    "dispute",
    "/v1/disputes",
    "recordDispute",
    {
      summary: "A payment is disputed",
      description: "The provider holds the money back. The invoice stays paid until it is lost.",
    },
    money.dispute,
  ),
  factRoute(
    "dispute-outcome",
    "/v1/dispute-outcomes",
    "recordDisputeOutcome",
    {
      summary: "A dispute ended",
      description: "Lost: the customer keeps the money, and what it paid last is owed again.",
    },
    money.disputeOutcome,
  ),
  factRoute(
    "balance-application",
    "/v1/balance-applications",
    "applyBalance",
    {
      summary: "Pay invoices from the credit balance",
      description: `The named ones, else those due first. ${named}`,
    },
    money.balanceApplication,
  ),
  factRoute(
    "reassignment",
    "/v1/reassignments",
    "reassignPayment",
    {
      summary: "Move what a payment or a credit note paid",
      description: `To other invoices, or, where \`to\` is less, to the credit balance. ${named}`,
    },
    money.reassignment,
  ),
  factRoute(
    "contest",
    "/v1/contests",
    "contestInvoice",
    { summary: "A customer contests an invoice", description: "Its dunning stands still." },
    money.contest,
  ),
  factRoute(
    "contest-end",
    "/v1/contest-ends",
    "endContest",
    { summary: "A contest is over", description: "Its dunning goes on where it stood." },
    money.contestEnd,
  ),
  factRoute(
    "payment-promise",
    "/v1/payment-promises",
    "promisePayment",
    {
      summary: "A customer promises to pay by a day",
      description: "Dunning waits until that local day is over.",
    },
    money.paymentPromise,
  ),
];
