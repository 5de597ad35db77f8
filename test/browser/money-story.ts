import type { ApiClient } from "../../src/cli/demo/api-client.ts";
import { defineModel } from "../../src/model/define-model.ts";
import { atLeast } from "../../src/money/amount.ts";
import { eur, usd } from "../../src/money/money.ts";
import { flat } from "../../src/pricing/flat.ts";

/** A business of US dollars that sells in euros too, on contracts, and projects in milestones. */
export const moneyModel = defineModel({
  id: "harbour",
  name: "Harbour Cloud",
  version: "1",
  currency: "USD",
  streams: {
    subscriptions: { name: "Subscriptions", recurring: true },
    services: { name: "Services" },
  },
  meters: {},
  features: {},
  plans: {
    team: { name: "Team", stream: "subscriptions", prices: { monthly: flat(usd(1_100)) } },
  },
  offers: {
    rollout: {
      name: "Rollout",
      stream: "services",
      per: "project",
      price: flat(usd(9_000)),
      milestones: [
        { name: "Plan accepted", share: "40%" },
        { name: "Live", share: "60%" },
      ],
    },
    audit: {
      name: "Security audit",
      stream: "services",
      per: "project",
      price: flat(usd(4_500)),
      invoiced: "on-sale",
      milestones: [
        { name: "Report", share: "70%" },
        { name: "Retest", share: "30%" },
      ],
    },
  },
  priceLists: {
    euro: {
      name: "Euro area",
      currency: "EUR",
      plans: { team: { base: { monthly: flat(eur(1_000)) } } },
    },
  },
  contracts: {
    yearly: {
      name: "Yearly agreement",
      plans: ["team"],
      term: 12,
      netDays: 45,
      commitment: { amount: atLeast(usd(12_000)), per: "annual" },
      renewal: { automatic: true, noticeDays: 60 },
    },
    fixed: { name: "Fixed term", plans: ["team"], term: 3, netDays: 30 },
  },
});

/** Customers of the story: each id with its name, and the currency of its invoices where that is not the books'. */
const customers = [
  ["nordwind", "Nordwind Logistik GmbH", "EUR"],
  ["sudwind", "Südwind Energie AG", "EUR"],
  ["ingleside", "Ingleside Foundry", "USD"],
  ["brackwater", "Brackwater Shipping", "USD"],
  ["quayside", "Quayside Robotics", "USD"],
] as const;

/** What happened by February 20: rates, contracts, projects, payments in two currencies, and an entry by hand. */
export async function tellMoneyStory(api: ApiClient): Promise<void> {
  const now = (at: string) => api.post("/v1/clock", { now: at });
  await api.post("/v1/models", moneyModel);
  await tellRates(api);
  for (const [id, name, currency] of customers)
    await api.post("/v1/customers", { id, name, currency });
  const start = "2026-01-01";
  const signed = [
    ["k-ingleside", "ingleside", "yearly", "MSA-7", { commitment: "12000 USD" }],
    ["k-brackwater", "brackwater", "fixed", "MSA-9", {}],
  ] as const;
  for (const [id, customer, template, number, agreed] of signed)
    await api.post("/v1/contracts", { id, customer, template, number, start, ...agreed });
  for (const [id] of customers) {
    const contract = signed.find(([, customer]) => customer === id)?.[0];
    await api.post("/v1/subscriptions", {
      id: `s-${id}`,
      customer: id,
      plan: "team",
      start: "2026-01-01",
      ...(contract === undefined ? {} : { contract }),
    });
  }
  await api.post("/v1/sales", {
    id: "p-rollout",
    customer: "quayside",
    offer: "rollout",
    date: "2026-01-05",
  });
  await api.post("/v1/sales", {
    id: "p-audit",
    customer: "ingleside",
    offer: "audit",
    date: "2026-01-05",
  });
  await now("2026-01-20T00:00:00Z");
  await api.post("/v1/milestones", {
    id: "m-1",
    customer: "quayside",
    sale: "p-rollout",
    milestone: "Plan accepted",
  });
  const pay = (id: string, customer: string, amount: string, more: object = {}) =>
    api.post("/v1/payments", { id, customer, amount, method: "bank-transfer", ...more });
  await pay("pay-1", "nordwind", "1000 EUR");
  await pay("pay-2", "sudwind", "1100 USD", { exchange: "by-table" });
  await now("2026-02-10T00:00:00Z");
  await pay("pay-3", "nordwind", "1000 EUR");
  await pay("pay-4", "quayside", "1000 EUR", { exchange: { settles: "1100 USD" } });
  await api.post("/v1/payments", {
    id: "pay-5",
    customer: "ingleside",
    amount: "1100 USD",
    method: "card",
    provider: "stripe",
    providerId: "ch_1",
  });
  await api.post("/v1/disputes", {
    id: "d-1",
    customer: "ingleside",
    payment: "pay-5",
    provider: "stripe",
    amount: "1100 USD",
  });
  await api.post("/v1/payouts", {
    id: "po-1",
    provider: "stripe",
    gross: "600 USD",
    fees: "17.70 USD",
  });
  await api.post("/v1/ledger/entries", {
    id: "accrual-1",
    date: "2026-02-01",
    reason: "Support of January, invoice to come",
    by: "Dana Field",
    postings: [
      { account: "expenses:other:support", debit: "120 USD" },
      { account: "liabilities:other:accrued", credit: "120 USD" },
    ],
  });
  await now("2026-02-20T00:00:00Z");
}

/** The euro in dollars, every few days. */
async function tellRates(api: ApiClient): Promise<void> {
  const days: readonly (readonly [string, string])[] = [
    ["2025-12-31", "1.0800"],
    ["2026-01-05", "1.0825"],
    ["2026-01-12", "1.0870"],
    ["2026-01-19", "1.0905"],
    ["2026-01-26", "1.0950"],
    ["2026-02-01", "1.0990"],
    ["2026-02-09", "1.1045"],
    ["2026-02-16", "1.1010"],
  ];
  const rates = days.map(([day, rate]) => ({ from: "EUR", to: "USD", day, rate, source: "ECB" }));
  await api.post("/v1/exchange-rates", { rates });
}
