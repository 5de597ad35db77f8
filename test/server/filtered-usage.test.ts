import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { acme } from "../../src/account/account.fixture.ts";
import { priceBooks } from "../../src/account/price-book.ts";
import type { UnbilledReason } from "../../src/account/usage-ledger.ts";
import { replayFacts } from "../../src/cli/replay-facts.ts";
import { expectOk } from "../../src/fault/fault.ts";
import type { Filter, Meter } from "../../src/model/meter.ts";
import type { Model } from "../../src/model/model.ts";
import { asking } from "./asking.ts";
import { startTelling, type Telling } from "./post-story.ts";
import { type Client, type RunningFlorin, runFlorin } from "./running-florin.ts";
import { momentsOf, type StoryEvent, tell, use } from "./story.ts";

interface Unbilled {
  readonly id: string;
  readonly customer: string;
  readonly type: string;
  readonly reason: UnbilledReason;
}

const meter = (event: string, filter?: Filter): Meter => ({
  event,
  aggregation: { kind: "count" },
  unit: "call",
  ...(filter === undefined ? {} : { filter }),
});
const charge = (name: string) => ({ meter: name, price: { kind: "per-unit", unit: "1 USD" } });

/** Every plan reads `call` through a filter of its own; `legacy` is read by the first version alone. */
const modelOf = (version: string, live: Filter, meters: Readonly<Record<string, Meter>>): Model =>
  ({
    ...acme,
    addons: {},
    version,
    meters: {
      ...meters,
      live: meter("call", live),
      tests: meter("call", { property: "mode", equals: "test" }),
    },
    plans: {
      live: {
        name: "Live",
        stream: "subscriptions",
        prices: { monthly: { kind: "flat", amount: "100 USD" } },
        charges: {
          live: charge("live"),
          ...(meters.legacy === undefined ? {} : { legacy: charge("legacy") }),
        },
      },
      tester: {
        name: "Tester",
        stream: "subscriptions",
        prices: { monthly: { kind: "flat", amount: "10 USD" } },
        charges: { tests: charge("tests") },
      },
    },
  }) as unknown as Model;
const first = modelOf("1", { property: "mode", in: ["live", "beta"] }, { legacy: meter("legacy") });
const second = modelOf("2", { property: "mode", equals: "live" }, {});

const event = (
  id: string,
  customer: string,
  mode: string,
  time = "2026-01-10T00:00:00Z",
  type = "call",
): StoryEvent => ({ id, source: "filtered", type, customer, time, data: { mode } });
const late = "2026-03-20T00:00:00Z";
const soon = "2026-01-20T00:00:00Z";
const before = "2025-12-01T00:00:00Z";

const opening = "2026-01-01T00:00:00Z";
const bought = (id: string, plan: string, start = "2026-01-01", end?: string) =>
  tell(opening, {
    fact: "subscription",
    id: `s-${id}`,
    customer: id,
    plan,
    start,
    ...(end === undefined ? {} : { end }),
  } as const);

const story = [
  ...["ada", "ben", "cyd", "dee"].map((id) =>
    tell(opening, { fact: "customer", id, name: id } as const),
  ),
  bought("ada", "live"),
  bought("ben", "tester"),
  bought("dee", "live", "2026-01-01", "2026-02-01"),
  use(event("counted", "ada", "live"), soon),
  use(event("tests-of-live", "ada", "test"), soon),
  use(event("no-such-mode", "ada", "dev"), soon),
  use(event("live-of-tester", "ben", "live"), soon),
  use(event("test-of-tester", "ben", "test"), soon),
  use(event("before-live", "ada", "live", before), soon),
  use(event("before-dev", "ada", "dev", before), soon),
  use(event("nothing-bought", "cyd", "live"), soon),
  use(event("nothing-bought-dev", "cyd", "dev"), soon),
  use(event("nobody-dev", "nobody", "dev"), soon),
  use(event("late-live", "dee", "live"), late),
  use(event("late-dev", "dee", "dev"), late),
];

const expected: Readonly<Record<string, UnbilledReason>> = {
  "tests-of-live": "no-subscription",
  "no-such-mode": "unknown-meter",
  "live-of-tester": "no-subscription",
  "before-live": "no-subscription",
  "before-dev": "unknown-meter",
  "nothing-bought": "no-subscription",
  "nothing-bought-dev": "unknown-meter",
  "nobody-dev": "unknown-customer",
  "late-live": "too-late",
  "late-dev": "unknown-meter",
};

let server: RunningFlorin;
let zeta: Client;
let telling: Telling;
let folder: string;
const api = asking(() => server.api);
const others = asking(() => zeta);

/** Another tenant, which published a second version between two purchases. */
async function tellOfVersions(): Promise<void> {
  const posts: readonly (readonly [string, unknown])[] = [
    ["/v1/models", first],
    ["/v1/customers", { id: "old", name: "Old" }],
    ["/v1/customers", { id: "new", name: "New" }],
    ["/v1/subscriptions", { id: "s-old", customer: "old", plan: "live", start: "2026-01-01" }],
    ["/v1/models", second],
    ["/v1/subscriptions", { id: "s-new", customer: "new", plan: "live", start: "2026-01-01" }],
    [
      "/v1/events",
      ["old", "new"].flatMap((customer) => [
        event(`live-${customer}`, customer, "live", opening),
        event(`beta-${customer}`, customer, "beta", opening),
        event(`before-${customer}`, customer, "live", before, "legacy"),
      ]),
    ],
    ["/v1/events", event("legacy-old", "old", "live", opening, "legacy")],
  ];
  for (const [path, body] of posts)
    expect((await zeta.post(path, body)).status, path).toBeLessThan(300);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "florin-filtered-"));
  server = await runFlorin(opening);
  zeta = await server.addTenant("zeta");
  await tellOfVersions();
  expect((await api.post("/v1/models", first)).status).toBe(201);
  telling = startTelling(server.api, 1);
  for (const moment of momentsOf(story)) {
    await server.moveTo(moment.at);
    await telling.tell(moment);
  }
  await server.moveTo("2026-04-02T00:00:00Z");
});
afterAll(async () => {
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** The events that invoices charge for. */
async function billedEvents(asked: typeof api): Promise<number> {
  let billed = 0;
  for (const { id } of await asked.all<{ id: string }>("/v1/invoices", 50)) {
    const invoice = await asked.get<{ lines: { explanation: { events?: number } }[] }>(
      `/v1/invoices/${encodeURIComponent(id)}`,
    );
    for (const line of invoice.lines) billed += line.explanation.events ?? 0;
  }
  return billed;
}

const reasonsOf = (items: readonly Unbilled[]): Readonly<Record<string, UnbilledReason>> =>
  Object.fromEntries(items.map(({ id, reason }) => [id, reason]));

describe("usage that a filter keeps from being charged for", () => {
  it("is listed with the reason of the meters, page by page, and counted", async () => {
    const items = await api.all<Unbilled>("/v1/unbilled", 2);
    expect(reasonsOf(items)).toEqual(expected);
    expect(items).toHaveLength(Object.keys(expected).length);
    expect(await api.get("/v1/unbilled?limit=1")).toMatchObject({ total: items.length });
    expect(await api.get("/v1/summary")).toMatchObject({ events: { unbilled: items.length } });
    expect((await billedEvents(api)) + items.length).toBe(telling.events.accepted);
  });

  it("is counted alike by a replay of the same facts", async () => {
    const file = join(folder, "facts.ndjson");
    await writeFile(file, telling.facts.map((fact) => `${JSON.stringify(fact)}\n`).join(""));
    const silent = { out: () => {}, err: () => {}, interactive: false };
    const { unbilled } = await replayFacts(file, expectOk(priceBooks([first])), silent);
    const counted = Object.fromEntries(unbilled.map(({ reason, events }) => [reason, events]));
    const listed: Record<string, number> = {};
    for (const reason of Object.values(expected)) listed[reason] = (listed[reason] ?? 0) + 1;
    expect(counted).toEqual(listed);
  });

  it("is told by the version that was bought, and by the current one where nothing was", async () => {
    const items = await others.all<Unbilled>("/v1/unbilled", 2);
    expect(reasonsOf(items)).toEqual({
      "beta-new": "unknown-meter",
      "before-old": "unknown-meter",
      "before-new": "unknown-meter",
    });
    expect((await billedEvents(others)) + items.length).toBe(7);
    expect(await others.get("/v1/unbilled?limit=1")).toMatchObject({ total: items.length });
  });
});

describe("an accepted event that nothing bought covers", () => {
  it("is told so by the list of the unbilled, for the answer at the door does not know accounts", async () => {
    const old = event("of-1975", "ada", "live", "1975-01-01T00:00:00Z");
    const { json } = await api.post("/v1/events", [old, event("dev", "ada", "dev")]);
    expect(json.items).toEqual([
      { id: "of-1975", status: "accepted" },
      { id: "dev", status: "accepted", unbilled: "unknown-meter" },
    ]);
    const [oldest] = await api.all<Unbilled>("/v1/unbilled", 100);
    expect(oldest).toMatchObject({ id: "of-1975", reason: "no-subscription" });
  });
});
