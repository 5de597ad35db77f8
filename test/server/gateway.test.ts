import { mkdtemp, rm } from "node:fs/promises";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectOk } from "../../src/fault/fault.ts";
import { florinServer } from "../../src/gateway/florin-server.ts";
import { type RunningGateway, runGateway } from "../../src/gateway/run-gateway.ts";
import { checkModel } from "../../src/model/check-model.ts";
import { gatedModel } from "./gated-model.ts";
import { type RunningFlorin, runFlorin } from "./running-florin.ts";

const start = "2026-01-10T10:30:00Z";
const { model } = checkModel(gatedModel);
if (model === undefined) throw new Error("the model has faults");

let server: RunningFlorin;
let folder = "";
let upstream: http.Server;
let gateways: readonly RunningGateway[] = [];
let now = Date.parse(start);
const first = () => gateways[0]?.origin ?? "";

/** An engine that says how many tokens it used at the end of a stream, and otherwise that it is done. */
const engine: http.RequestListener = (request, response) => {
  if (!request.url?.startsWith("/chat")) {
    response.end("done");
    return;
  }
  response.writeHead(200, { "content-type": "text/event-stream" });
  response.write('data: {"text": "Hel"}\n\n');
  response.end('data: {"usage": {"total_tokens": 125}}\n\ndata: [DONE]\n\n');
};

beforeAll(async () => {
  server = await runFlorin(start);
  await server.api.post("/v1/models", gatedModel);
  folder = await mkdtemp(join(tmpdir(), "florin-gateways-"));
  upstream = http.createServer(engine);
  await new Promise<void>((resolve) => upstream.listen(0, "127.0.0.1", resolve));
  const { port } = upstream.address() as AddressInfo;
  const open = async (name: string): Promise<RunningGateway> =>
    expectOk(
      await runGateway({
        model,
        upstream: `http://127.0.0.1:${port}`,
        server: server.florin.origin,
        key: server.apiKey,
        host: "127.0.0.1",
        port: 0,
        spoolFolder: join(folder, name),
        spoolBytesMax: 1 << 24,
        silenceMsMax: 10_000,
        nowMs: () => now,
        warn: () => undefined,
      }),
    );
  gateways = [await open("a"), await open("b"), await open("c")];
}, 60_000);
afterAll(async () => {
  for (const gateway of gateways) await gateway.stop(0);
  upstream?.close();
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A customer of a plan with a key of its own, or of no plan. */
async function customerOf(id: string, plan: string | undefined): Promise<string> {
  await server.api.post("/v1/customers", { id, name: id });
  if (plan !== undefined)
    await server.api.post("/v1/subscriptions", {
      id: `s-${id}`,
      customer: id,
      plan,
      start: "2026-01-01",
    });
  const { json } = await server.api.post(`/v1/customers/${id}/keys`, {});
  return (json as { key: string }).key;
}

const call = (key: string, path: string, at = first()): Promise<Response> =>
  fetch(`${at}${path}`, { headers: key === "" ? {} : { authorization: `Bearer ${key}` } });
const through = async (key: string, at?: string): Promise<boolean> => {
  const answer = await call(key, "/v1/x", at);
  await answer.text();
  return answer.status === 200;
};
const usedOf = async (customer: string, quota: string): Promise<unknown> => {
  const { json } = await server.api.get(`/v1/customers/${customer}/entitlements`);
  const { quotas } = json as { quotas: readonly { id: string; used: string; reserved: string }[] };
  const found = quotas.find(({ id }) => id === quota);
  return [found?.used, found?.reserved];
};

/** What invoices say of each charge of a customer. */
async function billed(customer: string): Promise<Readonly<Record<string, string>>> {
  const { json } = await server.api.get(`/v1/invoices?customer=${customer}`);
  const charged: Record<string, string> = {};
  for (const { id } of (json as { items: readonly { id: string }[] }).items) {
    const invoice = await server.api.get(`/v1/invoices/${encodeURIComponent(id)}`);
    for (const { charge, quantity, amount } of (invoice.json as Invoice).lines)
      if (charge !== undefined) charged[charge] = `${quantity} for ${amount}`;
  }
  return charged;
}

interface Invoice {
  readonly lines: readonly {
    readonly charge?: string;
    readonly quantity: string;
    readonly amount: string;
  }[];
}

describe("a gateway before a server", () => {
  it("refuses whom it does not know, and who has not bought the call", async () => {
    const team = await customerOf("c-team", "team");
    const none = await customerOf("c-none", undefined);
    const { json } = await server.api.post("/v1/customers/c-team/keys", {});
    const { id, key: revoked } = json as { id: string; key: string };
    await server.api.ask("DELETE", `/v1/customers/c-team/keys/${id}`);
    const said = async (key: string, path: string) => {
      const answer = await call(key, path);
      const { code } = (await answer.json()) as { code: string };
      return [answer.status, code, answer.headers.get("www-authenticate")];
    };
    expect(await said("", "/v1/x")).toEqual([401, "unauthenticated", "Bearer"]);
    expect(await said(revoked, "/v1/x")).toEqual([401, "unauthenticated", "Bearer"]);
    expect(await said(server.apiKey, "/v1/x")).toEqual([401, "unauthenticated", "Bearer"]);
    expect(await said(none, "/v1/x")).toEqual([403, "not-subscribed", null]);
    expect(await said(team, "/reports/x")).toEqual([403, "plan-without-access", null]);
    expect((await call(team, "/v1/x")).status).toBe(200);
  });

  it("says when a rate allows the next call, and when a quota does", async () => {
    const key = await customerOf("c-rate", "team");
    for (let at = 0; at < 3; at += 1) expect((await call(key, "/search/x")).status).toBe(200);
    const limited = await call(key, "/search/x");
    expect([limited.status, limited.headers.get("retry-after")]).toEqual([429, "1800"]);
    expect(limited.headers.get("ratelimit-policy")).toBe('"searches";q=3;w=3600');
    expect(limited.headers.get("ratelimit")).toBe('"searches";r=0;t=1800');
    for (let at = 0; at < 30; at += 1) expect(await through(key)).toBe(true);
    const spent = await call(key, "/v1/x");
    expect(spent.status).toBe(402);
    expect(await spent.json()).toMatchObject({
      code: "quota-exceeded",
      because: "calls",
      resetsAt: "2027-01-01T00:00:00.000Z",
    });
  });

  it("lets no more through than a quota has, however many gateways and callers there are", async () => {
    const key = await customerOf("c-many", "team");
    const answers = await Promise.all(
      gateways.flatMap(({ origin }) => Array.from({ length: 25 }, () => through(key, origin))),
    );
    let passed = answers.filter(Boolean).length;
    expect(passed).toBeLessThanOrEqual(30);
    // What a gateway held and did not need is there for the others soon, to the last call.
    const more = async (): Promise<number> => {
      for (const { origin } of gateways) if (await through(key, origin)) passed += 1;
      return passed;
    };
    await expect.poll(more, { timeout: 20_000 }).toBe(30);
    await expect.poll(() => usedOf("c-many", "calls"), { timeout: 20_000 }).toEqual(["30", "0"]);
    expect(await more()).toBe(30);
  }, 60_000);

  it("has what a gateway held that is gone, once its lease has lapsed", async () => {
    const key = await customerOf("c-gone", "team");
    const gone = florinServer(server.florin.origin, server.apiKey, 10_000);
    await gone.leases.reserve("c-gone", "calls", "30");
    expect(await through(key)).toBe(false);
    now += 60_000;
    await server.moveTo(now);
    expect(await through(key)).toBe(true);
  });

  it("bills what streams used at their end, once", async () => {
    const key = await customerOf("c-chat", "team");
    for (let at = 0; at < 4; at += 1) {
      const answer = await call(key, "/chat/completions", gateways[at % 3]?.origin);
      expect(await answer.text()).toContain("[DONE]");
    }
    await through(key);
    await expect.poll(() => usedOf("c-chat", "calls"), { timeout: 20_000 }).toEqual(["1", "0"]);
    for (const gateway of gateways) await gateway.stop(1_000);
    gateways = [];
    await server.moveTo("2026-03-01T12:00:00Z");
    expect(await billed("c-chat")).toEqual({ calls: "1 for 0.10", tokens: "500 for 0.50" });
  });
});
