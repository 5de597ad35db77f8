import { defineModel } from "florin";
import { claims } from "./claims.ts";
import { dataPlans, licences, offers } from "./data.ts";
import { channels, partners, shares } from "./ecosystem.ts";
import { feePlans, meters } from "./fees.ts";
import { figures } from "./figures.ts";
import { forecastFigures } from "./forecast-claims.ts";
import { contracts, infrastructurePlans, outcomes } from "./infrastructure.ts";
import {
  capital,
  costFigures,
  costs,
  funding,
  horizon,
  income,
  leverFigures,
  scenarios,
} from "./plan.ts";
import { alerts, features, platformPlans, slas } from "./platform.ts";
import { planFigures, segments } from "./segments.ts";
import { targets } from "./targets.ts";
import { credits, discountOrder, discounts, eligibilities, payment, policies } from "./terms.ts";

/** Sippar's business model of 22 September 2025, version 1.0.0, as a model that bills. */
export default defineModel({
  id: "sippar",
  name: "Sippar",
  version: "1.0.0",
  currency: "USD",
  summary:
    "X402 payments and Chain Fusion: infrastructure contracts, transaction fees, a platform, data.",
  source: "Sippar Business Model Recommendations, 22 September 2025, version 1.0.0",
  invoicing: { series: "SIP", netDays: 30 },
  payment,
  credits,

  // Four streams. Fees follow use and promise nothing, so they are not recurring; the printed shares then leave 75%
  // recurring where S3-058 asks for 80%.
  streams: {
    infrastructure: { name: "Enterprise infrastructure", recurring: true, rows: ["S3-001"] },
    fees: { name: "Transaction and usage fees", rows: ["S3-019"] },
    platform: { name: "Platform as a service", recurring: true, rows: ["S3-011"] },
    data: { name: "Data and analytics", recurring: true, rows: ["S3-012"] },
  },

  products: {
    infrastructure: {
      name: "Enterprise infrastructure platform",
      meters: ["transactions"],
      rows: ["S3-001"],
    },
    platform: {
      name: "Developer platform",
      modules: ["SDK", "API", "webhooks", "analytics", "white-label", "developer portal"],
      meters: ["transactions"],
      rows: ["S3-078"],
    },
    payments: {
      name: "X402 payments and cross-chain transfers",
      meters: ["x402-payments", "standard-transfers", "enterprise-transfers"],
      rows: ["S3-006", "S3-007"],
    },
    "market-intelligence": { name: "Market intelligence", rows: ["S3-027"] },
    "enterprise-analytics": { name: "Enterprise analytics", rows: ["S3-027"] },
    research: { name: "Research and consulting", rows: ["S3-027"] },
    ecosystem: { name: "Ecosystem programmes", rows: ["S3-013"] },
    "sales-operations": {
      name: "Sales and billing operations",
      modules: [
        "quote generation",
        "automated billing",
        "revenue recognition",
        "customer health monitoring",
      ],
      rows: ["S3-015", "S3-079"],
    },
  },

  meters,
  features,
  plans: { ...infrastructurePlans, ...feePlans, ...platformPlans, ...dataPlans },
  offers,
  licences,
  outcomes,
  discounts,
  discountOrder,
  eligibilities,
  contracts,
  partners,
  shares,
  channels,
  slas,
  alerts,
  policies,

  horizon,
  segments,
  income,
  costs,
  capital,
  funding,
  scenarios,
  targets,

  figures: { ...figures, ...planFigures, ...costFigures, ...leverFigures, ...forecastFigures },
  claims,
});
