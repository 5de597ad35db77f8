/** Where revenue is reported: the five streams of the first document, and reserved capacity, which only the second has. */
export const streams = {
  subscriptions: { name: "Subscriptions", recurring: true, rows: ["S0-002", "S1-001"] },
  usage: { name: "Usage", rows: ["S0-003", "S1-002"] },
  capacity: { name: "Reserved capacity", recurring: true, rows: ["S1-003"] },
  marketplace: { name: "Marketplace", rows: ["S0-004"] },
  enterprise: { name: "Enterprise contracts", recurring: true, rows: ["S0-005"] },
  licences: { name: "Licences", rows: ["S0-006"] },
} as const;

/** What is counted. Events are taken at the gateway or on the platform; the engine itself is not touched (S1-011, S1-014). */
export const meters = {
  // The gateway reports calls in batches, so an event says how many it stands for.
  "api-calls": {
    name: "API calls",
    event: "api-calls",
    aggregation: { kind: "sum", property: "calls" },
    unit: "call",
    dimensions: { family: ["distributed", "data", "intelligence", "optimization", "ai", "trust"] },
    capturedAt: "gateway",
    rows: ["S0-003", "S1-002"],
  },
  decisions: {
    name: "Decisions",
    event: "decision",
    aggregation: { kind: "count" },
    unit: "decision",
    capturedAt: "gateway",
    rows: ["S1-002", "S1-020"],
  },
  compute: {
    name: "Compute",
    event: "compute",
    aggregation: { kind: "sum", property: "seconds" },
    unit: "second",
    capturedAt: "platform",
    rows: ["S0-003", "S1-002"],
  },
  transactions: {
    name: "Transactions",
    event: "transaction",
    aggregation: { kind: "count" },
    unit: "transaction",
    capturedAt: "platform",
    rows: ["S1-002", "S1-020"],
  },
  "feature-uses": {
    name: "Feature uses",
    event: "feature-use",
    aggregation: { kind: "count" },
    unit: "use",
    dimensions: { feature: "any" },
    capturedAt: "platform",
    rows: ["S0-003"],
  },
  "console-calls": {
    name: "AI console calls",
    event: "ai-console-call",
    aggregation: { kind: "count" },
    unit: "call",
    capturedAt: "gateway",
    rows: ["S0-041"],
  },
  nodes: {
    name: "Nodes at the peak",
    event: "nodes-running",
    aggregation: { kind: "max", property: "nodes" },
    unit: "node",
    capturedAt: "platform",
    rows: ["S1-003"],
  },
  throughput: {
    name: "Throughput at the peak",
    event: "throughput",
    aggregation: { kind: "max", property: "perSecond" },
    unit: "request per second",
    capturedAt: "gateway",
    rows: ["S1-003"],
  },
} as const;

/** What plans and licences switch on: the six families (S0-025), the SaaS layer (S0-042, S0-043), the enterprise layer. */
export const features = {
  distributed: { name: "Distributed systems", kind: "flag", rows: ["S0-025"] },
  data: { name: "Data", kind: "flag", rows: ["S0-025"] },
  intelligence: { name: "Intelligence", kind: "flag", rows: ["S0-025"] },
  optimization: { name: "Optimization", kind: "flag", rows: ["S0-025"] },
  ai: { name: "AI", kind: "flag", rows: ["S0-025"] },
  trust: { name: "Trust", kind: "flag", rows: ["S0-025"] },
  "multi-tenant": { name: "Multi-tenancy", kind: "flag", rows: ["S0-042"] },
  rbac: { name: "Sign-in and roles", kind: "flag", rows: ["S0-043"] },
  compliance: { name: "Compliance", kind: "flag", rows: ["S0-045"] },
  governance: { name: "Governance", kind: "flag", rows: ["S0-046"] },
  "service-level-agreement": { name: "SLA", kind: "flag", rows: ["S0-047"] },
  policy: { name: "Policy", kind: "flag", rows: ["S0-048"] },
  audit: { name: "Audit", kind: "flag", rows: ["S0-049"] },
  support: {
    name: "Support",
    kind: "level",
    levels: ["community", "standard", "enterprise"],
    rows: ["S0-005"],
  },
} as const;

/** The six product families, each metered, and the layers that sell them. Modules keep the names engineers use. */
export const products = {
  distributed: {
    name: "Distributed systems",
    family: "distributed",
    meters: ["nodes", "throughput"],
    rows: ["S0-025"],
  },
  data: { name: "Data", family: "data", meters: ["transactions"], rows: ["S0-025"] },
  intelligence: {
    name: "Intelligence",
    family: "intelligence",
    meters: ["decisions"],
    rows: ["S0-025"],
  },
  optimization: {
    name: "Optimization",
    family: "optimization",
    meters: ["compute"],
    rows: ["S0-025"],
  },
  ai: {
    name: "AI",
    family: "ai",
    meters: ["console-calls", "compute"],
    rows: ["S0-025", "S0-041"],
  },
  trust: { name: "Trust", family: "trust", meters: ["api-calls"], rows: ["S0-025"] },
  "saas-layer": {
    name: "SaaS layer",
    modules: ["saas-layer", "subscription_service", "multi-tenant", "auth", "RBAC"],
    rows: ["S0-001", "S0-029", "S0-042", "S0-043"],
  },
  monetization: {
    name: "Monetization",
    modules: [
      "usage_tracker",
      "pricing_engine",
      "billing_engine",
      "license_manager",
      "payments",
      "invoices",
    ],
    rows: ["S0-030", "S0-031", "S0-032", "S0-033", "S0-044"],
  },
  platform: {
    name: "Platform",
    modules: [
      "marketplace_engine",
      "plugin_engine",
      "integration_engine",
      "extension_framework",
      "api_registry",
    ],
    meters: ["feature-uses"],
    rows: ["S0-034", "S0-035", "S0-036", "S0-037", "S0-038"],
  },
  "product-ui": {
    name: "Product UI",
    modules: ["dashboard", "engine monitor", "AI console"],
    meters: ["console-calls"],
    rows: ["S0-039", "S0-040", "S0-041"],
  },
  enterprise: {
    name: "Enterprise layer",
    modules: ["compliance", "governance", "SLA", "policy", "audit", "contracts"],
    rows: ["S0-026", "S0-045", "S0-046", "S0-047", "S0-048", "S0-049", "S0-050"],
  },
  commercial: {
    name: "Commercial layer",
    description: "Outside the engine: at the gateway, on the platform and in the back office.",
    modules: [
      "commercial/entitlements",
      "commercial/metering",
      "commercial/usage-tracking",
      "commercial/contract-enforcement",
      "api-product/api-plans",
      "api-product/api-quotas",
      "monetization/subscription",
      "monetization/usage-based",
      "monetization/decision-based",
      "monetization/compute-based",
      "monetization/transaction-based",
      "monetization/capacity-based",
      "distribution/cloud-marketplaces",
    ],
    rows: ["S0-051", "S1-018", "S1-019", "S1-020", "S1-021"],
  },
} as const;

/** What customers call at the gateway: each call is one event, told apart by the family that stands in its path. */
export const apis = {
  engine: {
    name: "Engine API",
    description: "Every engine of the platform, under the name of its family.",
    version: "v1",
    path: "/engine/v1",
    routes: {
      calls: {
        path: "/{family}/*",
        events: [{ event: "api-calls", data: { calls: "calls", family: { segment: "family" } } }],
      },
    },
    sla: "enterprise",
    rows: ["S0-038", "S1-011", "S1-014"],
  },
} as const;

/** Documents the seeds lean on. None of them came with the seeds, and the prices are in the first (S0-009, S0-028). */
export const references = {
  "revenue-model": {
    title: "Revenue model: pricing and packaging",
    at: "docs/startup/revenue_model.md",
    missing: true,
    rows: ["S0-021", "S0-028"],
  },
  "go-to-market": {
    title: "Go to market",
    at: "docs/startup/go_to_market.md",
    missing: true,
    rows: ["S0-023", "S0-028"],
  },
  "pitch-deck": {
    title: "Pitch deck",
    at: "docs/investor/pitch_deck.md",
    missing: true,
    rows: ["S0-028"],
  },
  "valuation-model": {
    title: "Valuation model: the path to profitability",
    at: "docs/investor/valuation_model.md",
    missing: true,
    rows: ["S0-015", "S0-028"],
  },
  "risk-analysis": {
    title: "Risk analysis",
    at: "docs/investor/risk_analysis.md",
    missing: true,
    rows: ["S0-028"],
  },
  entitlements: {
    title: "Entitlements",
    at: "commercial/entitlements",
    missing: true,
    rows: ["S1-012", "S1-018"],
  },
  "api-plans": {
    title: "API plans",
    at: "api-product/api-plans",
    missing: true,
    rows: ["S1-012", "S1-018"],
  },
  "api-quotas": {
    title: "API quotas",
    at: "api-product/api-quotas",
    missing: true,
    rows: ["S1-015", "S1-018"],
  },
  metering: {
    title: "Metering",
    at: "commercial/metering",
    missing: true,
    rows: ["S1-010", "S1-019"],
  },
  "usage-tracking": {
    title: "Usage tracking",
    at: "usage-tracking",
    missing: true,
    rows: ["S1-010", "S1-019"],
  },
  "contract-enforcement": {
    title: "Contract enforcement",
    at: "commercial/contract-enforcement",
    missing: true,
    rows: ["S1-013", "S1-019"],
  },
  monetization: {
    title: "Monetization models",
    at: "monetization",
    missing: true,
    rows: ["S1-013", "S1-020"],
  },
  "cloud-marketplaces": {
    title: "Cloud marketplaces",
    at: "distribution/cloud-marketplaces",
    missing: true,
    rows: ["S1-009", "S1-021"],
  },
} as const;
