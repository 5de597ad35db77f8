import { explainedLine } from "./explained-line.ts";
import type { RouteToolEntry } from "./route-tool.ts";

const ofCustomer = { customer: "id" };

/** What can be asked of customers, what they use, what they owe and what they were billed. */
export const customerTools: readonly RouteToolEntry[] = [
  {
    name: "find_customers",
    title: "Find customers",
    description:
      "Customers by a part of their name or id, by segment or by plan, each with its subscriptions and what it was invoiced in all. Use it first: every other tool takes the id.",
    operation: "listCustomers",
  },
  {
    name: "get_customer",
    title: "One customer",
    description:
      "One customer, whole: subscriptions, licences, what it bought once, who pays, and when the next invoice is due.",
    operation: "readCustomer",
    named: ofCustomer,
  },
  {
    name: "get_customer_timeline",
    title: "What happened to a customer",
    description:
      "Everything that happened to a customer's account, the latest first: facts, documents, payments, credits, dunning. `toCome` is what the account comes to by itself.",
    operation: "readTimeline",
    named: ofCustomer,
  },
  {
    name: "get_subscription",
    title: "One subscription",
    description: "One subscription: its phases and terms, its changes, and what may be changed.",
    operation: "readSubscription",
    named: { subscription: "id" },
  },
  {
    name: "list_plans",
    title: "Plans and prices",
    description:
      "The plans of the current model with their prices in words, and how many subscriptions each has.",
    operation: "listPlans",
    cuts: "items",
  },
  {
    name: "list_meters",
    title: "Meters",
    description:
      "What usage is counted by: the meters of the current model with unit and dimensions.",
    operation: "listMeters",
    cuts: "items",
  },
  {
    name: "get_usage",
    title: "Usage over time",
    description:
      "A meter's quantity by hour, day or month, of one customer or of all, also apart by a dimension of the meter.",
    operation: "readUsage",
    cuts: "windows",
  },
  {
    name: "get_top_usage",
    title: "Who uses most",
    description: "The customers who used most of a meter in a time.",
    operation: "readTopUsage",
  },
  {
    name: "get_running_cost",
    title: "Cost so far",
    description:
      "What a customer's open periods come to so far, and projected to their end at the same pace and prices.",
    operation: "readRunningCost",
    named: ofCustomer,
  },
  {
    name: "get_entitlements",
    title: "What a customer may use",
    description: "Features, limits and quotas of a customer, and how the quotas stand.",
    operation: "getEntitlements",
    named: ofCustomer,
  },
  {
    name: "check_entitlement",
    title: "May a customer use this?",
    description:
      "Whether a customer may use a feature or so much more of a meter now, and why. It counts nothing.",
    operation: "checkEntitlement",
  },
  {
    name: "suggest_plan",
    title: "The cheapest plan",
    description:
      "What each plan would have cost a customer for its last whole month, the cheapest first.",
    operation: "suggestPlan",
    named: ofCustomer,
  },
  {
    name: "list_invoices",
    title: "Invoices",
    description: "Final invoices and credit notes, the newest first, of a customer or a month.",
    operation: "listInvoices",
  },
  {
    name: "get_invoice",
    title: "One invoice",
    description: "An invoice with its lines and how each amount came to be, as it was issued.",
    operation: "readInvoice",
    named: { invoice: "id" },
    cuts: "lines",
  },
  {
    name: "explain_invoice_line",
    title: "Explain a line",
    description:
      "How one line of an invoice came to its amount: events, quantity, steps of the price, proration, discounts, rounding, tax.",
    operation: "readInvoice",
    named: { invoice: "id" },
    shows: explainedLine,
  },
  {
    name: "get_upcoming_invoices",
    title: "Invoices to come",
    description:
      "The documents that a customer's account comes to next if nothing changes, as drafts, up to a time.",
    operation: "readUpcoming",
    named: ofCustomer,
    cuts: "documents",
  },
  {
    name: "get_receivables",
    title: "What a customer owes",
    description: "Open invoices of a customer, what was paid, and its balance.",
    operation: "readReceivables",
    named: ofCustomer,
  },
  {
    name: "preview_facts",
    title: "What would a change do to an invoice?",
    description:
      "What a customer's next documents would be with a change (a subscription, a plan change, a cancellation, a sale …) and without it. Nothing is changed.",
    operation: "previewFacts",
  },
];
