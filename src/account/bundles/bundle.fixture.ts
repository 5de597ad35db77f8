import { expectOk } from "../../fault/fault.ts";
import { defineModel } from "../../model/define-model.ts";
import type { Model } from "../../model/model.ts";
import { negotiated, range } from "../../money/amount.ts";
import { usd } from "../../money/money.ts";
import { flat } from "../../pricing/flat.ts";
import { perUnit } from "../../pricing/per-unit.ts";
import { type PriceBooks, priceBooks } from "../price-book.ts";
import type { BundleFact } from "./bundle-fact.ts";

/** A system, its support, a licence and people, each for itself and together. */
export const bundling = defineModel({
  id: "bundling",
  name: "Bundling",
  version: "1",
  currency: "USD",
  streams: {
    support: { name: "Support", recurring: true },
    hardware: { name: "Hardware" },
    licences: { name: "Licences" },
    services: { name: "Services" },
  },
  meters: {
    calls: { event: "call", aggregation: { kind: "count" }, unit: "call" },
  },
  features: {},
  plans: {
    support: {
      name: "Support",
      stream: "support",
      per: "system",
      prices: { monthly: perUnit(usd(30)), annual: perUnit(usd(300)) },
      charges: { calls: { meter: "calls", price: perUnit(usd(2)) } },
      trial: { days: 30 },
    },
  },
  addons: {
    spares: {
      name: "Spares",
      stream: "support",
      prices: { annual: flat(usd(100)) },
    },
  },
  offers: {
    system: { name: "System", stream: "hardware", per: "system", price: perUnit(usd(500)) },
    training: { name: "Training", stream: "services", per: "day", price: perUnit(usd(200)) },
    rollout: {
      name: "Rollout",
      stream: "services",
      per: "project",
      price: flat(usd(1_000)),
      milestones: [
        { name: "Designed", share: "40%" },
        { name: "Live", share: "60%" },
      ],
    },
    setup: {
      name: "Set-up",
      stream: "services",
      per: "account",
      price: flat(usd(1_200)),
      earnedOverMonths: 12,
    },
    study: { name: "Study", stream: "services", per: "project", price: flat(negotiated) },
  },
  licences: {
    premium: {
      name: "Premium",
      kind: "perpetual",
      stream: "licences",
      fee: usd(1_000),
      maintenance: { rate: "20%", every: "annual", firstDue: "anniversary" },
    },
    brand: {
      name: "Brand",
      kind: "term",
      termMonths: 24,
      stream: "licences",
      fee: usd(2_400),
      earnedOverMonths: 24,
    },
  },
  shares: {
    referred: { name: "Referred sales", base: "sales", rate: "5%", to: "us", stream: "services" },
    resold: { name: "Hardware", base: "sales", rate: "90%", to: "partner", stream: "hardware" },
  },
  bundles: {
    // 500 + 300 + 200 = 1,000 alone.
    starter: {
      name: "Starter",
      parts: [{ offer: "system" }, { plan: "support", cadence: "annual" }, { offer: "training" }],
      price: flat(usd(800)),
    },
    going: {
      name: "Going on",
      parts: [
        { offer: "system" },
        { plan: "support", cadence: "annual", afterwards: "renews" },
        { addon: "spares" },
      ],
      price: flat(usd(720)),
    },
    yearly: {
      name: "Yearly care",
      parts: [{ plan: "support" }, { offer: "training", id: "refresher", quantity: 2 }],
      price: flat(usd(560)),
      every: "annual",
    },
    works: {
      name: "The works",
      parts: [{ licence: "premium" }, { offer: "rollout" }],
      price: flat(range(usd(1_000), usd(1_800))),
    },
    odd: {
      name: "Odd",
      parts: [
        { offer: "training", standalone: usd(1) },
        { offer: "training", id: "second", standalone: usd(1) },
        { offer: "system", standalone: usd(1) },
      ],
      price: flat(usd(100)),
    },
    studied: {
      name: "Studied",
      parts: [{ offer: "system" }, { offer: "study", residual: { low: usd(50), high: usd(400) } }],
      price: flat(range(usd(500), usd(1_000))),
    },
    unweighed: {
      name: "Unweighed",
      parts: [{ offer: "system" }, { offer: "study" }],
      price: flat(usd(600)),
    },
    open: { name: "Open", parts: [{ offer: "system" }] },
  },
});

export const booksOf = (model: Model): PriceBooks => expectOk(priceBooks([model]));

export const bundlingBooks: PriceBooks = booksOf(bundling);

/** A bundle as c-1 buys it. */
export const bundle = (more: Partial<BundleFact> = {}): BundleFact => ({
  fact: "bundle",
  id: "b-1",
  customer: "c-1",
  bundle: "starter",
  start: "2026-01-15",
  ...more,
});
