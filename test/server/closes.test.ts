import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { acme } from "../../src/account/account.fixture.ts";
import { seededRandom } from "../../src/testing/random.ts";
import { type KillableServer, startKillable } from "./killable-server.ts";
import { type Client, client, type RunningFlorin, runFlorin } from "./running-florin.ts";

const annual = { plan: "team", cadence: "annual", start: "2026-01-01" } as const;

async function subscribe(api: Client, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const id = `c-${index}`;
    expect((await api.post("/v1/customers", { id, name: id })).status).toBe(201);
    const bought = { id: `s-${id}`, customer: id, ...annual };
    expect((await api.post("/v1/subscriptions", bought)).status).toBe(201);
  }
}

interface Closes {
  readonly items: readonly { readonly month: string; readonly entries: number }[];
  readonly openMonth: string | null;
}

describe("closing months over HTTP", () => {
  let server: RunningFlorin;
  let api: Client;
  beforeAll(async () => {
    server = await runFlorin("2026-01-01T00:00:00Z");
    api = server.api;
    await api.post("/v1/models", acme);
    await subscribe(api, 3);
    await server.moveTo("2026-03-05T00:00:00Z");
  });
  afterAll(() => server?.stop());

  const close = (month: string, key?: string) =>
    api.post("/v1/closes", { month }, key === undefined ? {} : { "idempotency-key": key });

  it("has nothing to say of a tenant without a model, and nothing to close of one without postings", async () => {
    const empty = await server.addTenant("empty");
    for (const path of ["/v1/ledger/accounts", "/v1/ledger/trial-balance", "/v1/closes/2026-01"])
      expect((await empty.get(path)).json).toMatchObject({ status: 404, code: "not-found" });
    expect((await empty.get("/v1/closes")).json).toEqual({
      items: [],
      next: null,
      openMonth: null,
    });
    await empty.post("/v1/models", acme);
    expect((await empty.post("/v1/closes", { month: "2026-01" })).json).toMatchObject({
      status: 409,
      code: "nothing-to-close",
    });
  });

  it("refuses what is no month, naming the place", async () => {
    for (const [body, path] of [
      [{ month: "2026-13" }, "/month"],
      [{ month: "January" }, "/month"],
      [{}, "/month"],
      [{ month: "2026-01", force: true }, "/force"],
    ] as const)
      expect((await api.post("/v1/closes", body)).json, JSON.stringify(body)).toMatchObject({
        status: 422,
        errors: [{ path }],
      });
    for (const path of [
      "/v1/revenue/schedule?from=2026-03&to=2026-01",
      "/v1/revenue/schedule?from=2026-01&to=2046-01",
      "/v1/revenue/roll-forward?from=2026&to=2026-01",
      "/v1/ledger/trial-balance?asOf=2026-02-30",
      "/v1/ledger/entries?account=assets:gold",
      "/v1/ledger/entries?from=2026-02-01&to=2026-01-01",
      "/v1/ledger/export?format=xls",
      "/v1/ledger/export",
    ])
      expect((await api.get(path)).status, path).toBe(422);
    expect((await api.get("/v1/closes?cursor=x")).json).toMatchObject({ code: "invalid-cursor" });
    expect((await api.get("/v1/closes/2027-01")).status).toBe(404);
  });

  it("closes a month once, whoever asks, and under one key with the same bytes", async () => {
    const [first, second, other] = await Promise.all([
      close("2026-01", "k-1"),
      close("2026-01", "k-2"),
      close("2026-01"),
    ]);
    expect([first.status, second.status, other.status].sort()).toEqual([200, 200, 201]);
    expect(new Set([first, second, other].map(({ text }) => text)).size).toBe(1);
    const again = await close("2026-01", "k-1");
    expect([again.status, again.text]).toEqual([first.status, first.text]);
    expect((await close("2026-02", "k-1")).json).toMatchObject({ code: "idempotency-key-reused" });
    const { items, openMonth } = (await api.get("/v1/closes")).json as Closes;
    expect([items.map(({ month }) => month), openMonth]).toEqual([["2026-01"], "2026-02"]);
  });

  it("keeps no key of a close that was refused, and nothing of it in the books", async () => {
    const before = (await api.get("/v1/ledger/verification")).text;
    const refused = await close("2026-03", "k-3");
    expect(refused.json).toMatchObject({ status: 409, code: "close-refused" });
    expect((await api.get("/v1/ledger/verification")).text).toBe(before);
    expect((await close("2026-02", "k-3")).status).toBe(201);
  });

  it("lists closes page by page, and entries by account, customer, document and day", async () => {
    const page = (await api.get("/v1/closes?limit=1")).json as Closes & { next: string };
    expect([page.items[0]?.month, page.next]).toEqual(["2026-02", "2026-02"]);
    const rest = (await api.get(`/v1/closes?limit=1&cursor=${page.next}`)).json as Closes;
    expect(rest).toMatchObject({ items: [{ month: "2026-01" }], next: null });
    const ids = async (query: string): Promise<readonly string[]> =>
      ((await api.get(`/v1/ledger/entries?${query}`)).json as { items: { id: string }[] }).items
        .map(({ id }) => id)
        .sort();
    expect(await ids("customer=c-1")).toEqual([
      "invoice/INV-000002",
      "recognition/2026-01/USD/c-1",
      "recognition/2026-02/USD/c-1",
    ]);
    expect(await ids("document=invoice/INV-000001")).toEqual(["invoice/INV-000001"]);
    expect(await ids("document=recognition&from=2026-02-01&to=2026-02-28&customer=c-2")).toEqual([
      "recognition/2026-02/USD/c-2",
    ]);
    expect(await ids("account=assets:receivable&to=2026-01-01")).toHaveLength(3);
    expect(await ids("account=assets:cash")).toEqual([]);
    const first = (await api.get("/v1/ledger/entries?limit=2")).json as { next: string };
    const moved = await api.get(`/v1/ledger/entries?limit=2&customer=c-1&cursor=${first.next}`);
    expect(moved.json).toMatchObject({ code: "invalid-cursor" });
  });

  it("counts what is told of a closed month in the open one, with its own date", async () => {
    const before = (await api.get("/v1/ledger/trial-balance?asOf=2026-02-28")).text;
    const bought = { id: "late", customer: "c-0", ...annual, start: "2026-01-10" };
    expect((await api.post("/v1/subscriptions", bought)).status).toBe(201);
    const paid = { id: "p-1", customer: "c-1", amount: "10 USD", method: "bank-transfer" };
    const payment = await api.post("/v1/payments", { ...paid, receivedAt: "2026-02-20T00:00:00Z" });
    expect(payment.status, payment.text).toBe(201);
    await server.moveTo("2026-03-06T00:00:00Z");
    expect((await api.get("/v1/ledger/trial-balance?asOf=2026-02-28")).text).toBe(before);
    const { items } = (await api.get("/v1/ledger/entries?document=payment")).json as {
      items: readonly unknown[];
    };
    expect(items).toMatchObject([
      { date: "2026-03-01T00:00:00Z", documentDate: "2026-02-20T00:00:00Z", customer: "c-1" },
    ]);
    const answer = await api.get("/v1/revenue/roll-forward?from=2026-01&to=2026-03");
    const { items: rows, closedThrough } = answer.json as {
      closedThrough: string;
      items: { month: string; revenue: string; deferred: { opening: string; closing: string } }[];
    };
    expect([closedThrough, rows.map(({ month }) => month)]).toEqual([
      "2026-02",
      ["2026-01", "2026-02", "2026-03"],
    ]);
    const [january, february, march] = rows;
    expect(february?.deferred.opening).toBe(january?.deferred.closing);
    expect(march?.deferred.opening).toBe(february?.deferred.closing);
    // Three customers' March, and of the fourth contract everything since the tenth of January.
    const year = 4_990;
    const dayly = year / 365;
    expect(Number(march?.revenue)).toBeCloseTo(3 * 31 * dayly + (22 + 28 + 31) * dayly, 0);
  });
});

/** Kills while a month is being closed; a soak has twenty times as many and more. */
const kills =
  2 * (process.env.FLORIN_SOAK === undefined ? 1 : 20 * Number(process.env.FLORIN_SOAK));

describe("a server that is killed while it closes a month", () => {
  let folder: string;
  let server: KillableServer | undefined;
  let key = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "florin-close-"));
  });
  afterAll(async () => {
    await server?.kill();
    await rm(folder, { recursive: true, force: true });
  });

  const now = Date.UTC(2027, 0, 5);
  async function restart(clock: number): Promise<Client> {
    await server?.kill();
    server = await startKillable(folder, clock);
    key = server.newApiKey ?? key;
    return client(server.origin, key);
  }

  it("has closed it or not begun, and closes it with the same books afterwards", async () => {
    const random = seededRandom(7);
    let api = await restart(Date.UTC(2026, 0, 1));
    await api.post("/v1/models", acme);
    await subscribe(api, 60);
    await api.post("/v1/clock", { now: new Date(now).toISOString() });
    for (let kill = 0; kill < kills; kill += 1) {
      const { openMonth } = (await api.get("/v1/closes")).json as Closes;
      const closing = api.post("/v1/closes", { month: openMonth }).catch(() => undefined);
      await wait(random.whole(0, 120));
      await server?.kill();
      await closing;
      await api.close();
      api = await restart(now);
      const after = (await api.get("/v1/closes")).json as Closes;
      const wasClosed = after.items.some(({ month }) => month === openMonth);
      expect(after.openMonth === openMonth).toBe(!wasClosed);
      expect((await api.get("/v1/ledger/verification")).json).toMatchObject({ sound: true });
      if (wasClosed) continue;
      const again = await api.post("/v1/closes", { month: openMonth });
      expect([again.status, again.text.includes('"state":"closed"')]).toEqual([201, true]);
    }
    const { items } = (await api.get("/v1/closes")).json as Closes;
    expect(items).toHaveLength(kills);
    for (const { entries } of items) expect(entries).toBe(60);
    const recognised = await api.get("/v1/ledger/entries?document=recognition&limit=500");
    const ids = (recognised.json as { items: { id: string }[] }).items.map(({ id }) => id);
    expect([ids.length, new Set(ids).size]).toEqual([60 * kills, 60 * kills]);
    await api.close();
  }, 240_000);
});
