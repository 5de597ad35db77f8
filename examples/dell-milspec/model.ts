import { defineModel } from "florin";
import { features, meters, products } from "./catalogue.ts";
import { claims } from "./claims.ts";
import { figures } from "./figures.ts";
import { bundles, hardwareOffers, hardwarePlans } from "./hardware.ts";
import { licences } from "./licences.ts";
import { nodePlans } from "./node-plans.ts";
import { channels, partners, shares } from "./partners.ts";
import { income, segments } from "./plan/segments.ts";
import { capital, costs, funding, scenarios } from "./plan/spending.ts";
import { targets } from "./plan/targets.ts";
import { serviceOffers, servicePlans } from "./services.ts";
import {
  benchmarks,
  contracts,
  discountOrder,
  discounts,
  eligibilities,
  payment,
  policies,
  slas,
} from "./terms.ts";

/** The Dell MIL-SPEC business model plan of 26 July 2025, version 1.0, as a model that bills. */
export default defineModel({
  id: "dell-milspec",
  name: "Dell MIL-SPEC Security Platform",
  version: "1.0",
  currency: "USD",
  summary:
    "Military-grade Linux security by the node, with services, hardware and licensed technology.",
  source: "Business Model Plan, Dell MIL-SPEC Security Platform, 26 July 2025, version 1.0",
  invoicing: { series: "DMS", netDays: 30 },
  payment,

  // S4-027 expects 60, 25, 10 and 5% of revenue. Managed services recur, but the plan counts them with the services.
  streams: {
    subscriptions: { name: "Subscription licences", recurring: true, rows: ["S4-001", "S4-027"] },
    services: { name: "Professional services", rows: ["S4-003", "S4-027"] },
    hardware: { name: "Hardware integration", rows: ["S4-006", "S4-027"] },
    "intellectual-property": {
      name: "Intellectual property licences",
      rows: ["S4-008", "S4-027"],
    },
  },

  products,
  meters,
  features,
  plans: { ...nodePlans, ...servicePlans, ...hardwarePlans },
  offers: { ...serviceOffers, ...hardwareOffers },
  licences,
  bundles,
  discounts,
  discountOrder,
  eligibilities,
  contracts,
  partners,
  shares,
  channels,
  slas,
  benchmarks,
  policies,

  horizon: { from: "2026-01", years: 5 },
  segments,
  income,
  costs,
  capital,
  funding,
  scenarios,
  targets,
  figures,
  claims,
});
