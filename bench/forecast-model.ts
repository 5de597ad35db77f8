import { defineModel } from "../src/model/define-model.ts";
import type { Model } from "../src/model/model.ts";
import { usd } from "../src/money/money.ts";
import { flat } from "../src/pricing/flat.ts";
import { graduated } from "../src/pricing/graduated.ts";

/** A plan of five years in formulas of its own, of which growth, churn, renewals, wages and prices of others are drawn. */
export const forecastModel: Model = defineModel({
  id: "forecast",
  name: "Forecast",
  version: "1",
  currency: "USD",
  streams: {
    subscriptions: { name: "Subscriptions", recurring: true },
    usage: { name: "Usage" },
    services: { name: "Services" },
  },
  meters: { calls: { event: "call", aggregation: { kind: "count" }, unit: "call" } },
  features: {},
  plans: {
    team: {
      name: "Team",
      stream: "subscriptions",
      prices: { monthly: flat(usd(99)), annual: flat(usd(990)) },
      charges: {
        calls: {
          meter: "calls",
          stream: "usage",
          price: graduated([{ upTo: 10_000, unit: usd(0) }, { unit: usd("0.002") }]),
        },
      },
    },
  },
  offers: {
    onboarding: { name: "Onboarding", stream: "services", per: "project", price: flat(usd(500)) },
  },
  horizon: { from: "2027-01", years: 5 },
  figures: {
    growth: { is: { kind: "normal", mean: "3% per month", deviation: "0.8% per month" } },
    churn: {
      is: { kind: "pert", low: "1% per month", likely: "3% per month", high: "7% per month" },
    },
    "not-renewed": { is: { kind: "triangular", low: "5%", likely: "10%", high: "25%" } },
    wages: {
      is: { low: "90k USD per employee per year", high: "110k USD per employee per year" },
    },
    "call-cost": {
      is: { kind: "lognormal", p10: "0.0003 USD per call", p90: "0.0006 USD per call" },
    },
    inflation: { is: { low: "1%", high: "5%" } },
  },
  segments: {
    teams: {
      name: "Teams",
      opening: "20 customers",
      acquisition: { kind: "growth", first: "10 customers per month", rate: "growth" },
      purchases: {
        monthly: {
          share: "70%",
          plan: "team",
          cadence: "monthly",
          usage: { calls: "20_000 calls per month" },
          churn: { kind: "monthly", rate: "churn" },
          moves: { annual: "1% per month" },
        },
        annual: {
          share: "30%",
          plan: "team",
          cadence: "annual",
          churn: { kind: "at-renewal", share: "not-renewed" },
        },
        onboarding: { share: "20%", offer: "onboarding" },
      },
      channels: { ads: { share: "100%", cost: "450 USD per customer" } },
    },
  },
  costs: {
    hosting: {
      kind: "per-unit",
      name: "Hosting",
      function: "cost-of-revenue",
      stream: "usage",
      meter: "calls",
      amount: "call-cost",
    },
    cards: {
      kind: "share",
      name: "Card fees",
      function: "cost-of-revenue",
      rate: "2.9%",
      of: "collections",
    },
    engineers: {
      kind: "headcount",
      name: "Engineers",
      function: "research-and-development",
      people: "2 employees + floor(year-number() / 2) * 1 employee",
      salary: "wages",
      onTop: "20%",
    },
    rent: {
      kind: "fixed",
      name: "Rent",
      function: "administration",
      amount: "2_500 USD per month * (1 + inflation) ^ (year-number() - 1)",
    },
  },
  capital: { opening: "250k USD", collectedAfter: "0.5 months" },
  funding: { seed: { name: "Seed round", month: "2027-04", amount: "400k USD" } },
});
