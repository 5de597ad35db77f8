import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { acme } from "../../src/account/account.fixture.ts";
import { expectOk } from "../../src/fault/fault.ts";
import { backUp, restore, verifyBackup } from "../../src/services/backups.ts";
import { pruneTenants } from "../../src/services/pruning.ts";
import { verifyTenants } from "../../src/services/verification.ts";
import { hasChdb, openChdb } from "../../src/store/clickhouse/chdb.fixture.ts";
import { openPool } from "../../src/store/connection.ts";
import { openPlace } from "../../src/store/database-place.ts";
import { connect } from "../../src/store/store.ts";
import { addTenant } from "../../src/store/tenants.ts";
import {
  type FreshDatabase,
  freshDatabase,
  testDatabase,
} from "../../src/store/test-database.fixture.ts";
import { toldFacts } from "../../src/store/told-facts.ts";
import { verifyTenant } from "../../src/store/verify-tenant.ts";
import { seededRandom } from "../../src/testing/random.ts";
import { formatInstant, HOUR_MS } from "../../src/time/instant.ts";
import { limitedModel } from "./limited-model.ts";
import {
  type Answer,
  type Client,
  client,
  type RunningFlorin,
  runFlorin,
} from "./running-florin.ts";

const customers = ["c-1", "c-2", "c-3"];

/** Usage of two months: in time, late, twice, and of a customer that nobody knows. */
function usage(seed: number, month: number) {
  const random = seededRandom(seed);
  return Array.from({ length: 150 }, (_, index) => ({
    id: `e-${month}-${random.whole(0, 120)}`,
    source: index % 3 === 0 ? "gateway" : "api",
    type: index % 11 === 0 ? "training" : "inference",
    customer:
      index % 17 === 0 ? "stranger" : random.pick(customers.map((value) => ({ value, weight: 1 }))),
    time: formatInstant(Date.UTC(2026, month, 1) + random.whole(0, 27 * 24) * HOUR_MS),
    data: {
      operations: random.pick<string | number>([
        { value: 5, weight: 2 },
        { value: "0.125", weight: 1 },
        { value: 250, weight: 1 },
      ]),
    },
  }));
}

/** What a server answers to one story, told in the same words on the same clock. */
async function told({ api, moveTo, florin }: RunningFlorin): Promise<Record<string, unknown>> {
  const answers: Record<string, unknown> = {};
  const post = async (path: string, body: unknown) => {
    const answer = await api.post(path, body);
    expect(answer.status, answer.text).toBeLessThan(300);
    return answer.text;
  };
  await post("/v1/models", acme);
  for (const id of customers) {
    await post("/v1/customers", { id, name: `Customer ${id}` });
    await post("/v1/subscriptions", {
      id: `s-${id}`,
      customer: id,
      plan: "hybrid",
      start: "2026-01-01",
    });
  }
  for (const [month, events] of [usage(1, 0), usage(2, 1)].entries()) {
    await moveTo(Date.UTC(2026, month, 28));
    answers[`ingested in ${month}`] = await post("/v1/events", events);
    answers[`drafts in ${month}`] = (await api.get("/v1/customers/c-1/drafts")).text;
    await moveTo(Date.UTC(2026, month + 1, 2));
    answers[`late in ${month}`] = await post("/v1/events", usage(3 + month, month));
    const ofApi = events.filter(({ source }) => source === "api");
    const voided = { id: `v-${month}`, void: { source: "api", id: ofApi[0]?.id } };
    answers[`corrected in ${month}`] = await post("/v1/events/corrections", [voided]);
    const keyed = [{ id: `k-${month}`, void: { source: "api", id: ofApi.at(-1)?.id } }, voided];
    const once = { "idempotency-key": `key-${month}` };
    const first = await api.post("/v1/events/corrections", keyed, once);
    const again = await api.post("/v1/events/corrections", keyed, once);
    expect([first.status, again.text]).toEqual([200, first.text]);
    answers[`corrected under a key in ${month}`] = first.text;
  }
  await moveTo("2026-04-02T00:00:00Z");
  const invoices = (await api.get("/v1/invoices?limit=500")).json as { items: { id: string }[] };
  answers.invoices = await Promise.all(
    invoices.items.map(
      async ({ id }) => (await api.get(`/v1/invoices/${encodeURIComponent(id)}`)).text,
    ),
  );
  answers.summary = (await api.get("/v1/summary")).json;
  answers.unbilled = (await api.get("/v1/unbilled?limit=500")).text;
  answers.usage = (
    await api.get("/v1/usage?meter=operations&from=2026-01-01T00:00:00Z&to=2026-03-01T00:00:00Z")
  ).text;
  const events = [];
  for await (const event of florin.store.events.read("default")) events.push(event);
  answers.events = events;
  answers.broken = await florin.store.withTenant(
    "default",
    async (tx) => (await verifyTenant(tx, florin.store.events, 0)).broken,
  );
  answers.facts = await florin.store.withTenant("default", async (tx) => {
    const lines = [];
    for await (const line of toldFacts(tx, florin.store.events)) lines.push(line);
    return lines;
  });
  return answers;
}

/** What a server decides of use that is limited, told in the same words on the same clock. */
async function decided(server: RunningFlorin): Promise<readonly unknown[]> {
  const api = await server.addTenant("limited");
  const answers: unknown[] = [];
  const ask = async (path: string, body: object) => {
    const { status, text, json } = await api.post(`/v1/entitlements/${path}`, body);
    expect(status, text).toBeLessThan(300);
    answers.push([status, json]);
  };
  const track = (id: string, type: string, data: object = {}) =>
    ask("track", { id, type, customer: "c-1", data });
  await api.post("/v1/models", { ...limitedModel, plans: {} });
  await api.post("/v1/customers", { id: "c-1", name: "Some" });
  // What is stored before anything counts it is counted too.
  const stored = { source: "api", type: "call", customer: "c-1", time: "2026-04-02T00:00:00Z" };
  await api.post("/v1/events", { id: "before", ...stored });
  await api.post("/v1/models", { ...limitedModel, version: "2" });
  await api.post("/v1/subscriptions", {
    id: "s-1",
    customer: "c-1",
    plan: "team",
    start: "2026-01-01",
  });
  await ask("check", { customer: "c-1", meter: "calls", quantity: 10 });
  await ask("reserve", { customer: "c-1", id: "r-1", meter: "calls", quantity: 5 });
  for (const id of ["a", "b", "b", "c", "d", "e"]) await track(id, "call", { tokens: "40.25" });
  await ask("finalize", { reservation: "r-1", quantity: 4 });
  await ask("reserve", { customer: "c-1", id: "r-2", meter: "calls", quantity: 3 });
  await ask("release", { reservation: "r-2" });
  for (const id of ["x", "y", "x", "z"]) await track(id, "login", { user: id });
  await track("z2", "login", { user: "x" });
  await api.post("/v1/events/corrections", [{ id: "v", void: { source: "api", id: "before" } }]);
  await ask("check", { customer: "c-1", meter: "calls" });
  answers.push((await api.get("/v1/customers/c-1/entitlements")).json);
  await server.florin.services.quotaAlerts.look();
  answers.push((await api.get("/v1/alerts")).json);
  answers.push((await api.get("/v1/customers/c-1/plan-suggestion")).json);
  return answers;
}

/** What is left of usage when old months are dropped, of a tenant that has some. */
async function pruned({ florin: { store } }: RunningFlorin): Promise<readonly unknown[]> {
  const of = (id: string, time: number) => ({
    ...{ id, source: "api", type: "call", customer: "c-1", data: {} },
    time,
    receivedAt: time,
  });
  await addTenant(store.pool, { id: "old", name: "Old", createdAt: 0 });
  const last = Date.UTC(2026, 3, 1);
  const history = [of("a", Date.UTC(2020, 2, 5)), of("b", Date.UTC(2020, 3, 1) - 1), of("c", last)];
  await store.events.importHistory("old", history);
  expect(await store.events.countEvents("old")).toBe(3);
  const refused = await pruneTenants(store, {
    identityDays: 40,
    answerDays: 30,
    reservationDays: 90,
  });
  const kept = { identityDays: 500, answerDays: 30, reservationDays: 90, usageDays: 600 };
  const gone = await pruneTenants(store, kept);
  const left = [];
  for await (const { id } of store.events.read("old")) left.push(id);
  const broken = await store.withTenant("old", (tx) => verifyTenant(tx, store.events, last));
  return [refused, gone, left, broken];
}

/** What is told and left of a person whose usage says who it is. */
async function forgotten(server: RunningFlorin): Promise<readonly unknown[]> {
  const api = await server.addTenant("private");
  await api.post("/v1/models", acme);
  const name = "Ada Augusta 'Byron'";
  await api.post("/v1/customers", { id: "p-1", name, phone: "123" });
  await api.post("/v1/customers", { id: "p-2", name: "Namesake" });
  const event = { source: "api", type: "call", time: "2025-12-15T00:00:00Z" };
  const data = { name, note: `asked by ${name}, at once`, phone: "123", room: "123", tokens: 5 };
  for (const [id, customer] of [
    ["a", "p-1"],
    ["b", "p-2"],
  ])
    expect((await api.post("/v1/events", { id, customer, ...event, data })).status).toBe(200);
  const told = (await api.get("/v1/customers/p-1/personal-data")).json as {
    records: { events: { count: number; rows: { id: string; data: unknown }[] } };
  };
  const { count, rows } = told.records.events;
  const erased = (await api.post("/v1/customers/p-1/erase", {})).json as {
    erased: { table: string; rows: number }[];
  };
  const left = [];
  for await (const { id, data } of server.florin.store.events.read("private"))
    left.push([id, data]);
  return [
    [count, rows.map(({ id, data }) => [id, data])],
    erased.erased.filter(({ table }) => table === "events"),
    left,
  ];
}

describe.skipIf(!hasChdb)("a server that keeps events in ClickHouse", () => {
  let onPostgres: RunningFlorin;
  let onClickHouse: RunningFlorin;
  beforeAll(async () => {
    onPostgres = await runFlorin("2026-01-01T00:00:00Z");
    onClickHouse = await runFlorin("2026-01-01T00:00:00Z", { clickhouse: openChdb() });
  });
  afterAll(async () => {
    await onPostgres?.stop();
    await onClickHouse?.stop();
  });

  it("answers what one without it answers, to the last invoice", async () => {
    const wanted = await told(onPostgres);
    const found = await told(onClickHouse);
    expect((wanted.invoices as unknown[]).length).toBeGreaterThan(9);
    expect(JSON.stringify(wanted.invoices)).toContain("late-usage");
    expect(found).toEqual(wanted);
    expect(found.broken).toEqual([]);
    const { store } = onClickHouse.florin;
    const inPostgres = await store.withTenant("default", (tx) =>
      tx.rows("select count(*)::integer as events from events"),
    );
    expect(inPostgres).toEqual([{ events: 0 }]);
  }, 240_000);

  it("decides what one without it decides, of use that is counted and of use that is read", async () => {
    const wanted = await decided(onPostgres);
    expect(JSON.stringify(wanted)).toContain('"refused"');
    expect(await decided(onClickHouse)).toEqual(wanted);
  });

  it("forgets a person as one without it does", async () => {
    const wanted = await forgotten(onPostgres);
    expect(wanted[2]).toMatchObject([
      [
        "a",
        { name: "[erased]", note: "asked by [erased], at once", phone: "[erased]", room: "123" },
      ],
      ["b", { name: "Ada Augusta 'Byron'" }],
    ]);
    expect(await forgotten(onClickHouse)).toEqual(wanted);
  });

  it("prunes what one without it prunes", async () => {
    const wanted = await pruned(onPostgres);
    expect(wanted).toMatchObject([
      { ok: false },
      { value: { usageMonths: ["2020-03"] } },
      ["c"],
      { events: 1, broken: [] },
    ]);
    expect(await pruned(onClickHouse)).toEqual(wanted);
  });
});

describe.skipIf(!hasChdb)("two servers that keep events in one ClickHouse", () => {
  let database: FreshDatabase;
  let servers: readonly RunningFlorin[] = [];
  let clients: readonly Client[] = [];
  const tenant = "shared";
  beforeAll(async () => {
    database = await freshDatabase();
    const shared = { databaseUrl: ownerUrl(), clickhouse: openChdb() };
    const first = await runFlorin(undefined, shared);
    const second = await runFlorin(undefined, { ...shared, dataFolder: first.dataFolder });
    servers = [second, first];
    const api = await first.addTenant(tenant);
    const key = await first.addKey(undefined, tenant);
    clients = [api, client(second.florin.origin, key)];
    const { team } = limitedModel.plans;
    const quotas = {
      calls: { meter: "calls", limit: 20, per: "year" },
      users: { meter: "users", limit: 5, per: "year" },
    };
    await api.post("/v1/models", { ...limitedModel, plans: { team: { ...team, quotas } } });
    await api.post("/v1/customers", { id: "c-1", name: "Some" });
    const bought = { id: "s-1", customer: "c-1", plan: "team", start: "2026-01-01" };
    await api.post("/v1/subscriptions", bought);
  });
  afterAll(async () => {
    await clients[1]?.close();
    for (const server of servers) await server.stop();
    await database?.drop();
  });
  const ownerUrl = () => database.server.ownerUrl(database.name);
  const statusesOf = (answers: readonly Answer[]) =>
    answers.map(({ json }) => (json as { status: string }).status);

  it("keep each event once, whichever of them it was sent to, and let no quota be exceeded", async () => {
    const track = (id: string, type: string, data: object = {}) =>
      clients.map((api) => api.post("/v1/entitlements/track", { id, type, customer: "c-1", data }));
    const calls = Array.from({ length: 15 }, (_, at) => track(`t-${at}`, "call"));
    const logins = Array.from({ length: 8 }, (_, at) => track(`u-${at}`, "login", { user: at }));
    const sent = await Promise.all([...calls.flat(), ...logins.flat()]);
    const statuses = statusesOf(sent);
    const count = (of: readonly string[], wanted: string) =>
      of.filter((status) => status === wanted).length;
    // Each was sent to both: one of the two stored it, or both were refused.
    expect(count(statuses.slice(0, 30), "accepted")).toBe(15);
    expect(count(statuses.slice(0, 30), "duplicate")).toBe(15);
    expect(count(statuses.slice(30), "accepted")).toBe(5);
    const more = await Promise.all(
      Array.from({ length: 20 }, (_, at) => track(`m-${at}`, "call")).flat(),
    );
    expect(count(statusesOf(more), "accepted")).toBe(5);
    for (const { florin } of servers)
      expect(await florin.store.events.countEvents(tenant)).toBe(15 + 5 + 5);
  });

  it("share it with no server of another database", async () => {
    const other = await testDatabase();
    await other.admin.query("update event_engine set installation = gen_random_uuid()");
    const { rows } = await other.admin.query("select current_database() as name");
    const databaseUrl = database.server.ownerUrl(String(rows[0]?.name));
    const opened = connect({ databaseUrl, clickhouse: openChdb() });
    await expect(opened).rejects.toMatchObject({ code: "events-of-another" });
    await other.drop();
  });
});

describe.skipIf(!hasChdb)("a backup of books whose events are in ClickHouse", () => {
  let folder: string;
  let source: FreshDatabase;
  let target: FreshDatabase;
  let server: RunningFlorin;
  const order = { now: Date.UTC(2026, 3, 1), pepper: undefined };
  const clickhouse = () => openChdb();
  /** Nothing of the servers before is left, whose tenants have the same names. */
  const dropEvents = async (): Promise<void> => {
    for (const table of ["events", "events_owner"])
      await clickhouse().run(`drop table if exists ${table}`);
  };
  const placeOf = ({ server: { ownerUrl }, name }: FreshDatabase) =>
    openPlace({ databaseUrl: ownerUrl(name) });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "florin-events-backup-"));
    await dropEvents();
    source = await freshDatabase();
    target = await freshDatabase();
    // A database without any table.
    const admin = openPool(target.server.ownerUrl("postgres"), { max: 1, statementTimeoutMs: 0 });
    await admin.query(`drop database "${target.name}" with (force)`);
    await admin.query(`create database "${target.name}"`);
    await admin.end();
    server = await runFlorin("2026-01-01T00:00:00Z", {
      databaseUrl: source.server.ownerUrl(source.name),
      clickhouse: openChdb(),
    });
  });
  afterAll(async () => {
    await server?.stop();
    await source?.drop();
    await target?.drop();
    await rm(folder, { recursive: true, force: true });
  });

  it("holds those events that its database knows, and is restored with them or not at all", async () => {
    const { api, moveTo } = server;
    await api.post("/v1/models", acme);
    await api.post("/v1/customers", { id: "c-1", name: "Alder" });
    await moveTo("2026-01-20T00:00:00Z");
    expect((await api.post("/v1/events", usage(7, 0))).status).toBe(200);
    expect((await api.get("/v1/unbilled")).status).toBe(200);
    const voids = [{ id: "v-1", void: { source: "api", id: usage(7, 0)[1]?.id } }];
    expect((await api.post("/v1/events/corrections", voids)).status).toBe(200);

    const file = join(folder, "books");
    const place = await placeOf(source);
    expect(await backUp(place, file, order)).toMatchObject({
      faults: [{ code: "events-elsewhere" }],
    });
    let stopped = false;
    const sending = (async () => {
      for (let n = 0; !stopped; n += 1) {
        await api.post("/v1/events", { ...usage(8, 0)[0], id: `more-${n}` });
        if (n % 3 === 0) await api.get("/v1/unbilled?limit=1");
      }
    })();
    const made = expectOk(await backUp(place, file, { ...order, clickhouse: clickhouse() }));
    stopped = true;
    await sending;
    const [events] = made.manifest.tables;
    expect(made.manifest).toMatchObject({ events: "clickhouse", holdsEvents: true });
    expect(events?.table).toBe("clickhouse.events");
    expect(events?.rows).toBeGreaterThan(80);
    expect(expectOk(await verifyBackup(file)).manifest).toEqual(made.manifest);

    const into = { place: await placeOf(target), clickhouse: clickhouse() };
    expect(await restore({ place: into.place }, file, order.now)).toMatchObject({
      faults: [{ code: "events-elsewhere" }],
    });
    expect(await restore(into, file, order.now)).toMatchObject({
      faults: [{ code: "database-not-empty", message: expect.stringContaining("ClickHouse") }],
    });
    await server.stop();
    await dropEvents();
    // What fails behind the events leaves none of them.
    const text = gunzipSync(await readFile(file)).toString("utf8");
    await writeFile(`${file}.bad`, gzipSync(text.replace("Alder", "Elder")));
    expect(await restore(into, `${file}.bad`, order.now)).toMatchObject({
      faults: [{ code: "backup-damaged" }],
    });
    expect(expectOk(await restore(into, file, order.now)).content).toBe(made.manifest.content);
    const again = await backUp(into.place, `${file}.again`, { ...order, clickhouse: clickhouse() });
    expect(expectOk(again).manifest).toEqual(made.manifest);

    const store = await connect({
      databaseUrl: target.server.ownerUrl(target.name),
      clickhouse: openChdb(),
    });
    const verdicts = [];
    for await (const verdict of verifyTenants(store, undefined)) verdicts.push(verdict);
    expect(verdicts).toMatchObject([{ tenant: "default", broken: [] }]);
    expect(verdicts[0]?.events).toBeGreaterThan(80);
    await store.close();
  });
});
