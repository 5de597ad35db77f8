import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { acme, acmeBooks } from "../../src/account/account.fixture.ts";
import { parseAccountFact } from "../../src/account/fact-shape.ts";
import { invoiceText } from "../../src/account/invoice.ts";
import { replayAccounts } from "../../src/account/replay.ts";
import { expectOk } from "../../src/fault/fault.ts";
import { lastBilled } from "../../src/store/billing-places.ts";
import { connect } from "../../src/store/store.ts";
import { type FreshDatabase, freshDatabase } from "../../src/store/test-database.fixture.ts";
import { verifyEvents } from "../../src/store/verify-events.ts";
import { verifyInvoices } from "../../src/store/verify-invoices.ts";
import { seededRandom } from "../../src/testing/random.ts";
import { loadCustomers, type Sent, sendLoad } from "./crash-load.ts";
import { type KillableServer, startKillable } from "./killable-server.ts";
import { type Answer, type Client, client, runFlorin, until } from "./running-florin.ts";
import type { PostedFact } from "./story.ts";

/** Each with a server that is killed in it; more of them in a soak. */
const months = process.env.FLORIN_SOAK === undefined ? 1 : 12 * Number(process.env.FLORIN_SOAK);
const seed = Number(process.env.FLORIN_SEED ?? 20_261_122);

let database: FreshDatabase;
let dataFolder: string;
let apiKey = "";
const servers: KillableServer[] = [];
const sent: Sent[] = [];
const told: { readonly fact: PostedFact; readonly answer: Answer }[] = [];

beforeAll(async () => {
  database = await freshDatabase();
  dataFolder = await mkdtemp(join(tmpdir(), "florin-replicas-"));
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.kill()));
  await database.drop();
  await rm(dataFolder, { recursive: true, force: true });
}, 60_000);

/** When the load of a month begins, and the second hour after its end, when its usage is final. */
const middleOf = (month: number): number => Date.UTC(2026, month, 20, 12);
const endOf = (month: number): number => Date.UTC(2026, month + 1, 1, 2);

async function startServer(clock: number): Promise<KillableServer> {
  const url = database.server.ownerUrl(database.name);
  const server = await startKillable(dataFolder, clock, url);
  servers.push(server);
  apiKey = server.newApiKey ?? apiKey;
  return server;
}

const replicaOf = (server: KillableServer): Replica => ({
  server,
  api: client(server.origin, apiKey),
});

/** A server process and a client of it. */
interface Replica {
  readonly server: KillableServer;
  readonly api: Client;
}

/** Tells a fact to each server in turn until one has taken it: what one answers, all know. */
async function tell(apis: readonly Client[], path: string, fact: PostedFact): Promise<void> {
  const { fact: _, ...body } = fact;
  const [first, ...others] = apis;
  const answer = await first?.post(path, body);
  if (answer === undefined) throw new Error("there is a server");
  expect(answer.status, answer.text).toBe(201);
  for (const api of others) expect((await api.post(path, body)).text).toBe(answer.text);
  told.push({ fact, answer });
}

async function tellAccounts(apis: readonly Client[]): Promise<void> {
  const published = await Promise.all(apis.map((api) => api.post("/v1/models", acme)));
  expect(published.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
  for (const [index, id] of loadCustomers.entries()) {
    const turned = [...apis.slice(index % apis.length), ...apis.slice(0, index % apis.length)];
    await tell(turned, "/v1/customers", { fact: "customer", id, name: `Customer ${id}` });
    const plan = { customer: id, plan: "hybrid", start: "2026-01-01" };
    await tell(turned, "/v1/subscriptions", { fact: "subscription", id: `s-${id}`, ...plan });
  }
}

/**
 * Sends events and purchases to every server at once. In the middle of it one of them moves the clock past the month's end
 * and bills, and another is killed.
 */
async function loadBillAndKill(
  replicas: readonly Replica[],
  victim: KillableServer,
  month: number,
): Promise<readonly Sent[]> {
  const random = seededRandom(seed + month);
  const billAfter = random.whole(40, 80);
  const killAfter = billAfter + random.whole(0, 30);
  const [biller] = replicas.filter(({ server }) => server !== victim);
  let answers = 0;
  let billing: Promise<unknown> = Promise.resolve();
  let killing: Promise<unknown> = Promise.resolve();
  const now = new Date(endOf(month)).toISOString();
  const loads = replicas.map(({ server, api }, index) =>
    sendLoad(api, middleOf(month), `x${month}-${index}`, seed * 7 + month * 10 + index, {
      clients: 4,
      answersMax: server === victim ? Number.POSITIVE_INFINITY : 120,
      onAnswer: () => {
        answers += 1;
        if (answers === billAfter) billing = billed(biller, now);
        if (answers === killAfter) killing = victim.kill();
      },
    }),
  );
  const load = (await Promise.all(loads)).flat();
  await Promise.all([billing, killing]);
  return load;
}

/** Moves the clock of one server, which bills. Another may be at it already. */
async function billed(replica: Replica | undefined, now: string): Promise<void> {
  if (replica === undefined) throw new Error("there is a server");
  await until(async () => {
    const answer = await replica.api.post("/v1/clock", { now });
    return answer.status === 200 ? true : undefined;
  });
}

/** Moves the clock, and waits until every server has heard of it. */
async function moveAll(replicas: readonly Replica[], instant: number): Promise<void> {
  const now = new Date(instant).toISOString();
  for (const replica of replicas) await billed(replica, now);
}

/** Sends to others what nobody answered, and to everyone some of what was: nothing of it may count twice. */
async function repeat(apis: readonly Client[], requests: readonly Sent[]): Promise<void> {
  const queue = [...requests.entries()];
  const run = async (): Promise<void> => {
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      const [index, request] = next;
      const { path, body, headers, answer } = request;
      const api = apis[index % apis.length];
      if (api === undefined) throw new Error("there is a server");
      const again = await api.ask("POST", path, { body, headers });
      expect(again.status, again.text).toBeLessThan(300);
      if (answer === undefined || answer.status >= 300) request.answer = again;
      else if (request.fact !== undefined || headers["idempotency-key"] !== undefined)
        expect(again.text).toBe(answer.text);
      else expect(verdicts(again.text)).toEqual(["duplicate"]);
    }
  };
  await Promise.all(Array.from({ length: 8 }, run));
}

/** The different verdicts on the events of one request. */
const verdicts = (text: string): string[] => [
  ...new Set([...text.matchAll(/"status":"(\w+)"/g)].map(([, status]) => status ?? "")),
];

/** Waits until nothing is due any more. */
async function settled(api: Client, month: number): Promise<void> {
  const now = new Date(endOf(month)).toISOString();
  await until(async () => {
    await billed({ api } as Replica, now);
    const due = await Promise.all(
      loadCustomers.map(async (id) => (await api.get(`/v1/customers/${id}`)).json),
    );
    return due.every((one) => (one as { nextDue: string }).nextDue > now) ? true : undefined;
  });
}

it("bills each event once, and loses none, with three servers of which one is killed each month", async () => {
  const start = Date.UTC(2026, 0, 1);
  // All at once, on an empty database: one of them migrates it and makes the first key.
  let replicas = (await Promise.all([start, start, start].map(startServer))).map(replicaOf);
  expect(servers.filter(({ newApiKey }) => newApiKey !== undefined)).toHaveLength(1);
  await tellAccounts(replicas.map(({ api }) => api));

  for (let month = 0; month < months; month += 1) {
    await moveAll(replicas, middleOf(month));
    const { server: victim } = replicas[(month + 1) % replicas.length] ?? replicas[0] ?? {};
    if (victim === undefined) throw new Error("there is a server");
    const load = await loadBillAndKill(replicas, victim, month);
    expect(load.some(({ answer }) => answer === undefined)).toBe(true);
    sent.push(...load);
    const left = replicas.filter(({ server }) => server !== victim);
    await repeat(
      left.map(({ api }) => api),
      load,
    );
    const another = replicaOf(await startServer(endOf(month)));
    replicas = [...left, another];
    await settled(another.api, month);
    const { events } = (await another.api.get("/v1/summary")).json as { events: object };
    const ids = sent.reduce((count, request) => count + request.events.length, 0);
    expect(events).toEqual({ accepted: ids, unbilled: 0 });
  }
  await Promise.all(replicas.map(({ api }) => api.close()));
  await Promise.all(replicas.map(({ server }) => server.kill()));
  await expectTheInvoicesOfOneServer();
}, 240_000);

/** What is stored is what the pure core issues for the same facts, each event received when the store says. */
async function expectTheInvoicesOfOneServer(): Promise<void> {
  const store = await connect({ databaseUrl: database.server.ownerUrl(database.name) });
  try {
    const accounts = replayAccounts(acmeBooks);
    for (const { fact, answer } of [...told, ...sent]) {
      if (fact === undefined || answer === undefined) continue;
      const { recordedAt } = answer.json as { recordedAt?: string };
      accounts.add(
        expectOk(
          parseAccountFact({ ...fact, ...(recordedAt === undefined ? {} : { recordedAt }) }),
        ),
      );
    }
    const { replay, refused } = accounts.open();
    expect(refused).toEqual([]);
    for await (const event of store.events.read("default"))
      expect(replay.addUsage(event)).toBe("accepted");
    const issued = [...replay.invoicesUntil(endOf(months - 1))].map(invoiceText);
    const stored = await store.withTenant("default", (tx) =>
      tx.rows<{ document: string }>("select document from invoices order by series, position"),
    );
    expect(stored.map(({ document }) => document)).toEqual(issued);
    expect(stored.length).toBeGreaterThan(months * loadCustomers.length);
    const broken = await store.withTenant("default", async (tx) => [
      ...(await verifyInvoices(tx)),
      ...(await verifyEvents(tx, 0)),
    ]);
    expect(broken).toEqual([]);
  } finally {
    await store.close();
  }
}

it("dates rates, transfers and entries by hand behind what another server has billed", async () => {
  const shared = await freshDatabase();
  const databaseUrl = shared.server.ownerUrl(shared.name);
  const day = "2026-01-16T00:00:00Z";
  const first = await runFlorin(day, { databaseUrl });
  const second = await runFlorin(day, { databaseUrl, dataFolder: first.dataFolder });
  const other = client(second.florin.origin, first.apiKey);
  const told = async (api: Client, path: string, body: object): Promise<object> => {
    const { status, text, json } = await api.post(path, body);
    expect(status, text).toBe(201);
    return json as object;
  };
  await told(first.api, "/v1/models", acme);
  await told(first.api, "/v1/customers", { id: "c-1", name: "One" });
  const bought = { customer: "c-1", plan: "team", cadence: "annual", start: "2026-01-16" };
  await told(first.api, "/v1/subscriptions", { id: "s-1", ...bought });
  expect(await first.moveTo(day)).toBe(1);

  // The clock of both stands at the instant of the invoice, of which the second server has not heard.
  const behind = "2026-01-16T00:00:00.001Z";
  const rates = [{ from: "EUR", to: "USD", day: "2026-01-15", rate: "1.19" }];
  expect(await told(other, "/v1/exchange-rates", { rates })).toMatchObject({ knownSince: behind });
  const transfer = { provider: "p", id: "t-1", gross: "600 USD" };
  expect(await told(other, "/v1/payouts", transfer)).toMatchObject({ recordedAt: behind });
  const entry = {
    id: "a-1",
    date: "2026-01-16",
    reason: "Support",
    by: "Dana",
    postings: [
      { account: "expenses:other:support", debit: "120 USD" },
      { account: "liabilities:other:accrued", credit: "120 USD" },
    ],
  };
  await told(other, "/v1/ledger/entries", entry);
  expect(await second.florin.store.withTenant("default", lastBilled)).toEqual({
    at: Date.parse(behind),
    customer: "",
  });
  // And what the first one tells now comes behind the entry of the second.
  expect(await told(first.api, "/v1/subscriptions", { id: "s-2", ...bought })).toMatchObject({
    recordedAt: behind,
  });
  await other.close();
  await second.stop();
  await first.stop();
  await shared.drop();
});
