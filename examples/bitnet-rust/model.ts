import { defineModel } from "florin";
import { budget, capital, costs } from "./budget.ts";
import { claims } from "./claims.ts";
import { figures } from "./figures.ts";
import { forecastClaims } from "./forecast-claims.ts";
import { licences, partners, shares } from "./licences.ts";
import { meters } from "./managed-inference.ts";
import { addons, features, plans } from "./plans.ts";
import { drivers, horizon, segments } from "./segments.ts";
import { offers, outcomes } from "./services.ts";
import { indicators, scenarios, targets } from "./targets.ts";
import {
  alerts,
  benchmarks,
  channels,
  contracts,
  discountOrder,
  discounts,
  eligibilities,
  payment,
  policies,
  priceLists,
  slas,
} from "./terms.ts";
import { valueClaims } from "./value-claims.ts";

/** BitNet-Rust's revenue model of 29 August 2025, version 1.0, as a model that bills. */
export default defineModel({
  id: "bitnet-rust",
  name: "BitNet-Rust",
  version: "1.0",
  currency: "USD",
  summary: "Efficient AI inference: hosted plans, inference by use, enterprise licences, services.",
  source: "BitNet-Rust Revenue Model & Financial Strategy, 29 August 2025, version 1.0",
  invoicing: { series: "BN", netDays: 30 },
  payment,

  // S2-001. Managed use counts as recurring: the plan's ">85% recurring" (S2-063) is its 60% and 25% together.
  streams: {
    subscriptions: { name: "SaaS subscriptions", recurring: true, rows: ["S2-001"] },
    managed: { name: "Managed inference", recurring: true, rows: ["S2-001", "S2-063"] },
    licences: { name: "Enterprise licences", rows: ["S2-001"] },
    services: { name: "Professional services", rows: ["S2-001"] },
  },

  products: {
    "bitnet-rust": {
      name: "BitNet-Rust",
      description: "The open-source core, licensed to enterprises for their own machines.",
      rows: ["S2-016", "S2-086"],
    },
    platform: { name: "Hosted platform", meters: ["operations", "calls"], rows: ["S2-015"] },
    "managed-inference": { name: "Managed inference", meters: ["operations"], rows: ["S2-003"] },
  },

  meters,
  features,
  plans,
  addons,
  offers,
  licences,
  outcomes,
  discounts,
  discountOrder,
  eligibilities,
  priceLists,
  contracts,
  slas,
  partners,
  shares,
  channels,
  alerts,
  benchmarks,
  policies,

  nouns: ["operation"],
  horizon,
  segments,
  costs,
  capital,
  scenarios,
  targets,
  figures: { ...figures, ...drivers, budget, ...indicators },
  claims: { ...claims, ...valueClaims, ...forecastClaims },
});
