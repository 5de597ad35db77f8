/** A model whose plans limit use in each way there is. */
export const limitedModel = {
  florin: "florin/1",
  id: "limited",
  name: "Limited",
  version: "1",
  currency: "USD",
  streams: { saas: { name: "SaaS", recurring: true } },
  meters: {
    calls: { event: "call", aggregation: { kind: "count" }, unit: "call" },
    // The same by another name.
    requests: { event: "call", aggregation: { kind: "count" }, unit: "call" },
    tokens: {
      event: "call",
      aggregation: { kind: "sum", property: "tokens" },
      filter: { property: "tokens", exists: true },
      unit: "token",
    },
    users: { event: "login", aggregation: { kind: "unique", property: "user" }, unit: "user" },
    jobs: { event: "job", aggregation: { kind: "count" }, unit: "job" },
    nodes: { event: "fleet", aggregation: { kind: "max", property: "nodes" }, unit: "node" },
  },
  features: {
    docs: { name: "Documentation", kind: "flag", default: true },
    sso: { name: "Single sign-on", kind: "flag" },
    projects: { name: "Projects", kind: "limit", unit: "project" },
    support: { name: "Support", kind: "level", levels: ["community", "email", "phone"] },
  },
  plans: {
    team: {
      name: "Team",
      stream: "saas",
      prices: { monthly: { kind: "flat", amount: "50 USD" } },
      features: { projects: 10, support: "email" },
      quotas: {
        calls: { meter: "calls", limit: 10, per: "day" },
        tokens: { meter: "tokens", limit: "100.5", per: { rolling: "PT2H" } },
        users: { meter: "users", limit: 2, per: "month" },
        jobs: { meter: "jobs", limit: 3, per: "month", overage: "bill" },
      },
    },
    free: {
      name: "Free",
      stream: "saas",
      prices: { monthly: { kind: "flat", amount: "0 USD" } },
      features: { projects: 1 },
      quotas: {
        calls: { meter: "calls", limit: 2, per: "day" },
        monthly: { meter: "calls", limit: 4, per: "month" },
      },
    },
    starter: {
      name: "Starter",
      stream: "saas",
      prices: { monthly: { kind: "flat", amount: "60 USD" } },
      features: { projects: 5, support: "email" },
      quotas: { calls: { meter: "calls", limit: 6, per: "month" } },
      trial: {
        days: 14,
        features: { projects: 2 },
        quotas: { calls: { meter: "calls", limit: 3, per: "billing-period" } },
      },
    },
    fleet: {
      name: "Fleet",
      stream: "saas",
      charges: {
        nodes: {
          meter: "nodes",
          price: { kind: "capacity", unit: "10 USD", overUse: { rule: "block" } },
          alertAt: [],
        },
        jobs: { meter: "jobs", every: "daily", price: { kind: "per-unit", unit: "20 USD" } },
      },
    },
  },
  contracts: {
    frame: {
      name: "Frame",
      term: 12,
      commitment: { amount: "100 USD", per: "monthly" },
    },
  },
  alerts: {
    crowded: {
      name: "Crowded",
      meter: "nodes",
      at: ["50%"],
      of: "reserved",
      notify: ["customer", "sales"],
      suggest: "team",
    },
    spent: { meter: "jobs", at: ["60%"], of: "commitment", notify: ["sales"] },
  },
} as const;
