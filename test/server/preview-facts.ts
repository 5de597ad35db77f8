import { creditModel } from "../../src/account/credit-story.fixture.ts";
import type { factShapes } from "../../src/account/fact-shape.ts";
import type { Model } from "../../src/model/model.ts";
import { atLeast } from "../../src/money/amount.ts";
import { usd } from "../../src/money/money.ts";

/** Now, in the story below. */
export const now = "2026-04-10T12:00:00Z";

/**
 * Acme with credits, a promise of service, coupons, contracts, a bundle and a project, whose tax an engine decides. Milestones are billed as they
 * are reached.
 */
export const previewModel = {
  ...creditModel,
  taxes: { home: "US", homeRegion: "NY", provider: "external", rules: [] },
  slas: {
    standard: {
      name: "Standard",
      uptime: "99.9%",
      credits: [{ below: "99.9%", credit: "10%" }],
      remedy: "credit-note",
    },
  },
  plans: { ...creditModel.plans, team: { ...creditModel.plans.team, sla: "standard" } },
  coupons: {
    off: { name: "Off", code: "OFF", discount: "loyalty", duration: { kind: "forever" } },
  },
  offers: {
    ...creditModel.offers,
    project: {
      name: "Project",
      stream: "services",
      per: "project",
      price: { kind: "flat", amount: "900 USD" },
      milestones: [
        { name: "Designed", share: "40%" },
        { name: "Live", share: "60%" },
      ],
    },
  },
  bundles: {
    kit: {
      name: "Kit",
      parts: [
        { plan: "seats", cadence: "annual", standalone: usd(500) },
        { licence: "standard", standalone: usd(300) },
        { offer: "tuning", standalone: usd(200) },
      ],
      price: { kind: "flat", amount: usd(900) },
    },
  },
  contracts: {
    indexed: {
      name: "Indexed",
      term: 4,
      renewal: { automatic: true, noticeDays: 3 },
      escalator: { kind: "index", index: "CPI", every: "monthly" },
      commitment: { amount: atLeast(usd(500)), per: "monthly" },
      rebate: { per: "monthly", tiers: [{ from: 600, percent: "5%" }] },
    },
  },
} as unknown as Model;

/** A fact whose ids end in `@`: the place for the name of whom it is about. */
export type Pattern = Readonly<Record<string, unknown>> & { readonly fact: string };

/** The fact as it is told about somebody. */
export const toldOf = (who: string, fact: Pattern): Pattern =>
  JSON.parse(JSON.stringify(fact).replaceAll("@", who)) as Pattern;

const own = { customer: "c@" } as const;
const about = { ...own, subscription: "s-1@" } as const;
const monthly = { ...own, cadence: "monthly", start: "2026-01-05" } as const;
const tax = { category: "S", rate: "8.875", jurisdiction: "US-NY", name: "Sales tax" } as const;
const held = { category: "standard", from: "2026-01-01" } as const;
const signed = {
  ...own,
  template: "indexed",
  start: "2026-01-05",
  commitment: "700 USD",
} as const;

/** Told on New Year's Day. */
export const atFirst: readonly Pattern[] = [
  { fact: "customer", id: "c@", name: "Northwind", country: "US" },
  { fact: "tax-decision", id: "t-1@", ...own, ...held, tax },
  { fact: "contract", id: "k-1@", ...signed },
  { fact: "contract", id: "k-2@", ...signed },
  { fact: "subscription", id: "s-1@", ...monthly, plan: "team" },
  { fact: "subscription", id: "s-2@", ...monthly, plan: "plus" },
  { fact: "subscription", id: "s-3@", ...monthly, plan: "team" },
  { fact: "subscription", id: "s-4@", ...monthly, plan: "team" },
  { fact: "subscription", id: "s-5@", ...monthly, plan: "team", contract: "k-1@" },
  { fact: "sale", id: "w-1@", ...own, offer: "project", date: "2026-02-01" },
];

/** Told on the first of April: invoices of each kind of standing, money, credits, a pause, two cancellations. */
export const since: readonly Pattern[] = [
  {
    fact: "payment",
    id: "p-1@",
    ...own,
    amount: "499 USD",
    method: "card",
    provider: "stripe",
  },
  { fact: "write-off", id: "w-1@", ...own, invoice: "c@:2", amount: "9 USD" },
  {
    fact: "grant",
    id: "g-1@",
    ...own,
    kind: "goodwill",
    amount: "9000 USD",
    date: "2026-04-01",
  },
  { fact: "pause", id: "z-1@", ...own, subscription: "s-2@", on: "2026-04-01" },
  { fact: "cancel", id: "z-2@", ...own, subscription: "s-3@", on: "2026-04-01" },
  { fact: "cancel", id: "z-3@", ...own, subscription: "s-4@", on: "2026-12-01" },
  { fact: "contest", id: "q-1@", ...own, invoice: "c@:2" },
  { fact: "dispute", id: "d-1@", ...own, payment: "p-1@", amount: "5 USD", provider: "stripe" },
  { fact: "contract-notice", id: "y-1@", ...own, contract: "k-2@" },
];

/** The days that a fact may speak of: one behind, today, and one to come. */
export const days = ["2026-04-07", "2026-04-10", "2026-06-15"] as const;

/** A kind of fact as it may be told here. */
interface Row {
  /** What it says of a day. */
  readonly fact: (day: string) => object;
  /** The code that a day, or one told later, is refused with; the others are accepted. */
  readonly refused?: Readonly<Record<string, string>>;
  /** What has to be told just before. */
  readonly first?: Pattern;
}

const notYet = { refused: { "2026-06-15": "not-yet" } } as const;
const n = { id: "n@", ...own } as const;

/** Every kind of fact that an account can be told. */
export const kinds: Readonly<Record<keyof typeof factShapes, Row>> = {
  customer: { fact: () => ({ id: "c@", name: "Northwind Ltd", country: "US" }) },
  "vat-check": { fact: () => ({ ...n, number: "FR40303265045", valid: true, checkedAt: now }) },
  "tax-decision": {
    fact: (from) => ({ ...n, category: "standard", from, tax: { ...tax, rate: "9" } }),
  },
  subscription: { fact: (start) => ({ ...n, plan: "seats", cadence: "annual", start }) },
  licence: { fact: (start) => ({ ...n, licence: "standard", start }) },
  sale: { fact: (date) => ({ ...n, offer: "tuning", date }) },
  bundle: { fact: (start) => ({ ...n, bundle: "kit", start }) },
  contract: { fact: (start) => ({ ...signed, id: "n@", start }) },
  "contract-renewal": { fact: () => ({ ...n, contract: "k-1@", commitment: "800 USD" }) },
  "contract-renewal-withdrawal": {
    fact: () => ({ ...n, contract: "k-1@" }),
    first: { fact: "contract-renewal", id: "m@", ...own, contract: "k-1@", commitment: "800 USD" },
  },
  "contract-notice": { fact: () => ({ ...n, contract: "k-1@" }) },
  "contract-notice-withdrawal": { fact: () => ({ ...n, contract: "k-2@" }) },
  "index-value": { fact: (day) => ({ ...n, contract: "k-1@", day, value: "104.2" }) },
  "volume-estimate": { fact: () => ({ ...n, contract: "k-1@", expected: 900 }) },
  milestone: { fact: (on) => ({ ...n, sale: "w-1@", milestone: "Live", on }), ...notYet },
  amendment: {
    fact: (on) => ({
      ...n,
      sale: "w-1@",
      price: "1000 USD",
      shares: { Designed: "50%", Live: "50%" },
      on,
    }),
    ...notYet,
  },
  change: { fact: (on) => ({ id: "n@", ...about, quantity: 2, on }) },
  cancel: { fact: (on) => ({ id: "n@", ...about, on }) },
  pause: { fact: (on) => ({ id: "n@", ...about, on }) },
  resume: { fact: (on) => ({ ...n, subscription: "s-2@", on }) },
  reactivate: { fact: (on) => ({ ...n, subscription: "s-3@", on }) },
  undo: { fact: () => ({ ...n, subscription: "s-4@", change: "z-3@" }) },
  coupon: { fact: (on) => ({ id: "n@", ...about, code: "OFF", on }) },
  grant: { fact: (date) => ({ ...n, credit: "pack", date }) },
  "void-grant": { fact: (date) => ({ ...n, grant: "g-1@", date, reason: "a slip" }), ...notYet },
  "adjust-grant": {
    fact: (date) => ({ ...n, grant: "g-1@", date, add: "5 USD", reason: "a slip" }),
    ...notYet,
  },
  "top-up-rule": {
    fact: (date) => ({ ...n, credit: "pack", date, whenBelow: "9 USD", amount: "90 USD" }),
  },
  uptime: { fact: () => ({ ...n, sla: "standard", month: "2026-03", uptime: "99%" }) },
  "sla-claim": { fact: (date) => ({ ...n, sla: "standard", month: "2026-03", date }) },
  payment: {
    fact: (day) => ({ ...n, amount: "10 USD", method: "card", receivedAt: `${day}T00:00:00Z` }),
  },
  refund: { fact: () => ({ ...n, payment: "p-1@", amount: "10 USD", reopen: "last" }) },
  "payment-return": { fact: () => ({ ...n, payment: "p-1@", amount: "1 USD" }) },
  "write-off": { fact: () => ({ ...n, invoice: "c@:3" }) },
  "write-off-reversal": { fact: () => ({ ...n, writeOff: "w-1@" }) },
  recovery: { fact: () => ({ ...n, writeOff: "w-1@", amount: "5 USD" }) },
  dispute: { fact: () => ({ ...n, payment: "p-1@", amount: "10 USD", provider: "stripe" }) },
  "dispute-outcome": { fact: () => ({ ...n, dispute: "d-1@", outcome: "lost" }) },
  "balance-application": { fact: () => n },
  reassignment: {
    fact: () => ({
      ...n,
      of: { kind: "payment", id: "p-1@" },
      from: [{ invoice: "c@:1", amount: "1 USD" }],
      to: [{ invoice: "c@:3", amount: "1 USD" }],
    }),
  },
  contest: { fact: () => ({ ...n, invoice: "c@:3" }) },
  "contest-end": { fact: () => ({ ...n, invoice: "c@:2" }) },
  "payment-promise": {
    fact: (until) => ({ ...n, invoice: "c@:3", until }),
    refused: { "2026-04-07": "promise-in-past", "2026-04-10 told later": "promise-in-past" },
  },
  charge: { fact: () => ({ ...n, invoice: "c@:3", method: "card" }) },
  "charge-failure": {
    fact: () => ({ ...n, charge: "m@" }),
    first: { fact: "charge", id: "m@", ...own, invoice: "c@:3", method: "card" },
  },
  "credit-note": { fact: () => ({ ...n, invoice: "c@:1", reason: "as agreed" }) },
};
