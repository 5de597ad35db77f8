/** A model with APIs before which a gateway stands: quotas by the year and the hour, tokens of streams, access by plan. */
export const gatedModel = {
  florin: "florin/1",
  id: "gated",
  name: "Gated",
  version: "1",
  currency: "USD",
  streams: { saas: { name: "SaaS", recurring: true } },
  meters: {
    calls: { event: "call", aggregation: { kind: "count" }, unit: "call" },
    searches: { event: "search", aggregation: { kind: "count" }, unit: "search" },
    tokens: {
      event: "chat",
      aggregation: { kind: "sum", property: "tokens" },
      filter: { property: "tokens", exists: true },
      unit: "token",
    },
  },
  features: {},
  plans: {
    team: {
      name: "Team",
      stream: "saas",
      prices: { monthly: { kind: "flat", amount: "10 USD" } },
      charges: {
        calls: { meter: "calls", price: { kind: "per-unit", unit: "0.10 USD" } },
        tokens: { meter: "tokens", price: { kind: "per-unit", unit: "0.001 USD" } },
      },
      quotas: {
        calls: { meter: "calls", limit: 30, per: "year" },
        searches: { meter: "searches", limit: 3, per: "hour" },
      },
    },
    pro: {
      name: "Pro",
      stream: "saas",
      prices: { monthly: { kind: "flat", amount: "20 USD" } },
    },
  },
  apis: {
    api: { name: "API", version: "v1", path: "/v1", events: [{ event: "call" }] },
    search: { name: "Search", version: "v1", path: "/search", events: [{ event: "search" }] },
    chat: {
      name: "Chat",
      version: "v1",
      path: "/chat",
      events: [
        { event: "chat", data: { tokens: { of: "response", field: "/usage/total_tokens" } } },
      ],
    },
    away: {
      name: "Away",
      version: "v1",
      path: "/away",
      upstream: "http://127.0.0.1:1",
      events: [{ event: "call" }],
    },
    reports: { name: "Reports", version: "v1", path: "/reports", plans: ["pro"] },
  },
} as const;
