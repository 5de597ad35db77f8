import { defineModel } from "florin";
import { apis, features, meters, products, references, streams } from "./catalogue.ts";
import { claims, figures } from "./claims.ts";
import { addons, plans } from "./plans.ts";
import { channels, licences, offers, partners, shares } from "./sales.ts";
import { contracts, credits, payment, policies, slas } from "./terms.ts";

/**
 * Nexus as its two documents state it: every way to bill, and not one price (S0-009, S1-022).
 * They name no currency either; card and ACH payment make it US dollars here.
 */
export default defineModel({
  id: "nexus",
  name: "Nexus Engine",
  version: "1",
  currency: "USD",
  summary: "One platform for distributed systems, data, intelligence, optimization, AI and trust.",
  source: "Nexus Engine — Business Model; NEXUS-ENGINE — Billing Models",
  invoicing: { series: "NX" },
  payment,
  streams,
  products,
  meters,
  features,
  plans,
  addons,
  offers,
  licences,
  contracts,
  partners,
  shares,
  channels,
  apis,
  slas,
  credits,
  policies,
  references,
  figures,
  claims,
});
