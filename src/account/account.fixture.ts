import { assert, expectOk } from "../fault/fault.ts";
import type { UsageEvent } from "../metering/usage-event.ts";
import { defineModel } from "../model/define-model.ts";
import { atLeast, range } from "../money/amount.ts";
import { usd } from "../money/money.ts";
import { capacity } from "../pricing/capacity.ts";
import { amountOff, percentOff, termDiscount, volumeDiscount } from "../pricing/discount.ts";
import { flat } from "../pricing/flat.ts";
import { graduated } from "../pricing/graduated.ts";
import { perUnit } from "../pricing/per-unit.ts";
import { spendLimits } from "../pricing/spend-limits.ts";
import { type Instant, parseInstant } from "../time/instant.ts";
import { type Account, openAccount } from "./account.ts";
import type {
  CustomerFact,
  LicenceFact,
  PurchaseFact,
  SaleFact,
  SubscriptionFact,
} from "./fact.ts";
import type { Invoice } from "./invoice.ts";
import { priceBooks } from "./price-book.ts";
import { step } from "./step.ts";
import { openUsageLedger } from "./usage-ledger.ts";

/** A model with one plan of each way of charging, small enough to check by hand. */
export const acme = defineModel({
  id: "acme",
  name: "Acme",
  version: "1",
  currency: "USD",
  invoicing: { grace: "PT1H", netDays: 30 },
  payment: {
    methods: { card: { kind: "card" } },
    terms: { monthly: { kind: "net", days: 30 }, annual: { kind: "upfront" } },
  },
  streams: {
    subscriptions: { name: "Subscriptions", recurring: true },
    usage: { name: "Usage" },
    licences: { name: "Licences" },
    services: { name: "Services" },
  },
  meters: {
    operations: {
      event: "inference",
      aggregation: { kind: "sum", property: "operations" },
      unit: "operation",
    },
    nodes: { event: "node-count", aggregation: { kind: "max", property: "nodes" }, unit: "node" },
    storage: {
      event: "stored",
      aggregation: { kind: "time-weighted-sum", property: "gb", per: "hour" },
      unit: "GB-hour",
    },
  },
  features: {},
  plans: {
    team: {
      name: "Team",
      stream: "subscriptions",
      prices: { monthly: flat(usd(499)), annual: flat(usd(4_990)) },
    },
    hybrid: {
      name: "Hybrid",
      stream: "subscriptions",
      prices: { monthly: flat(usd(100)) },
      charges: {
        operations: {
          stream: "usage",
          meter: "operations",
          included: 1_000,
          includedInStub: "prorated",
          price: graduated([{ upTo: 100, unit: usd("0.10") }, { unit: usd("0.05") }]),
        },
      },
    },
    capped: {
      name: "Capped",
      stream: "subscriptions",
      prices: { monthly: flat(usd(50)) },
      charges: {
        operations: {
          stream: "usage",
          meter: "operations",
          included: 100,
          overage: "block",
          price: perUnit(usd(1)),
        },
      },
    },
    reserved: {
      name: "Reserved nodes",
      stream: "usage",
      charges: {
        nodes: {
          meter: "nodes",
          price: capacity(usd(10), { overUse: { rule: "bill", price: perUnit(usd(15)) } }),
        },
      },
    },
    stored: {
      name: "Storage",
      stream: "usage",
      charges: { storage: { meter: "storage", price: perUnit(usd("0.01")) } },
    },
    seats: {
      name: "Nodes",
      stream: "subscriptions",
      per: "node",
      prices: { annual: perUnit(usd(500)) },
      discounts: ["volume", "term"],
    },
    tried: {
      name: "Tried",
      stream: "subscriptions",
      prices: { monthly: flat(usd(30)) },
      charges: { operations: { meter: "operations", price: perUnit(usd("0.01")) } },
      trial: { days: 14 },
      discounts: ["launch"],
    },
    limited: {
      name: "Limited",
      stream: "usage",
      charges: {
        nodes: {
          meter: "nodes",
          price: spendLimits(
            { minimum: usd(310) },
            capacity(usd(10), { reserved: 5, overUse: { rule: "raise" } }),
          ),
        },
      },
    },
    enterprise: {
      name: "Enterprise",
      stream: "subscriptions",
      prices: { monthly: flat(atLeast(usd(9_999))) },
    },
    draft: { name: "Draft", stream: "subscriptions", sold: false },
  },
  addons: {
    insights: {
      name: "Insights",
      stream: "subscriptions",
      plans: ["team", "tried", "seats"],
      prices: { monthly: flat(usd(31)), annual: flat(usd(365)) },
    },
    vault: {
      name: "Vault",
      stream: "subscriptions",
      per: "vault",
      prices: { monthly: perUnit(usd(62)) },
      charges: { storage: { stream: "usage", meter: "storage", price: perUnit(usd("0.01")) } },
      trial: { days: 7 },
    },
  },
  offers: {
    tuning: {
      name: "Tuning",
      stream: "services",
      per: "hour",
      price: perUnit(usd(500)),
      deliveryMultipliers: { remote: 1, "on-site": 2 },
    },
    course: {
      name: "Course",
      stream: "services",
      per: "person",
      minimum: 4,
      price: perUnit(usd(250)),
      discounts: ["volume"],
    },
  },
  licences: {
    standard: {
      name: "Standard",
      stream: "licences",
      kind: "perpetual",
      fee: usd(50_000),
      maintenance: { rate: "20%", every: "annual", firstDue: "anniversary" },
    },
    yearly: {
      name: "Yearly",
      stream: "licences",
      kind: "term",
      termMonths: 18,
      fee: usd(6_000),
      maintenance: { rate: "5%", every: "annual", firstDue: "purchase", stream: "services" },
    },
    custom: {
      name: "Custom",
      stream: "licences",
      kind: "perpetual",
      fee: range(usd(10_000), usd(20_000)),
    },
  },
  discounts: {
    volume: volumeDiscount({ by: "quantity", mode: "volume" }, [
      { from: 100, percent: "10%" },
      { from: 1_000, percent: "20%" },
    ]),
    term: termDiscount([{ years: 3, percent: "15%" }]),
    launch: percentOff("100%", { reason: "promotional", eligibility: "the first customers" }),
    loyalty: amountOff(usd(600), { reason: "negotiated", eligibility: "old customers" }),
    partner: percentOff(range("20%", "40%"), { reason: "partner", eligibility: "partners" }),
    "of-use": { ...percentOff("50%", { reason: "promotional" }), appliesTo: "usage" },
  },
  discountOrder: ["volume", "term", "partner", "loyalty", "launch", "of-use"],
});

export const acmeBooks = expectOk(priceBooks([acme]));

export const at = (text: string): Instant => expectOk(parseInstant(text));

export const customer = (more: Partial<CustomerFact> = {}): CustomerFact => ({
  fact: "customer",
  id: "c-1",
  name: "Northwind",
  ...more,
});

export const subscription = (more: Partial<SubscriptionFact> = {}): SubscriptionFact => ({
  fact: "subscription",
  id: "s-1",
  customer: "c-1",
  plan: "team",
  cadence: "monthly",
  start: "2026-01-31",
  ...more,
});

export const licence = (more: Partial<LicenceFact> = {}): LicenceFact => ({
  fact: "licence",
  id: "l-1",
  customer: "c-1",
  licence: "standard",
  start: "2026-01-31",
  ...more,
});

export const inference = (id: string, time: string, operations: number): UsageEvent => ({
  id,
  source: "api",
  type: "inference",
  customer: "c-1",
  time: at(time),
  data: { operations },
});

export const sale = (more: Partial<SaleFact> = {}): SaleFact => ({
  fact: "sale",
  id: "w-1",
  customer: "c-1",
  offer: "tuning",
  date: "2026-03-05",
  ...more,
});

export const nodeCount = (id: string, time: string, nodes: number): UsageEvent => ({
  ...inference(id, time, 0),
  type: "node-count",
  data: { nodes },
});

/** An account with these purchases, known from their start. */
export function accountWith(...purchases: readonly PurchaseFact[]): Account {
  return purchases.reduce<Account>(
    (account, fact) =>
      expectOk(step(account, { kind: "purchase", fact, knownSince: 0 }, acmeBooks)).account,
    openAccount(customer()),
  );
}

/** Every invoice that is final by `until`, without numbers; every event must find a charge. */
export function billUntil(
  start: Account,
  until: string,
  events: readonly UsageEvent[] = [],
): Invoice[] {
  const ledger = openUsageLedger(new Map([[start.customer.id, start]]), acmeBooks);
  for (const event of events) assert(ledger.add(event) === undefined, `${event.id} is not billed`);
  const invoices: Invoice[] = [];
  let account = start;
  for (;;) {
    const { nextDue } = expectOk(step(account, { kind: "tick", now: 0 }, acmeBooks));
    if (nextDue === undefined || nextDue > at(until)) return invoices;
    const stepped = expectOk(step(account, { kind: "tick", now: nextDue }, acmeBooks, ledger.view));
    account = stepped.account;
    invoices.push(...stepped.documents);
  }
}
