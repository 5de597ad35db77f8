import { negotiated, range } from "florin";

/** Who sells on the platform, who feeds it, and who pays for its growth. */
export const partners = {
  "ai-providers": { name: "AI service providers", role: "seller", rows: ["S3-008", "S3-013"] },
  "integration-vendors": {
    name: "Vendors of third-party integrations",
    role: "seller",
    rows: ["S3-013"],
  },
  "ai-platforms": { name: "AI platform partners", role: "technology", rows: ["S3-008"] },
  traders: { name: "Trading operations", role: "service", rows: ["S3-010"] },
  "data-partners": {
    name: "Analysts, academia and regulators",
    role: "service",
    rows: ["S3-035", "S3-068"],
  },
  // S3-074: grants are income, never revenue from customers, so they stay out of every stream.
  "algorand-foundation": {
    name: "Algorand Foundation",
    role: "community",
    funds: [{ name: "Ecosystem grant", amount: negotiated, treatment: "income" }],
    rows: ["S3-074"],
  },
  dfinity: {
    name: "DFINITY",
    role: "community",
    funds: [{ name: "Ecosystem grant", amount: negotiated, treatment: "income" }],
    rows: ["S3-074"],
  },
} as const;

/** Revenue divided with them. Where the seed shares and states no rate, the rate is negotiated. */
export const shares = {
  // S3-013: "5-10% commission".
  "ai-provider-commission": {
    name: "Commission on AI services",
    partner: "ai-providers",
    base: "sales of AI services through the platform",
    rate: range("5%", "10%"),
    to: "us",
    stream: "platform",
    reportedBy: "us",
    every: "monthly",
    rows: ["S3-013"],
  },
  "marketplace-fee": {
    name: "Marketplace fee",
    partner: "integration-vendors",
    base: "sales of third-party integrations",
    rate: negotiated,
    to: "us",
    stream: "platform",
    reportedBy: "us",
    every: "monthly",
    rows: ["S3-013"],
  },
  // S3-008: the other way round, what AI providers get of the fees their agents bring.
  "agent-fees": {
    name: "Share of agent fees",
    partner: "ai-providers",
    base: "fees on agent transfers",
    rate: negotiated,
    to: "partner",
    stream: "fees",
    reportedBy: "us",
    every: "monthly",
    rows: ["S3-008"],
  },
  "trading-profit": {
    name: "Share of arbitrage and MEV",
    partner: "traders",
    base: "value extracted by arbitrage",
    rate: negotiated,
    to: "us",
    stream: "fees",
    reportedBy: "partner",
    every: "monthly",
    rows: ["S3-010"],
  },
  "data-partnership": {
    name: "Data partnerships",
    partner: "data-partners",
    base: "sales of joint data products",
    rate: negotiated,
    to: "us",
    stream: "data",
    reportedBy: "partner",
    every: "quarterly",
    rows: ["S3-035", "S3-068"],
  },
} as const;

/** How customers come. */
export const channels = {
  "self-serve": {
    name: "Developer sign-up",
    kind: "self-serve",
    billedBy: "us",
    plans: ["developer", "professional", "business", "x402-payments", "cross-chain"],
    rows: ["S3-063"],
  },
  direct: { name: "Enterprise sales", kind: "direct", billedBy: "us", rows: ["S3-063", "S3-071"] },
  marketplace: {
    name: "Integration marketplace",
    kind: "marketplace",
    partner: "integration-vendors",
    billedBy: "us",
    rows: ["S3-013"],
  },
  community: {
    name: "Developer community",
    kind: "community",
    billedBy: "us",
    plans: ["developer"],
    rows: ["S3-066"],
  },
} as const;
