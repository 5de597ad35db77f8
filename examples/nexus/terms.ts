/** Three ways to pay (S1-006). Terms are per contract, so none stand here. */
export const payment = {
  methods: {
    card: { name: "Credit card", kind: "card", automatic: true, rows: ["S1-006"] },
    ach: { name: "ACH", kind: "ach", automatic: true, rows: ["S1-006"] },
    invoice: { name: "Invoice", kind: "invoice", rows: ["S1-006"] },
  },
} as const;

/** Contracts: each bills monthly, annually or when use reaches an amount (S1-005), and beats the plan (S1-013). */
export const contracts = {
  "billed-monthly": {
    name: "Contract, invoiced monthly",
    term: 12,
    invoicing: { trigger: { kind: "period", every: "monthly" } },
    rows: ["S0-050", "S1-005", "S1-013"],
  },
  "billed-annually": {
    name: "Contract, invoiced annually",
    term: 12,
    invoicing: { trigger: { kind: "period", every: "annual" } },
    rows: ["S0-050", "S1-005", "S1-013"],
  },
  "billed-by-use": {
    name: "Contract, invoiced when use reaches an amount",
    description: "The amount is the contract's; the documents state none.",
    term: 12,
    plans: ["usage-based", "hybrid"],
    rows: ["S1-005", "S1-013"],
  },
  enterprise: {
    name: "Enterprise agreement",
    term: 12,
    plans: ["enterprise"],
    sla: "enterprise",
    rows: ["S0-005", "S0-050", "S1-013"],
  },
} as const;

/** A promise of uptime whose breach fills a credit book; the documents state neither figure (S0-047). */
export const slas = {
  enterprise: {
    name: "Enterprise SLA",
    credit: "sla-credit",
    rows: ["S0-005", "S0-022", "S0-047", "S1-007"],
  },
} as const;

/** Two credit books (S1-007). Promotional credit is used first: it is the one that is given with a date. */
export const credits = {
  promotional: { name: "Promotional credit", kind: "promotional", priority: 0, rows: ["S1-007"] },
  "sla-credit": { name: "SLA credit", kind: "sla", priority: 1, rows: ["S0-022", "S1-007"] },
} as const;

/** Who decides (S0-046), what is promised to investors (S0-014), and where billing stands (S1-011, S1-016, S1-017). */
export const policies = {
  "price-approval": {
    name: "Changes of price need consent",
    kind: "approval",
    of: "price",
    by: "governance",
    rows: ["S0-046"],
  },
  "contract-approval": {
    name: "Changes of contract need consent",
    kind: "approval",
    of: "contract",
    by: "governance",
    rows: ["S0-046"],
  },
  "gross-margin": {
    name: "Gross margin target",
    kind: "statement",
    text: "Gross margin of 70% or more (SaaS); a path to profitability as the valuation model has it.",
    rows: ["S0-014", "S0-015"],
  },
  additive: {
    name: "Billing is additive",
    kind: "statement",
    text: "The engine does not bill: use is metered at the gateway or the platform, and the engine runs with billing off.",
    rows: ["S1-011", "S1-014", "S1-017"],
  },
  certification: {
    name: "Ready for certification",
    kind: "statement",
    text: "The ways to bill are documented here; invoicing and payment are each organisation's own, and the engine is unchanged.",
    rows: ["S1-016"],
  },
  "contract-first": {
    name: "Contract beats plan beats list",
    kind: "statement",
    text: "Terms and prices of a signed contract replace the plan's, and the plan's replace the list's.",
    rows: ["S0-050", "S1-013"],
  },
} as const;
