import type { Shape } from "../model/shape.ts";
import { alertData } from "./alert-data.ts";
import * as data from "./event-data.ts";
import type { EventKind } from "./event-kind.ts";
import { factEventKinds } from "./fact-events.ts";

const kindOf = <T extends object>(
  shape: Shape<T>,
  summary: string,
  example: NoInfer<T>,
): EventKind => ({ summary, schema: shape.schema, example });

const invoice = { id: "c-17/1", number: "INV-000042" };
const issued = {
  ...invoice,
  customer: "c-17",
  customerName: "Northwind",
  currency: "USD",
  subtotal: "100.00",
  discount: "0.00",
  tax: "0.00",
  total: "100.00",
  due: "100.00",
  issuedAt: "2026-02-01T00:00:00Z",
  dueAt: "2026-02-15T00:00:00Z",
  model: "acme@1",
  lines: 2,
} as const;
const standing = {
  ...invoice,
  customer: "c-17",
  currency: "USD",
  total: "100.00",
  open: "0.00",
  issuedAt: "2026-02-01T00:00:00Z",
  dueAt: "2026-02-15T00:00:00Z",
} as const;
const paid = { ...invoice, amount: "100.00" };
const money = { customer: "c-17", currency: "USD", amount: "100.00" } as const;
const credits = { grant: "welcome", customer: "c-17", currency: "USD", worth: "50.00" } as const;
const asked = {
  intent: "pi_7",
  customer: "c-17",
  provider: "stripe",
  currency: "USD",
  amount: "100.00",
  invoices: [invoice],
} as const;

const proposal = {
  approval: "apr_r5T0uV8wYb2Ce4Gh",
  action: "credits.grant",
  method: "POST",
  path: "/v1/credit-grants",
  askedBy: "key:Xq3bM0c9ZtKe",
  why: "A slow answer",
} as const;

/** Every event that there is, by its type. What an endpoint does not name as wanted is not sent to it. */
export const eventKinds = {
  ...factEventKinds,
  "subscription.trial_ends_soon": kindOf(
    data.trialEndData,
    "Free days of a subscription end in 3 days",
    { subscription: "s-1", customer: "c-17", plan: "team", paidFrom: "2026-01-15" },
  ),
  "contract.renews_soon": kindOf(
    data.renewalData,
    "A contract goes on by itself unless notice is given within 30 days",
    {
      contract: "k-1",
      customer: "c-17",
      number: "K-2026-1",
      name: "Enterprise",
      renewsOn: "2027-01-01",
      noticeBy: "2026-11-01",
    },
  ),
  "invoice.issued": kindOf(data.documentData, "An invoice was issued", issued),
  "credit_note.issued": kindOf(data.documentData, "A credit note was issued", {
    ...issued,
    id: "c-17/2",
    number: "CN-000003",
    subtotal: "-20.00",
    total: "-20.00",
    due: "-20.00",
    lines: 1,
    corrects: [invoice],
    reason: "agreed",
  }),
  "invoice.paid": kindOf(
    data.invoiceStanding,
    "Nothing is open of an invoice any more: by payments, credit notes or credits",
    standing,
  ),
  "invoice.reopened": kindOf(
    data.invoiceStanding,
    "A closed invoice is owed again: a payment went back, or a write-off was taken back",
    { ...standing, open: "100.00" },
  ),
  "invoice.overdue": kindOf(data.invoiceStanding, "An invoice is not paid a day after it was due", {
    ...standing,
    open: "100.00",
  }),
  "invoice.written_off": kindOf(data.moneyData, "Debt was given up", {
    id: "wo-1",
    ...money,
    invoices: [paid],
  }),
  "invoice.write_off_reversed": kindOf(data.moneyData, "A write-off was taken back", {
    id: "wo-2",
    ...money,
    invoices: [paid],
  }),
  "payment.received": kindOf(data.moneyData, "Money came from a customer", {
    id: "p-1",
    ...money,
    provider: "stripe",
    invoices: [paid],
  }),
  "payment.refunded": kindOf(data.moneyData, "Money went back to the customer", {
    id: "r-1",
    ...money,
    payment: "p-1",
    invoices: [paid],
  }),
  "payment.returned": kindOf(data.moneyData, "The bank took a payment back", {
    id: "rt-1",
    ...money,
    payment: "p-1",
    reason: "AC04",
    invoices: [paid],
  }),
  "payment.recovered": kindOf(data.moneyData, "Money came for debt that had been given up", {
    id: "rc-1",
    ...money,
    invoices: [],
  }),
  "payment.failed": kindOf(data.paymentAttemptData, "A payment that we asked for failed", {
    ...asked,
    reason: "insufficient_funds",
  }),
  "payment.action_required": kindOf(
    data.paymentAttemptData,
    "A payment waits for its payer, who has to confirm it",
    asked,
  ),
  "dispute.opened": kindOf(data.moneyData, "A payer disputes a payment at its bank", {
    id: "d-1",
    ...money,
    payment: "p-1",
    provider: "stripe",
    invoices: [],
  }),
  "dispute.won": kindOf(data.moneyData, "A disputed payment stays", {
    id: "d-1",
    ...money,
    provider: "stripe",
    invoices: [],
  }),
  "dispute.lost": kindOf(data.moneyData, "The payer keeps a disputed payment", {
    id: "d-1",
    ...money,
    provider: "stripe",
    invoices: [paid],
  }),
  "dunning.step_taken": kindOf(
    data.dunningData,
    "An account came to a step of the dunning policy: a reminder, a fee, a suspension, an end",
    {
      id: "c-17/dunning/1",
      customer: "c-17",
      currency: "USD",
      action: "remind",
      afterDueDays: 7,
      template: "first-reminder",
      total: "100.00",
      invoices: [paid],
    },
  ),
  "credits.granted": kindOf(data.creditData, "Credits were given", {
    id: "welcome/1",
    ...credits,
  }),
  "credits.expired": kindOf(data.creditData, "Credits expired unused", {
    id: "welcome/4",
    ...credits,
  }),
  "credits.voided": kindOf(data.creditData, "Unused credits were taken back", {
    id: "welcome/4",
    ...credits,
    reason: "given by mistake",
  }),
  "credits.expire_soon": kindOf(data.creditEndData, "Unused credits expire in 7 days", {
    grant: "welcome",
    customer: "c-17",
    currency: "USD",
    left: "35.00",
    expiresAt: "2026-03-01T00:00:00Z",
  }),
  "credits.low": kindOf(
    data.lowCreditData,
    "Credits fell below what the customer's top-up rule says, or to a fifth of what was given where there is no rule",
    { customer: "c-17", currency: "USD", credit: "prepaid", left: "8.00", whenBelow: "10.00" },
  ),
  "alert.reached": kindOf(
    alertData,
    "Use came to a share of what may be used, or money to what somebody is to be told of",
    {
      customer: "c-17",
      quota: "calls",
      meter: "calls",
      alert: "near-the-limit",
      alertName: "Near the limit",
      at: "80%",
      used: "812",
      allowance: "1000",
      notify: ["customer", "sales"],
      suggest: "business",
      from: "2026-01-01T00:00:00Z",
      to: "2026-02-01T00:00:00Z",
    },
  ),
  "usage.corrected_too_late": kindOf(
    data.lateCorrectionData,
    "Usage was corrected that no invoice looks back to any more, so what was billed stays",
    {
      correction: "x-1",
      kind: "void",
      customer: "c-17",
      source: "api",
      event: "e1",
      eventType: "api.call",
      time: "2024-11-05T10:00:00Z",
    },
  ),
  "account.parked": kindOf(data.parkedData, "Billing cannot go on with an account", {
    customer: "c-17",
    reason: "unknown-country: the model's tax rules need one",
  }),
  "account.resumed": kindOf(data.customerData, "A parked account goes on", { customer: "c-17" }),
  "model.published": kindOf(data.modelData, "A version of the model was published", {
    id: "acme",
    version: "2",
    name: "Acme",
    currency: "USD",
  }),
  "month.closed": kindOf(data.monthData, "A month of the books was closed", {
    month: "2026-01",
    from: "2026-01-01T00:00:00Z",
    to: "2026-02-01T00:00:00Z",
  }),
  "approval.requested": kindOf(data.approvalData, "A change waits for a second person", proposal),
  "approval.decided": kindOf(data.approvalData, "Somebody decided about a change that waited", {
    ...proposal,
    state: "approved",
    decidedBy: "member:pQ7rT2vX9zBd",
  }),
  "webhook.test": kindOf(data.testData, "Somebody tries an endpoint out", {
    endpoint: "ep_Xq3bM0c9ZtKe",
    message: "This is a test.",
  }),
} as const satisfies Readonly<Record<string, EventKind>>;

/** A type of event: `invoice.paid`. */
export type EventType = keyof typeof eventKinds;

/** The types in the order of the catalogue. */
export const eventTypes = Object.keys(eventKinds) as readonly EventType[];

/** Whether there is such a type. */
export const isEventType = (text: string): text is EventType => Object.hasOwn(eventKinds, text);

/** What an endpoint may ask for: a type, or all whose first word it is, `invoice.*`. */
export const isWanted = (type: EventType, patterns: readonly string[]): boolean =>
  patterns.some((pattern) =>
    pattern.endsWith(".*") ? type.startsWith(pattern.slice(0, -1)) : pattern === type,
  );

/** Whether a pattern names anything. */
export const isPattern = (pattern: string): boolean =>
  eventTypes.some((type) => isWanted(type, [pattern]));
