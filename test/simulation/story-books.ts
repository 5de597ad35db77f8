import {
  amountOff,
  capacity,
  defineModel,
  euStandardRates,
  flat,
  graduated,
  type Model,
  percentOff,
  perUnit,
  spendLimits,
  termDiscount,
  usd,
  volumeDiscount,
} from "florin";
import { type PriceBooks, priceBooks } from "../../src/account/price-book.ts";
import { expectOk } from "../../src/fault/fault.ts";
import { eur } from "../../src/money/money.ts";
import { bundles } from "./deeds/bundles.ts";
import { contractTemplates } from "./deeds/contracts.ts";
import { projectOffers } from "./deeds/projects.ts";

/** How the business of a story asks for tax: not at all, on top of its prices, within them, or as an engine decides. */
export type Taxation = "none" | "on-top" | "included" | "external";

/** What else differs between businesses. */
export interface BusinessKind {
  readonly taxation: Taxation;
  /** How long an invoice waits for usage. */
  readonly grace: string;
  /** Whether overdue invoices are chased. */
  readonly chases: boolean;
  readonly invoicesPer: "account" | "customer" | "subscription";
  /** Whether unbilled use is invoiced as soon as there is enough of it. */
  readonly threshold: boolean;
  /** Whether it sells in euros too. */
  readonly sellsInEuros: boolean;
}

const base = defineModel({
  id: "story",
  name: "Story",
  version: "1",
  currency: "USD",
  streams: {
    subscriptions: { name: "Subscriptions", recurring: true },
    usage: { name: "Usage" },
    licences: { name: "Licences" },
    services: { name: "Services" },
    fees: { name: "Fees" },
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
      aggregation: { kind: "time-weighted-sum", property: "gb", per: "day" },
      unit: "GB-day",
    },
  },
  features: {},
  payment: { methods: { card: { kind: "card" } } },
  plans: {
    team: {
      name: "Team",
      stream: "subscriptions",
      prices: { monthly: flat(usd(499)), annual: flat(usd(4_990)) },
      sla: "standard",
    },
    hybrid: {
      name: "Hybrid",
      stream: "subscriptions",
      prices: { monthly: flat(usd("99.99")) },
      charges: {
        operations: {
          stream: "usage",
          meter: "operations",
          included: 1_000,
          includedInStub: "prorated",
          price: graduated([{ upTo: 100, unit: usd("0.10") }, { unit: usd("0.0333") }]),
        },
      },
      grants: ["allowance"],
    },
    reserved: {
      name: "Reserved nodes",
      stream: "usage",
      prices: { monthly: flat(usd(20)) },
      charges: {
        nodes: {
          meter: "nodes",
          price: capacity(usd(10), { overUse: { rule: "bill", price: perUnit(usd("15.005")) } }),
        },
      },
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
    stored: {
      name: "Storage",
      stream: "subscriptions",
      prices: { monthly: flat(usd(5)) },
      charges: { storage: { stream: "usage", meter: "storage", price: perUnit(usd("0.011")) } },
    },
    seats: {
      name: "Seats",
      stream: "subscriptions",
      per: "seat",
      prices: { monthly: perUnit(usd("12.50")), annual: perUnit(usd(125)) },
      discounts: ["volume", "term"],
    },
    tried: {
      name: "Tried",
      stream: "subscriptions",
      prices: { monthly: flat(usd(30)) },
      charges: { operations: { meter: "operations", price: perUnit(usd("0.01")) } },
      trial: { days: 14 },
      sla: "claimed",
    },
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
      stream: "services",
      per: "vault",
      prices: { monthly: perUnit(usd(62)) },
      trial: { days: 7 },
    },
  },
  offers: {
    tuning: { name: "Tuning", stream: "services", per: "hour", price: perUnit(usd(500)) },
    course: {
      name: "Course",
      stream: "services",
      per: "person",
      price: perUnit(usd("249.95")),
      discounts: ["volume"],
    },
    ...projectOffers,
  },
  licences: {
    standard: {
      name: "Standard",
      stream: "licences",
      kind: "perpetual",
      fee: usd(5_000),
      maintenance: { rate: "20%", every: "annual", firstDue: "anniversary" },
    },
    yearly: {
      name: "Yearly",
      stream: "licences",
      kind: "term",
      termMonths: 18,
      fee: usd(600),
      maintenance: { rate: "5%", every: "annual", firstDue: "purchase", stream: "services" },
    },
  },
  bundles,
  discounts: {
    volume: volumeDiscount({ by: "quantity", mode: "volume" }, [
      { from: 10, percent: "10%" },
      { from: 100, percent: "20%" },
    ]),
    term: termDiscount([{ years: 3, percent: "15%" }]),
    academic: percentOff("33.3%", { reason: "academic", eligibility: "universities" }),
    loyalty: amountOff(usd(60), { reason: "negotiated", eligibility: "old customers" }),
    fifth: percentOff("20%", { reason: "promotional" }),
    fifty: amountOff(usd(50), { reason: "promotional" }),
    friendly: { ...percentOff("7%", { reason: "negotiated" }), appliesTo: "recurring" },
  },
  discountOrder: ["volume", "term", "academic", "friendly", "loyalty", "fifty", "fifth"],
  coupons: {
    once: { name: "Once", code: "ONCE", discount: "fifty", duration: { kind: "once" } },
    thrice: {
      name: "Thrice",
      code: "THRICE",
      discount: "fifth",
      duration: { kind: "repeating", count: 3, unit: "invoices" },
      perCustomer: 3,
    },
    months: {
      name: "Four months",
      code: "MONTHS",
      discount: "fifty",
      duration: { kind: "repeating", count: 4, unit: "months" },
      perCustomer: 2,
    },
    launch: {
      name: "Launch",
      code: "LAUNCH",
      discount: "friendly",
      duration: { kind: "repeating", count: 2, unit: "invoices" },
      validFrom: "2026-02-01",
      validUntil: "2026-09-30",
      perCustomer: 2,
    },
    teams: {
      name: "Teams",
      code: "TEAMS",
      discount: "fifth",
      duration: { kind: "once" },
      plans: ["team", "stored"],
      perCustomer: 4,
    },
    always: { name: "Always", code: "ALWAYS", discount: "friendly", duration: { kind: "forever" } },
  },
  credits: {
    welcome: { name: "Welcome", kind: "promotional", amount: usd(100), expiresAfterMonths: 2 },
    allowance: {
      name: "Allowance",
      kind: "promotional",
      amount: usd(40),
      every: "monthly",
      expiresWithPeriod: true,
      rollover: { share: "50%", times: 1 },
      appliesTo: "usage",
    },
    pack: {
      name: "Pack",
      kind: "prepaid",
      amount: usd(1_000),
      price: usd(800),
      expiresAfterMonths: 6,
      priority: 1,
      breakage: { expected: "10%", stream: "subscriptions" },
    },
    "paid-first": {
      name: "Paid first",
      kind: "prepaid",
      amount: usd(500),
      expiresAfterMonths: 12,
      availableFrom: "payment",
    },
    service: { name: "Service", kind: "sla", expiresAfterMonths: 12 },
  },
  slas: {
    standard: {
      name: "Standard",
      uptime: "99.9%",
      measuredOver: "monthly",
      credits: [
        { below: "99.9%", credit: "10%" },
        { below: "99%", credit: "25%" },
      ],
      creditMaximum: "25%",
      remedy: "credit-note",
    },
    claimed: {
      name: "Claimed",
      uptime: "99.9%",
      measuredOver: "monthly",
      credits: [{ below: "99.9%", credit: "20%" }],
      maximumPerYear: usd(30),
      claimWithinDays: 30,
      credit: "service",
    },
  },
  contracts: contractTemplates,
});

/** What is sold in euros, and what is not; in France at another level than elsewhere. */
const priceLists: Model["priceLists"] = {
  euro: {
    name: "Euro area",
    currency: "EUR",
    plans: {
      team: { base: { monthly: flat(eur(450)), annual: flat(eur("4500.50")) } },
      hybrid: {
        base: { monthly: flat(eur("89.99")) },
        charges: {
          operations: graduated([{ upTo: 100, unit: eur("0.09") }, { unit: eur("0.03") }]),
        },
      },
      stored: { base: { monthly: flat(eur(4)) }, charges: { storage: perUnit(eur("0.01")) } },
      seats: { base: { monthly: perUnit(eur(11)), annual: perUnit(eur(110)) } },
    },
    offers: { tuning: perUnit(eur(450)), rollout: flat(eur("900.01")) },
  },
  america: { name: "America", currency: "USD", countries: ["US"], level: "85%" },
};

const seller: Model["seller"] = {
  name: "Story GmbH",
  address: { line1: "Uferweg 8", postalCode: "10435", city: "Berlin", country: "DE" },
  vatNumber: "DE136695976",
};

const taxes = {
  home: "DE",
  registrations: [{ country: "DE", scheme: "one-stop-shop", from: "2021-07-01" }],
  rules: euStandardRates(),
} as const;

const engine = { home: "DE", provider: "external", rules: [] } as const;

const taxesOf = (taxation: Exclude<Taxation, "none">): object => {
  if (taxation === "external") return engine;
  return taxation === "included" ? { ...taxes, pricesInclude: "tax" } : taxes;
};

const dunning = {
  stream: "fees",
  minimum: usd(20),
  steps: [
    { afterDueDays: -3, action: "remind" },
    { afterDueDays: 5, action: "remind", fee: usd(5) },
    { afterDueDays: 20, action: "suspend" },
  ],
} as const;

function booksFor(kind: BusinessKind): PriceBooks {
  const { taxation, grace, chases, invoicesPer, threshold, sellsInEuros } = kind;
  const first: Model = {
    ...base,
    invoicing: {
      grace,
      netDays: 14,
      invoicesPer,
      ...(threshold ? { trigger: { kind: "usage-threshold", amount: usd(40) } } : {}),
    },
    ...(sellsInEuros ? { priceLists } : {}),
    payment: { ...base.payment, ...(chases ? { dunning } : {}) },
    ...(taxation === "none" ? {} : { seller, taxes: taxesOf(taxation) }),
  } as Model;
  const { team, seats, ...plans } = first.plans;
  const second = {
    ...first,
    version: "2",
    plans: {
      ...plans,
      team: { ...team, prices: { monthly: flat(usd(549)), annual: flat(usd("5490.01")) } },
      seats: { ...seats, prices: { monthly: perUnit(usd("13.33")), annual: perUnit(usd(130)) } },
    },
  } as Model;
  return expectOk(priceBooks([first, second]));
}

const known = new Map<string, PriceBooks>();

/** The two versions of a business's model, compiled once. */
export function storyBooks(kind: BusinessKind): PriceBooks {
  const key = JSON.stringify(kind);
  const books = known.get(key) ?? booksFor(kind);
  known.set(key, books);
  return books;
}
