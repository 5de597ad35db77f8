import type { Claim, Figure } from "florin";
import { benchmarks } from "../terms.ts";

const section = "Target Market Sizing";
const markets = ["government", "enterprise", "cloud", "infrastructure", "high-security"];
const ofMarkets = <T>(one: T): Readonly<Record<string, T>> =>
  Object.fromEntries(markets.map((market) => [market, one]));

/** What the document says that markets spend (S4-028 to S4-030). */
export const marketFigures = {
  "defense-spending": {
    section,
    is: { dod: "50B USD per year", nato: "30B USD per year" },
    unit: "USD per year",
    rows: ["S4-028"],
  },
  "cybersecurity-portion": { section, is: { low: "15%", high: "20%" }, rows: ["S4-028"] },
  "enterprise-market": {
    section,
    is: { global: "200B USD per year", endpoint: "20B USD per year", linux: "5B USD per year" },
    unit: "USD per year",
    rows: ["S4-029"],
  },
  "cloud-market": {
    section,
    is: {
      infrastructure: "15B USD per year",
      compliance: "8B USD per year",
      managed: "25B USD per year",
    },
    unit: "USD per year",
    rows: ["S4-029"],
  },
  "infrastructure-market": {
    section,
    is: { power: "3B USD per year", finance: "8B USD per year", healthcare: "5B USD per year" },
    unit: "USD per year",
    rows: ["S4-029"],
  },
  "high-security-market": {
    section,
    is: {
      aerospace: "2B USD per year",
      contractors: "5B USD per year",
      research: "1B USD per year",
    },
    unit: "USD per year",
    rows: ["S4-029"],
  },
  market: {
    description:
      "What each market spends on security; of the enterprises without the global total.",
    is: {
      government: "(defense-spending.dod + defense-spending.nato) * cybersecurity-portion",
      enterprise: "enterprise-market.endpoint + enterprise-market.linux",
      cloud: "cloud-market.infrastructure + cloud-market.compliance + cloud-market.managed",
      infrastructure:
        "infrastructure-market.power + infrastructure-market.finance + infrastructure-market.healthcare",
      "high-security":
        "high-security-market.aerospace + high-security-market.contractors + high-security-market.research",
    },
    unit: "USD per year",
  },
  addressable: {
    section,
    is: {
      government: { low: "2B USD per year", high: "4B USD per year" },
      enterprise: { low: "1B USD per year", high: "2B USD per year" },
      cloud: { low: "500M USD per year", high: "1B USD per year" },
      infrastructure: { low: "300M USD per year", high: "500M USD per year" },
      "high-security": { low: "200M USD per year", high: "400M USD per year" },
    },
    unit: "USD per year",
    rows: ["S4-028", "S4-029"],
  },
  "total-market": {
    section,
    is: { low: "4B USD per year", high: "8B USD per year" },
    rows: ["S4-030"],
  },
  "served-market": {
    section,
    is: { low: "1B USD per year", high: "2B USD per year" },
    rows: ["S4-030"],
  },
  "obtainable-market": {
    section,
    is: { low: "50M USD per year", high: "200M USD per year" },
    rows: ["S4-030"],
  },
  "competitor-share": {
    section: "Competitive Landscape Analysis",
    is: {
      "red-hat": benchmarks["red-hat"].marketShare,
      suse: benchmarks.suse.marketShare,
      "centos-rocky": benchmarks["centos-rocky"].marketShare,
    },
    rows: ["S4-026"],
  },
} as const satisfies Readonly<Record<string, Figure>>;

/** What follows from it. */
export const marketClaims = {
  "government-security": {
    section,
    description: "The portion of what the DoD and NATO spend on information technology.",
    states: { low: "12B USD per year", high: "16B USD per year" },
    formula: "market.government",
    rows: ["S4-028"],
  },
  "addressable-within-market": {
    section,
    description: "What can be addressed is a part of what is spent.",
    states: ofMarkets("<= 100%"),
    formula: "addressable.{column} / market.{column}",
    bounds: "widest",
    rows: ["S4-028", "S4-029"],
  },
  "markets-within-global": {
    section,
    description: "The markets of the commercial segments are parts of the global one.",
    states: "<= 100%",
    formula:
      "(market.enterprise - enterprise-market.linux + market.cloud + market.infrastructure + market.high-security) / enterprise-market.global",
    rows: ["S4-029"],
  },
  "total-addressable-market": {
    section,
    states: { low: "4B USD per year", high: "8B USD per year" },
    formula: markets.map((market) => `addressable.${market}`).join(" + "),
    rows: ["S4-030"],
  },
  "served-market": {
    section,
    states: { low: "1B USD per year", high: "2B USD per year" },
    unchecked: "Nothing says which part of the total is served.",
    rows: ["S4-030"],
  },
  "obtainable-market": {
    section,
    states: { low: "50M USD per year", high: "200M USD per year" },
    unchecked: "Nothing says which part of the served market can be obtained.",
    rows: ["S4-030"],
  },
  "served-within-total": {
    section,
    states: "<= 100%",
    formula: "served-market / total-market",
    bounds: "widest",
    rows: ["S4-030"],
  },
  "obtainable-within-served": {
    section,
    states: "<= 100%",
    formula: "obtainable-market / served-market",
    bounds: "widest",
    rows: ["S4-030"],
  },
  "revenue-within-obtainable": {
    section,
    states: { y1: "<= 100%", y2: "<= 100%", y3: "<= 100%" },
    formula: "revenue.{column} / obtainable-market",
    bounds: "widest",
    rows: ["S4-030", "S4-041", "S4-042", "S4-043"],
  },
  "competitor-shares": {
    section: "Competitive Landscape Analysis",
    description: "Shares of one market leave something for the others.",
    states: "<= 100%",
    formula: "competitor-share.red-hat + competitor-share.suse + competitor-share.centos-rocky",
    rows: ["S4-026"],
  },
} as const satisfies Readonly<Record<string, Claim>>;
