import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { appendFile, mkdtemp, readdir, rm } from "node:fs/promises";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectOk } from "../../src/fault/fault.ts";
import { florinServer } from "../../src/gateway/florin-server.ts";
import {
  type GatewaySettings,
  type RunningGateway,
  runGateway,
} from "../../src/gateway/run-gateway.ts";
import { checkModel } from "../../src/model/check-model.ts";
import { compiledServer } from "./compiled-server.ts";
import { gatedModel } from "./gated-model.ts";
import { type RunningFlorin, runFlorin } from "./running-florin.ts";

/** Gateways of their own processes take the time from the machine, so the server's clock begins there. */
const start = new Date(Math.floor(Date.now() / 1000) * 1000);
const hourMs = 3_600_000;
const monthLater = (months: number): string =>
  new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + months, 1, 12)).toISOString();
const { model } = checkModel(gatedModel);
if (model === undefined) throw new Error("the model has faults");

let server: RunningFlorin;
let folder = "";
let upstream: http.Server;
let engineUrl = "";
let gateways: readonly RunningGateway[] = [];
let now = start.getTime();
const first = () => gateways[0]?.origin ?? "";

/** An engine that says how many tokens it used at the end of a stream, and otherwise that it is done. */
const engine: http.RequestListener = (request, response) => {
  if (request.url === "/v1/silent") return;
  if (!request.url?.startsWith("/chat")) {
    response.end("done");
    return;
  }
  response.writeHead(200, { "content-type": "text/event-stream" });
  response.write('data: {"text": "Hel"}\n\n');
  if (request.url === "/chat/broken") setImmediate(() => response.destroy());
  else response.end('data: {"usage": {"total_tokens": 125}}\n\ndata: [DONE]\n\n');
};

/** A gateway in this process, with a spool of this name. */
const open = (name: string, more: Partial<GatewaySettings> = {}) =>
  runGateway({
    model,
    modelEveryMs: 1_000,
    upstream: engineUrl,
    server: server.florin.origin,
    key: server.apiKey,
    host: "127.0.0.1",
    port: 0,
    spoolFolder: join(folder, name),
    spoolBytesMax: 1 << 24,
    whenUnkept: "refuse",
    silenceMsMax: 10_000,
    nowMs: () => now,
    warn: () => undefined,
    ...more,
  });

beforeAll(async () => {
  server = await runFlorin(start.toISOString());
  await server.api.post("/v1/models", gatedModel);
  folder = await mkdtemp(join(tmpdir(), "florin-gateways-"));
  upstream = http.createServer(engine);
  await new Promise<void>((resolve) => upstream.listen(0, "127.0.0.1", resolve));
  const { port } = upstream.address() as AddressInfo;
  engineUrl = `http://127.0.0.1:${port}`;
  gateways = await Promise.all(["a", "b", "c"].map(async (name) => expectOk(await open(name))));
}, 60_000);
afterAll(async () => {
  for (const child of children) child.kill("SIGKILL");
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
      start: `${start.toISOString().slice(0, 7)}-01`,
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
/** What is used and what is set apart of a quota. */
const usedOf = async (customer: string, quota: string) => {
  const { json } = await server.api.get(`/v1/customers/${customer}/entitlements`);
  const { quotas } = json as { quotas: readonly { id: string; used: string; reserved: string }[] };
  const found = quotas.find(({ id }) => id === quota);
  return [found?.used, found?.reserved];
};

type EventsMode = "pass" | "refuse" | "lose answers";

/** Stands between a gateway and the server, and treats posted events as it is told to. */
async function betweenServer() {
  let mode: EventsMode = "pass";
  const proxy = http.createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const isEvents = request.url === "/v1/events";
    const { authorization = "", "content-type": type = "application/json" } = request.headers;
    const body = Buffer.concat(pieces);
    const answer =
      isEvents && mode === "refuse"
        ? undefined
        : await fetch(`${server.florin.origin}${request.url}`, {
            method: request.method ?? "GET",
            headers: { authorization, "content-type": type },
            ...(body.length === 0 ? {} : { body }),
          });
    const isLost = answer === undefined || (isEvents && mode === "lose answers");
    response.writeHead(isLost ? 503 : answer.status, { "content-type": "application/json" });
    response.end(isLost ? "{}" : await answer.text());
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  const { port } = proxy.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    events: (to: EventsMode) => {
      mode = to;
    },
    close: () => {
      proxy.closeAllConnections();
      proxy.close();
    },
  };
}

const children: ChildProcess[] = [];

/** `florin gateway` in a process of its own, by the model of its server. */
async function startGateway(serverUrl: string, spool: string, ...more: readonly string[]) {
  const child = spawn(
    process.execPath,
    [
      join(compiledServer(), "cli", "main.js"),
      ...["gateway", "--upstream", engineUrl, "--server", serverUrl, "--follow", "1"],
      ...["--port", "0", "--spool", join(folder, spool), ...more],
    ],
    {
      env: { ...process.env, FLORIN_API_KEY: server.apiKey },
      stdio: ["ignore", "ignore", "pipe"],
    },
  );
  children.push(child);
  let said = "";
  for await (const piece of child.stderr.iterator({ destroyOnReturn: false })) {
    said += String(piece);
    const origin = /listens on (http:\S+)/.exec(said)?.[1];
    if (origin !== undefined) {
      child.stderr.resume();
      return { child, origin };
    }
  }
  throw new Error(`the gateway did not start: ${said}`);
}

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
    const seconds = (hourMs - (now % hourMs)) / 1000;
    expect([limited.status, limited.headers.get("retry-after")]).toEqual([429, `${seconds}`]);
    expect(limited.headers.get("ratelimit-policy")).toBe('"searches";q=3;w=3600');
    expect(limited.headers.get("ratelimit")).toBe(`"searches";r=0;t=${seconds}`);
    for (let at = 0; at < 30; at += 1) expect(await through(key)).toBe(true);
    const spent = await call(key, "/v1/x");
    expect(spent.status).toBe(402);
    expect(await spent.json()).toMatchObject({
      code: "quota-exceeded",
      because: "calls",
      resetsAt: `${start.getUTCFullYear() + 1}-01-01T00:00:00.000Z`,
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
    await expect.poll(more, { timeout: 90_000 }).toBe(30);
    await expect.poll(() => usedOf("c-many", "calls"), { timeout: 90_000 }).toEqual(["30", "0"]);
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

  it("dates usage by the server where its own clock is off", async () => {
    const key = await customerOf("c-ahead", "team");
    const warned: string[] = [];
    const more = { nowMs: () => now + hourMs, warn: (message: string) => warned.push(message) };
    const ahead = expectOk(await open("ahead", more));
    expect(await through(key, ahead.origin)).toBe(true);
    await ahead.stop(1_000);
    expect(await usedOf("c-ahead", "calls")).toEqual(["1", "0"]);
    expect(warned).toEqual([
      expect.stringMatching(/^this clock is 3[56]\d\d seconds ahead of the server's/),
    ]);
  });

  it("has its spool to itself", async () => {
    expect(await open("a")).toMatchObject({ ok: false, faults: [{ code: "spool-in-use" }] });
  });

  it("loses no usage and counts none twice, though it is killed before or after the server has it", async () => {
    now = Math.max(now, Date.now());
    await server.moveTo(now);
    const key = await customerOf("c-killed", "team");
    const between = await betweenServer();
    const first = await startGateway(between.url, "killed");
    const calls = async () => {
      const answers = Array.from({ length: 8 }, () => through(key, first.origin));
      expect(await Promise.all(answers)).not.toContain(false);
    };
    const stored = async () => Number((await usedOf("c-killed", "calls"))[0]);
    // The server stores the first of these, and its answer gets lost.
    between.events("lose answers");
    await calls();
    await expect.poll(stored, { timeout: 90_000 }).toBeGreaterThan(0);
    between.events("refuse");
    await calls();
    first.child.kill("SIGKILL");
    await once(first.child, "exit");
    expect(await stored()).toBeLessThan(16);
    const spool = join(folder, "killed");
    const segment = (await readdir(spool)).filter((name) => name.endsWith(".spool")).at(-1) ?? "";
    await appendFile(join(spool, segment), "a record that was being written");

    // What is left counts as let through, before it is posted too.
    const second = await startGateway(between.url, "killed");
    const more = await Promise.all(Array.from({ length: 20 }, () => through(key, second.origin)));
    expect(more.filter(Boolean).length).toBeLessThanOrEqual(14);
    between.events("pass");
    await expect.poll(stored, { timeout: 90_000 }).toBe(16 + more.filter(Boolean).length);
    expect(await readdir(spool)).toContain(`${segment}.torn`);

    const { apis } = gatedModel;
    await server.api.post("/v1/models", {
      ...gatedModel,
      version: "2",
      apis: { ...apis, next: { name: "Next", version: "v2", path: "/v2" } },
    });
    await expect
      .poll(async () => (await call(key, "/v2/x", second.origin)).status, { timeout: 90_000 })
      .toBe(200);
    second.child.kill("SIGTERM");
    expect(await once(second.child, "exit")).toEqual([0, null]);
    // Once the lease of the one that was killed has lapsed: to the last call, and not one more.
    now += 60_000;
    await server.moveTo(now);
    let passed = 0;
    while (await through(key)) passed += 1;
    expect(16 + more.filter(Boolean).length + passed).toBe(30);
    between.close();
  }, 200_000);

  it("answers for an engine that fails, and bills only what it answered", async () => {
    const key = await customerOf("c-failed", "team");
    const { child, origin } = await startGateway(
      server.florin.origin,
      "failing",
      ...["--silence", "1", "--drain", "0"],
    );
    const said = async (path: string) => {
      const answer = await call(key, path, origin);
      const text = await answer.text().catch(() => "broken off");
      return [answer.status, text.startsWith("{") ? JSON.parse(text).code : text];
    };
    const answers = await Promise.all(
      ["/v1/x", "/v1/silent", "/away/x", "/chat/broken", "/chat/whole"].map(said),
    );
    expect(answers).toEqual([
      [200, "done"],
      [504, "upstream-timeout"],
      [502, "upstream-unreachable"],
      [200, "broken off"],
      [200, expect.stringContaining("[DONE]")],
    ]);
    child.kill("SIGTERM");
    expect(await once(child, "exit")).toEqual([0, null]);
    expect(await usedOf("c-failed", "calls")).toEqual(["1", "0"]);
    const { json } = await server.api.get("/v1/events?customer=c-failed");
    const { items } = json as { items: readonly { type: string }[] };
    expect(items.map(({ type }) => type).toSorted()).toEqual(["call", "chat"]);
  }, 60_000);

  it("bills what streams used at their end, once", async () => {
    const key = await customerOf("c-chat", "team");
    for (let at = 0; at < 4; at += 1) {
      const answer = await call(key, "/chat/completions", gateways[at % 3]?.origin);
      expect(await answer.text()).toContain("[DONE]");
    }
    await through(key);
    await expect.poll(() => usedOf("c-chat", "calls"), { timeout: 90_000 }).toEqual(["1", "0"]);
    for (const gateway of gateways) await gateway.stop(1_000);
    gateways = [];
    await server.moveTo(monthLater(2));
    expect(await billed("c-chat")).toEqual({ calls: "1 for 0.10", tokens: "500 for 0.50" });
    expect(await billed("c-killed")).toEqual({ calls: "30 for 3.00" });
  });
});
