/** A plan with a feature, a quota that no run uses up, and an API whose calls it counts. */
export const accessModel = {
  florin: "florin/1",
  id: "access",
  name: "Access",
  version: "1",
  currency: "USD",
  streams: { saas: { name: "SaaS", recurring: true } },
  meters: { calls: { event: "call", aggregation: { kind: "count" }, unit: "call" } },
  features: { sso: { name: "Single sign-on", kind: "flag" } },
  plans: {
    team: {
      name: "Team",
      stream: "saas",
      prices: { monthly: { kind: "flat", amount: "50 USD" } },
      features: { sso: true },
      quotas: { calls: { meter: "calls", limit: 1_000_000_000, per: "month" } },
    },
  },
  apis: {
    api: { name: "API", version: "v1", path: "/v1", events: [{ event: "call" }] },
  },
} as const;
