import { assert, expectOk } from "../fault/fault.ts";
import { defineModel } from "../model/define-model.ts";
import { euStandardRates } from "../model/eu-standard-rates.ts";
import type { Model } from "../model/model.ts";
import { chf, eur, usd } from "../money/money.ts";
import { percentOff } from "../pricing/discount.ts";
import { flat } from "../pricing/flat.ts";
import { perUnit } from "../pricing/per-unit.ts";
import { parseInstant } from "../time/instant.ts";
import type { AccountFact, CustomerFact, SubscriptionFact } from "./fact.ts";
import type { Invoice } from "./invoice.ts";
import type { Happening } from "./issue-in-order.ts";
import type { RefusedFact } from "./known-facts.ts";
import { priceBooks } from "./price-book.ts";
import { replayAccounts } from "./replay.ts";

const basics = {
  name: "Lumen",
  version: "1",
  invoicing: { grace: "PT1H", netDays: 14 },
  streams: {
    subscriptions: { name: "Subscriptions", recurring: true },
    usage: { name: "Usage" },
    services: { name: "Services" },
  },
  meters: {
    calls: { event: "call", aggregation: { kind: "count" }, unit: "call" },
  },
  features: {},
} as const;

const offers = {
  training: { name: "Training", stream: "services", per: "place" },
  gateway: { name: "Gateway, delivered", stream: "services", per: "device" },
} as const;

const germanTaxes = {
  home: "DE",
  registrations: [
    { country: "DE", scheme: "one-stop-shop", from: "2021-07-01" },
    { country: "CH", from: "2024-01-01" },
  ],
  categories: {
    training: { name: "Training", supply: "service" },
    device: { name: "Devices", supply: "goods" },
  },
  products: { offers: { training: "training", gateway: "device" } },
  rules: [
    ...euStandardRates(),
    { country: "DE", category: "training", name: "USt.", rate: "7%", from: "2015-01-01" },
    { country: "CH", name: "MWST", rate: "8.1%", from: "2024-01-01" },
  ],
} as const;

/** A seller in Berlin with a one-stop shop, whose prices come without tax. */
export const german = defineModel({
  ...basics,
  id: "lumen-de",
  currency: "EUR",
  timeZone: "Europe/Berlin",
  seller: {
    name: "Lumen GmbH",
    address: { line1: "Uferweg 8", postalCode: "10435", city: "Berlin", country: "DE" },
    vatNumber: "DE136695976",
  },
  taxes: germanTaxes,
  discounts: { launch: percentOff("10%", { reason: "promotional" }) },
  plans: {
    pro: {
      name: "Pro",
      stream: "subscriptions",
      prices: { monthly: flat(eur("49.90")), annual: flat(eur(499)) },
      charges: { calls: { stream: "usage", meter: "calls", price: perUnit(eur("0.015")) } },
      discounts: ["launch"],
    },
  },
  offers: {
    training: { ...offers.training, price: perUnit(eur(300)) },
    gateway: { ...offers.gateway, price: perUnit(eur(120)) },
  },
});

/** The same, whose prices are what a consumer pays. */
export const shop: Model = {
  ...german,
  id: "lumen-shop",
  taxes: { ...germanTaxes, pricesInclude: "tax" },
};

/** A seller in New York who is registered there and in California. */
export const american = defineModel({
  ...basics,
  id: "lumen-us",
  currency: "USD",
  timeZone: "America/New_York",
  taxes: {
    home: "US",
    homeRegion: "NY",
    registrations: [
      { country: "US", region: "NY", from: "2020-01-01" },
      { country: "US", region: "PA", from: "2020-01-01" },
    ],
    rules: [
      { country: "US", region: "NY", name: "Sales tax", rate: "8.875%", from: "2020-01-01" },
      { country: "US", region: "PA", name: "Sales tax", rate: "6%", from: "2020-01-01" },
    ],
  },
  plans: { pro: { name: "Pro", stream: "subscriptions", prices: { monthly: flat(usd("59.99")) } } },
});

/** A seller in Zürich. */
export const swiss = defineModel({
  ...basics,
  id: "lumen-ch",
  currency: "CHF",
  timeZone: "Europe/Zurich",
  seller: { name: "Lumen AG", vatNumber: "CHE-107.787.577 MWST" },
  taxes: {
    home: "CH",
    rules: [
      { country: "CH", name: "MWST", rate: "7.7%", from: "2018-01-01", to: "2024-01-01" },
      { country: "CH", name: "MWST", rate: "8.1%", from: "2024-01-01" },
    ],
  },
  plans: {
    pro: {
      name: "Pro",
      stream: "subscriptions",
      prices: { monthly: flat(chf("55.00")) },
      charges: { calls: { stream: "usage", meter: "calls", price: perUnit(chf("0.02")) } },
    },
  },
});

/** What an account does in a replay of these facts until an instant. */
export function lived(
  models: readonly Model[],
  facts: readonly AccountFact[],
  until: string,
  calls: readonly string[] = [],
): { readonly happenings: readonly Happening[]; readonly refused: readonly RefusedFact[] } {
  const accounts = replayAccounts(expectOk(priceBooks(models)));
  for (const fact of facts) accounts.add(fact);
  const { replay, refused } = accounts.open();
  const [buyer] = facts.flatMap((fact) => (fact.fact === "customer" ? [fact.id] : []));
  for (const [place, time] of calls.entries())
    replay.addUsage({
      id: `call-${place}`,
      source: "test",
      type: "call",
      customer: buyer ?? "",
      time: expectOk(parseInstant(time)),
      data: {},
    });
  return { happenings: [...replay.happeningsUntil(expectOk(parseInstant(until)))], refused };
}

/** The documents of such a life; everything in it has to be accepted and billed. */
export function documentsOf(...life: Parameters<typeof lived>): readonly Invoice[] {
  const { happenings, refused } = lived(...life);
  assert(refused.length === 0, JSON.stringify(refused));
  const stopped = happenings.find(({ kind }) => kind === "parked" || kind === "refused");
  assert(stopped === undefined, JSON.stringify(stopped));
  return happenings.flatMap((one) => (one.kind === "document" ? [one.invoice] : []));
}

/** A customer who bought a plan on the first of January 2026. */
export const buyerOf = (
  customer: Omit<CustomerFact, "fact" | "id">,
  more: Partial<SubscriptionFact> = {},
): readonly AccountFact[] => [
  { fact: "customer", id: "c-1", ...customer },
  {
    fact: "subscription",
    id: "s-1",
    customer: "c-1",
    plan: "pro",
    cadence: "monthly",
    start: "2026-01-01",
    ...more,
  },
];
