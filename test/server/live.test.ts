import { request } from "undici";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { everyChangeKind } from "../../src/access/change-kinds.ts";
import { acme } from "../../src/account/account.fixture.ts";
import { type Florin, startFlorin } from "../../src/server.ts";
import { backedUpTables } from "../../src/store/backup/backed-up-tables.ts";
import { kindsOfTable } from "../../src/store/changed-kinds.ts";
import { at, type Client, client, type RunningFlorin, runFlorin, until } from "./running-florin.ts";

const start = "2026-01-10T10:00:00Z";
/** More than any test of this file asks, but the one of it. */
const requestsPerMinute = 600;
let server: RunningFlorin;
/** Another process on the same database. */
let beside: Florin;
let other: Client;

beforeAll(async () => {
  server = await runFlorin(start, { requestsPerMinute });
  const owner = server.florin.store.openOwnerPool();
  beside = await startFlorin({
    dataFolder: server.dataFolder,
    databaseUrl: owner.options.connectionString,
    host: "127.0.0.1",
    port: 0,
    clockStart: at(start),
    logLevel: "silent",
    requestsPerMinute,
  });
  await owner.end();
  other = await server.addTenant("other");
  await server.api.post("/v1/models", acme);
});
afterAll(async () => {
  await beside?.stop();
  await server?.stop();
});

/** What a stream told. */
interface Heard {
  readonly type: string | undefined;
  readonly events: { name: string; id: string; kinds: readonly string[]; at: string }[];
  /** Done when the stream ended. */
  readonly ended: Promise<void>;
}

async function listen(origin: string, key: string, more = ""): Promise<Heard> {
  const { body, headers } = await request(`${origin}/v1/live${more}`, {
    headers: { authorization: `Bearer ${key}`, accept: "text/event-stream" },
    bodyTimeout: 0,
  });
  const events: Heard["events"] = [];
  const ended = (async () => {
    let text = "";
    for await (const piece of body) {
      text += piece;
      const whole = text.split("\n\n");
      text = whole.pop() ?? "";
      for (const one of whole) {
        const [, name = "", id = "", data = ""] =
          /^event: (\w+)\nid: (\d+)\ndata: (.*)$/.exec(one) ?? [];
        if (name !== "") events.push({ name, id, ...JSON.parse(data) });
      }
    }
  })();
  return { type: headers["content-type"]?.toString(), events, ended };
}

const told = ({ events }: Heard, kind: string) =>
  until(async () => events.find(({ kinds }) => kinds.includes(kind)));

describe("GET /v1/live", () => {
  it("tells through every process what any changed, who may read it, and nobody else", async () => {
    const all = await listen(beside.origin, server.apiKey);
    const some = await listen(
      beside.origin,
      await server.addKey(["overview.read", "invoices.read"]),
    );
    const elsewhere = await listen(beside.origin, await server.addKey(["read"], "other"));
    expect(all.type).toBe("text/event-stream");
    expect(all.events[0]).toMatchObject({ name: "ready", kinds: [] });
    await server.api.post("/v1/customers", { id: "c-1", name: "Alder" });
    await told(all, "customers");
    const bought = { id: "s-1", customer: "c-1", plan: "hybrid", start: "2026-01-10" };
    await server.api.post("/v1/subscriptions", bought);
    await server.moveTo("2026-02-12T00:00:00Z");
    await told(all, "invoices");
    await told(some, "invoices");
    await server.api.post("/v1/events", {
      id: "e-1",
      type: "inference",
      customer: "c-1",
      time: "2026-02-11T10:00:00Z",
      data: { operations: 5 },
    });
    await server.api.post("/v1/members", { email: "a@b.example", name: "A", role: "admin" });
    await told(all, "members");
    for (const { kinds } of some.events)
      expect(["invoices"]).toEqual(expect.arrayContaining([...kinds]));
    // What comes after all of it shows that nothing came before.
    await other.post("/v1/customers", { id: "o-1", name: "Other" });
    await told(elsewhere, "customers");
    expect(elsewhere.events.flatMap(({ kinds }) => kinds)).not.toContain("invoices");
  });

  it("goes on where somebody left off, as a stream and as JSON", async () => {
    const { at: now } = (await server.api.get("/v1/live")).json as { at: string };
    await server.api.post("/v1/customers", { id: "c-2", name: "Beech" });
    const since = async (from: string) =>
      (await server.api.get(`/v1/live?since=${encodeURIComponent(from)}`)).json as {
        at: string;
        kinds: readonly string[];
      };
    const answer = await until(async () => {
      const found = await since(now);
      return found.kinds.includes("customers") ? found : undefined;
    });
    expect(everyChangeKind).toEqual(expect.arrayContaining([...answer.kinds]));
    const again = await listen(
      server.florin.origin,
      server.apiKey,
      `?since=${encodeURIComponent(now)}`,
    );
    expect((await told(again, "customers")).name).toBe("ready");
    expect((await since("2100-01-01T00:00:00Z")).kinds).toEqual([]);
    expect((await server.api.get("/v1/live?since=yesterday")).status).toBe(422);
    const [ready] = again.events;
    expect(new Date(Number(ready?.id)).toISOString()).toContain(ready?.at.slice(0, 19));
  });

  it("counts what a key asks by all processes together", async () => {
    const key = await server.addKey();
    const processes = [server.florin.origin, beside.origin].map((origin) => client(origin, key));
    const sent = processes.flatMap((api, at) =>
      Array.from({ length: requestsPerMinute }, (_, n) =>
        n % 2 === at
          ? api.get("/v1/clock")
          : api.post("/v1/entitlements/check", { customer: "nobody", feature: "any" }),
      ),
    );
    const statuses = (await Promise.all(sent)).map(({ status }) => status);
    expect(statuses.filter((status) => status !== 429)).toHaveLength(requestsPerMinute);
    for (const api of processes) {
      const { headers, json } = await api.get("/v1/clock");
      expect(headers.ratelimit).toMatch(/^"key";r=0;t=\d+$/);
      expect(json).toMatchObject({ code: "rate-limited" });
      await api.close();
    }
  });

  it("ends its streams with the server", async () => {
    const heard = await listen(beside.origin, server.apiKey);
    expect(await beside.stop()).toBe(true);
    await heard.ended;
  });

  it("classes every table", async () => {
    const owner = server.florin.store.openOwnerPool();
    const connection = await owner.connect();
    const tables = (await backedUpTables(connection)).filter(({ ofTenants }) => ofTenants);
    connection.release();
    await owner.end();
    expect(tables.map(({ name }) => name).filter((name) => !(name in kindsOfTable))).toEqual([]);
  });
});
