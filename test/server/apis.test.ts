import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { florinServer } from "../../src/gateway/florin-server.ts";
import { type HealthReport, openHealthBook } from "../../src/gateway/health/health-book.ts";
import { watchServices } from "../../src/gateway/health/watch-services.ts";
import type { Api } from "../../src/model/api.ts";
import { defaultTenant } from "../../src/server.ts";
import { factsOfKind } from "../../src/store/account-facts.ts";
import { limitedModel } from "./limited-model.ts";
import { type RunningFlorin, runFlorin } from "./running-florin.ts";

const engine: Api = {
  name: "Inference",
  version: "v1",
  path: "/inference/v1",
  plans: ["pro", "free"],
  events: [{ event: "call", data: { tokens: { of: "response", field: "/usage/tokens" } } }],
  routes: { train: { method: "POST", path: "/train", plans: ["pro"] } },
  health: { path: "/health", everySeconds: 3_600, downAfter: 2 },
  sla: "standard",
  deprecated: "2026-02-01",
  sunset: "2027-01-01",
  successor: "next",
  documentation: "https://example.com/docs",
};
const { team } = limitedModel.plans;
const model = {
  ...limitedModel,
  slas: {
    standard: {
      name: "Standard",
      uptime: "99.9%",
      credits: [
        { below: "99.9%", credit: "10%" },
        { below: "99%", credit: "25%" },
      ],
      feeOf: "recurring",
      remedy: "credit",
      credit: "sla",
    },
  },
  credits: { sla: { name: "SLA credits", kind: "sla" } },
  alerts: {},
  plans: {
    pro: {
      ...team,
      name: "Pro",
      sla: "standard",
      prices: { monthly: { kind: "flat", amount: "200 USD" } },
      charges: {
        calls: { meter: "calls", price: { kind: "per-unit", unit: "0.02 USD" } },
        jobs: { meter: "jobs", price: { kind: "per-unit", unit: "1 USD" } },
      },
    },
    free: { ...team, name: "Free" },
    other: { ...team, name: "Other" },
  },
  apis: { engine, next: { name: "Inference", version: "v2", path: "/inference/v2" } },
} as const;

let server: RunningFlorin;
beforeAll(async () => {
  server = await runFlorin("2026-01-01T00:00:00Z");
  expect((await server.api.post("/v1/models", model)).status).toBe(201);
  for (const [id, more] of [
    ["here", {}],
    ["tokyo", { timeZone: "Asia/Tokyo" }],
  ] as const) {
    await server.api.post("/v1/customers", { id, name: id, ...more });
    const bought = { id: `s-${id}`, customer: id, plan: "pro", start: "2026-01-01" };
    expect((await server.api.post("/v1/subscriptions", bought)).status).toBe(201);
  }
});
afterAll(() => server?.stop());

/** A gateway that checks the engine once an hour of a clock of its own, and finds it down between two instants. */
async function watchEngine(from: string, to: string, down: readonly [string, string]) {
  const florin = florinServer(server.florin.origin, server.apiKey, 60_000);
  const [until, downFrom, downTo] = [to, ...down].map(Date.parse) as [number, number, number];
  let nowMs = Date.parse(from);
  const kept: HealthReport[] = [];
  await new Promise<void>((resolve) => {
    const watch = watchServices({
      apis: { engine },
      upstream: "http://engine",
      book: openHealthBook({ engine }, "g-1"),
      keep: async (reports) => {
        kept.push(...reports);
      },
      check: async () => nowMs < downFrom || nowMs >= downTo,
      nowMs: () => nowMs,
      wait: async (ms, signal) => {
        const isTelling = ms === 60_000;
        if (!isTelling) nowMs += ms;
        if (!isTelling && nowMs <= until) return;
        if (!isTelling) void watch.close().then(resolve);
        if (!signal.aborted) await once(signal, "abort");
      },
    });
  });
  expect(await florin.measured(kept)).toBe(0);
  return { kept, again: () => florin.measured(kept) };
}

const balance = async (customer: string): Promise<unknown> =>
  ((await server.api.get(`/v1/customers/${customer}/credits`)).json as { balance: unknown })
    .balance;
/** Twice, since the scheduler may be telling at the same time, with what it knew before. */
const tell = async (): Promise<void> => {
  await server.florin.services.apis.tellUptime();
  await server.florin.services.apis.tellUptime();
};
/** What everyone was told of a month. */
const toldOf = (month: string) =>
  server.florin.store.withTenant(defaultTenant, async (tx) =>
    (await factsOfKind(tx, "uptime", ""))
      .map(({ fact }) => JSON.parse(fact))
      .filter((fact) => fact.month === month)
      .map(({ id, downtimeMinutes, excludedMinutes }) => [id, downtimeMinutes, excludedMinutes]),
  );
const read = async (path: string) => (await server.api.get(path)).json as Record<string, unknown>;

describe("an engine that was down", () => {
  it("gives each customer under the promise the credit that it states, once", async () => {
    await server.moveTo("2026-02-02T12:00:00Z");
    // Ten hours of 744 are 98.66% in the seller's month; of Tokyo's, which ends nine hours before, one hour.
    const { kept, again } = await watchEngine("2025-12-31T15:00:00Z", "2026-02-01T10:00:00Z", [
      "2026-01-31T14:00:00Z",
      "2026-02-01T00:00:00Z",
    ]);
    expect(kept.map(({ state, from, to }) => `${state} ${from} ${to}`)).toEqual([
      "up 2025-12-31T15:00:00.000Z 2026-01-31T14:00:00.000Z",
      "down 2026-01-31T14:00:00.000Z 2026-02-01T00:00:00.000Z",
      "up 2026-02-01T00:00:00.000Z 2026-02-01T10:00:00.000Z",
    ]);
    await tell();
    expect(await balance("here")).toBe("50.00");
    expect(await balance("tokyo")).toBe("20.00");

    await server.moveTo("2026-02-02T13:00:00Z");
    expect(await again()).toBe(0);
    await tell();
    expect(await balance("here")).toBe("50.00");
  });

  it("is told anew where a measurement that comes late makes another figure of it", async () => {
    const late = { gateway: "g-2", api: "engine", state: "up" } as const;
    const times = { from: "2026-01-31T15:00:00Z", to: "2026-02-01T00:00:00Z" };
    // Another gateway reached it, so it was up; what was given stays.
    const posted = { items: [{ ...late, ...times }] };
    expect((await server.api.post("/v1/apis/measurements", posted)).status).toBe(200);
    await server.moveTo("2026-02-02T14:00:00Z");
    await tell();
    expect(await balance("here")).toBe("50.00");
    expect(await toldOf("2026-01")).toEqual([
      ["measured-standard-2026-01.1", "600", "0"],
      ["measured-standard-2026-01.2", "60", "0"],
    ]);
  });

  it("is left to whom tells the month by hand", async () => {
    const byHand = { id: "hand", sla: "standard", month: "2026-02", uptime: "100%" };
    expect((await server.api.post("/v1/uptime", byHand)).status).toBe(201);
    await server.moveTo("2026-03-02T14:00:00Z");
    await tell();
    expect(await toldOf("2026-02")).toEqual([["hand", undefined, undefined]]);
  });
});

describe("measurements", () => {
  const one = { gateway: "g-9", api: "engine", state: "up" };
  const post = async (...items: readonly object[]) => {
    const answer = await server.api.post("/v1/apis/measurements", { items });
    const { items: answered = [] } = answer.json as {
      items?: readonly { status: string; errors?: readonly { code: string }[] }[];
    };
    return answered.map(({ status, errors }) => errors?.[0]?.code ?? status);
  };

  it("of one gateway are one line of time, whatever is posted again", async () => {
    const first = { ...one, from: "2026-03-01T00:00:00Z", to: "2026-03-01T00:01:00Z" };
    const calls = [{ withinMs: 40, calls: 99, failed: 1 }];
    const next = { ...one, from: first.to, to: "2026-03-01T00:02:00Z", calls };
    const slow = { withinMs: null, calls: 1, failed: 1 };
    const recent = {
      ...one,
      from: "2026-03-02T13:30:00Z",
      to: "2026-03-02T14:00:00Z",
      calls: [...calls, slow],
    };
    expect(await post(first, next, first, recent, recent)).toEqual([
      ...["accepted", "accepted", "duplicate", "accepted", "duplicate"],
    ]);
    const whole = { ...one, from: first.from, to: next.to };
    const longer = { ...one, from: first.from, to: "2026-03-01T00:03:00Z" };
    expect(await post(whole, longer, { ...first, state: "down" })).toEqual([
      ...["duplicate", "conflict", "conflict"],
    ]);
  });

  it("tell time in which an API was degraded, which is no downtime", async () => {
    const from = "2026-03-01T06:00:00Z";
    const measured = { ...one, state: "degraded", from, to: "2026-03-01T06:05:00Z" };
    const other = { ...measured, state: "up" };
    expect(await post(measured, measured, other)).toEqual(["accepted", "duplicate", "conflict"]);
    const { days } = (await read("/v1/apis/engine")) as { days: readonly { from: string }[] };
    const dayOf = (day: string) => days.find((one) => one.from.startsWith(day));
    expect(dayOf("2026-03-01")).toMatchObject({
      uptime: "100.0000%",
      downSeconds: 0,
      degradedSeconds: 300,
    });
    // One gateway found it down, another up.
    expect(dayOf("2026-01-31")).toMatchObject({ downSeconds: 3_600, degradedSeconds: 32_400 });
  });

  it("are refused one by one where they cannot be", async () => {
    const at = "2026-03-01T00:00:00Z";
    const future = { ...one, from: at, to: "2026-03-02T14:06:00Z" };
    const none = { ...one, from: at, to: at };
    const calls = [{ withinMs: 1, calls: 1, failed: 2 }];
    const many = { ...one, from: at, to: "2026-03-01T01:00:00Z", calls };
    expect(await post(future, none, many)).toEqual([
      ...["in-the-future", "empty-time", "failed-above-calls"],
    ]);
  });
});

describe("the registry", () => {
  const counted = (meter: string, counts: string) =>
    expect.objectContaining({ meter, counts, routes: [null, "train"] });

  it("says who may call, what a call costs and how the API is", async () => {
    const { items } = (await read("/v1/apis")) as { items: readonly Record<string, unknown>[] };
    expect(items.map(({ id, status, health }) => [id, status, health])).toEqual([
      ["engine", "deprecated", "degraded"],
      ["next", "active", "unknown"],
    ]);
    expect(items[0]).toMatchObject({
      deprecatedOn: "2026-02-01",
      sunsetOn: "2027-01-01",
      successor: "next",
      routes: [{ id: "train", method: "POST", path: "/inference/v1/train" }],
      meters: expect.arrayContaining([
        counted("calls", "calls"),
        counted("tokens", "response /usage/tokens"),
      ]),
      plans: [
        { id: "pro", without: [], charges: [{ id: "calls", price: "0.02 USD per call" }] },
        { id: "free", without: ["train"], charges: [] },
      ],
      sla: { id: "standard", uptime: "99.9%" },
      measuredUntil: "2026-03-02T14:00:00Z",
    });
    expect(items[1]).toMatchObject({
      plans: [{ id: "pro" }, { id: "free" }, { id: "other" }],
      uptime30Days: null,
      measuredUntil: null,
    });
  });

  it("shows how an API has been", async () => {
    const { days, hours, incidents, calls, uptime90Days } = await read("/v1/apis/engine");
    expect(days).toHaveLength(90);
    expect(hours).toHaveLength(48);
    expect(uptime90Days).toBe("99.8690%");
    expect(incidents).toEqual([
      { from: "2026-01-31T14:00:00Z", to: "2026-01-31T15:00:00Z", seconds: 3_600 },
    ]);
    expect(calls).toEqual([
      { from: "2026-03-01T00:00:00Z", calls: 99, failed: 1, p50Ms: 40, p95Ms: 40 },
      { from: "2026-03-02T13:00:00Z", calls: 100, failed: 2, p50Ms: 40, p95Ms: 40 },
    ]);
    expect((await server.api.get("/v1/apis/none")).status).toBe(404);
  });
});
