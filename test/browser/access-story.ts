import { expect } from "vitest";
import type { RunningFlorin } from "../server/running-florin.ts";

const saas = (name: string, monthly: string) => ({
  name,
  stream: "saas",
  prices: { monthly: { kind: "flat", amount: `${monthly} USD` } },
});

/** The price of a call beyond those that are included. */
const calls = (included: number) => ({
  calls: {
    meter: "calls",
    included,
    price: { kind: "per-unit", unit: "0.10 USD" },
  },
});

/** A business whose plans, add-ons and contracts limit use in each way there is. */
export const accessModel = {
  florin: "florin/1",
  id: "harbour",
  name: "Harbour",
  version: "1",
  currency: "USD",
  streams: { saas: { name: "Subscriptions", recurring: true } },
  meters: {
    calls: {
      name: "API calls",
      event: "call",
      aggregation: { kind: "count" },
      unit: "call",
      dimensions: { region: "any", model: "any" },
    },
    tokens: {
      name: "Tokens",
      event: "call",
      aggregation: { kind: "sum", property: "tokens" },
      filter: { property: "tokens", exists: true },
      unit: "token",
      dimensions: { model: "any" },
    },
    jobs: { name: "Jobs", event: "job", aggregation: { kind: "count" }, unit: "job" },
  },
  features: {
    docs: { name: "Documentation", kind: "flag", default: true },
    projects: { name: "Projects", kind: "limit", unit: "project" },
    sso: { name: "Single sign-on", kind: "flag" },
    support: { name: "Support", kind: "level", levels: ["community", "email", "phone"] },
  },
  plans: {
    starter: {
      ...saas("Starter", "19"),
      charges: calls(100),
      features: { projects: 3, support: "community" },
    },
    team: {
      ...saas("Team", "99"),
      charges: calls(500),
      features: { projects: 10, support: "email" },
      quotas: {
        calls: {
          meter: "calls",
          limit: 60,
          per: "month",
          grace: "10%",
          rollover: { maximum: 10 },
        },
        burst: { meter: "calls", limit: 50, per: { rolling: "PT2H" } },
        jobs: { meter: "jobs", limit: 10, per: "week", overage: "bill" },
        tokens: { meter: "tokens", limit: "unlimited", per: "day" },
      },
    },
    scale: { ...saas("Scale", "249"), charges: calls(5_000), features: { projects: "unlimited" } },
  },
  addons: {
    directory: { ...saas("Directory", "15"), features: { sso: true, projects: 5 } },
  },
  alerts: {
    busy: {
      name: "Busy team",
      meter: "calls",
      at: ["80%"],
      of: "quota",
      plans: ["team"],
      notify: ["customer", "sales"],
      suggest: "scale",
    },
  },
  contracts: {
    harbour: {
      name: "Frame",
      plans: ["team"],
      term: 12,
      features: { support: "phone" },
    },
    growing: {
      name: "Growing",
      plans: ["starter"],
      term: 12,
      invoicing: { trigger: { kind: "usage-threshold", amount: "5 USD" } },
    },
  },
} as const;

const regions = ["eu", "us", "ap"];

/** Calls of a customer, one every quarter of an hour before an instant, the latest first. */
const callsBefore = (customer: string, count: number, before: string) =>
  Array.from({ length: count }, (_, place) => {
    const region = regions[place % 4];
    return {
      id: `call-${customer}-${before}-${place}`,
      type: "call",
      customer,
      time: new Date(Date.parse(before) - (place + 1) * 900_000).toISOString(),
      data: {
        model: `model-${(place * 7) % 11}`,
        tokens: 10 + (place % 5) * 90,
        ...(region === undefined ? {} : { region }),
      },
    };
  });

/**
 * A month of use and a half: "c-1" is served by a contract, a plan and an add-on and comes close to its quota, "c-2" pays for more than
 * it uses, "c-3" has bought nothing. The clock, which must stand before 2026, is then at noon of February 16.
 */
export async function liveThroughAccess({ api, moveTo }: Pick<RunningFlorin, "api" | "moveTo">) {
  const post = async (path: string, body: unknown): Promise<void> => {
    const answer = await api.post(path, body);
    expect(answer.status, answer.text).toBeLessThan(300);
  };
  await post("/v1/models", accessModel);
  await moveTo("2026-01-01T00:00:00Z");
  for (const [id, name] of [
    ["c-1", "Alder & Sons"],
    ["c-2", "Beech"],
    ["c-3", "Cedar"],
  ])
    await post("/v1/customers", { id, name });
  const signed = { template: "harbour", number: "MSA-7", start: "2026-01-01" };
  await post("/v1/contracts", { id: "k-1", customer: "c-1", ...signed });
  for (const [id, customer, more] of [
    ["s-1", "c-1", { plan: "team", cadence: "monthly", contract: "k-1" }],
    ["a-1", "c-1", { addon: "directory", of: "s-1", cadence: "monthly" }],
    ["s-2", "c-2", { plan: "scale", cadence: "monthly" }],
  ] as const)
    await post("/v1/subscriptions", { id, customer, start: "2026-01-01", ...more });
  await moveTo("2026-01-31T12:00:00Z");
  await post("/v1/events", callsBefore("c-1", 47, "2026-01-31T12:00:00Z"));
  await post("/v1/events", callsBefore("c-2", 340, "2026-01-31T12:00:00Z"));
  await moveTo("2026-02-16T12:00:00Z");
  await post("/v1/events", callsBefore("c-1", 58, "2026-02-16T12:00:00Z"));
  await post("/v1/events", callsBefore("c-2", 40, "2026-02-16T12:00:00Z"));
  await post("/v1/events", [
    ...Array.from({ length: 12 }, (_, place) => ({
      id: `job-${place}`,
      type: "job",
      customer: "c-1",
      time: "2026-02-16T10:00:00Z",
    })),
    { id: "lost", type: "call", customer: "nobody", time: "2026-02-16T09:00:00Z", data: {} },
  ]);
  for (const [id, quantity] of [
    ["batch-7", 5],
    ["batch-8", 2],
  ] as const)
    await post("/v1/entitlements/reserve", { customer: "c-1", meter: "calls", quantity, id });
}
