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
  },
  features: {
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
  },
} as const;
