import { readFile } from "node:fs/promises";
import { request as begin, createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { acme } from "../../src/account/account.fixture.ts";
import { loopback } from "../../src/services/webhooks/webhook-scene.fixture.ts";
import { usage } from "./api-story.ts";
import { type Client, client, type RunningFlorin, runFlorin, until } from "./running-florin.ts";

let server: RunningFlorin;
/** Takes traces and webhooks. */
let receiver: Server;
let operations: Client;
const lines: string[] = [];
const spans: Span[] = [];
const delivered: (string | undefined)[] = [];
const marked = "m4rked-s3cret";

interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
}

beforeAll(async () => {
  receiver = createServer((request, response) => {
    let body = "";
    request.on("data", (part) => {
      body += part;
    });
    request.on("end", () => {
      if (request.url === "/v1/traces")
        spans.push(...JSON.parse(body).resourceSpans[0].scopeSpans[0].spans);
      else delivered.push(request.headers.traceparent as string | undefined);
      response.writeHead(200).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  const endpoint = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  server = await runFlorin("2026-01-10T00:00:00Z", {
    metricsListen: { host: "127.0.0.1", port: 0 },
    tracing: { endpoint, headers: {}, serviceName: "florin", keptShare: 1 },
    webhooksAllowed: loopback,
    logLevel: "info",
    logTo: { write: (line) => lines.push(line) },
    logSecrets: [marked],
  });
  operations = client(server.florin.operationsOrigin ?? "", undefined);
  await server.api.post("/v1/models", acme);
  const url = `${endpoint}/hooks?token=${marked}`;
  expect((await server.api.post("/v1/webhook-endpoints", { url })).status).toBe(201);
});
afterAll(async () => {
  await operations?.close();
  await server?.stop();
  receiver?.close();
});

describe("health and readiness", () => {
  it("are told without a key, beside the API and on the address of operators", async () => {
    const nobody = client(server.florin.origin, undefined);
    for (const one of [nobody, operations]) {
      expect(await one.get("/healthz")).toMatchObject({ status: 200, json: { status: "ok" } });
      expect(await one.get("/readyz")).toMatchObject({
        status: 200,
        json: {
          ready: true,
          checks: { running: "ok", database: "ok", migrations: "ok", clock: "ok", ingest: "ok" },
        },
      });
    }
    expect((await nobody.get("/metrics")).status).toBe(404);
    expect((await operations.get("/v1/customers")).status).toBe(404);
    await nobody.close();
  });
});

describe("/metrics", () => {
  it("counts what was asked, written and sent, and names no customer", async () => {
    const { api } = server;
    expect((await api.get("/v1/customers/c-nobody")).status).toBe(404);
    await api.post("/v1/customers", { id: "c-secretive", name: "Alder" });
    expect((await api.post("/v1/events", { ...usage[0], customer: "c-secretive" })).status).toBe(
      200,
    );
    expect((await api.get("/v1/nowhere")).status).toBe(404);
    const text = await until(async () => {
      await server.florin.services.webhooks.run();
      await server.florin.services.webhooks.settled();
      const shown = (await operations.get("/metrics")).text;
      const isTold =
        shown.includes('florin_webhook_attempts_total{outcome="delivered"}') &&
        shown.includes('florin_task_runs_total{task="webhooks",outcome="done"}') &&
        // The turns that a server takes meet now and then, and wait for a connection.
        shown.includes("florin_database_waiting 0\n");
      return isTold ? shown : undefined;
    });
    for (const line of [
      'florin_http_requests_total{method="GET",route="/v1/customers/:id",status="404"} 1',
      'florin_http_requests_total{method="GET",route="none",status="404"} 2',
      'florin_http_requests_total{method="POST",route="/v1/events",status="200"} 1',
      'florin_http_request_duration_seconds_count{route="/v1/events"} 1',
      "florin_ingest_events_total 1",
      "florin_ingest_batches_total 1",
      "florin_ingest_turned_away_total 0",
      "florin_ingest_queue_events 0",
      "florin_database_waiting 0",
      "florin_webhook_deliveries_waiting",
      "florin_webhook_oldest_waiting_seconds",
      'florin_task_runs_total{task="webhooks",outcome="done"}',
      "nodejs_eventloop_lag_seconds",
      "process_resident_memory_bytes",
    ])
      expect(text).toContain(line);
    expect(text).not.toMatch(/c-secretive|c-nobody|default/);
  });
});

describe("the log", () => {
  it("has a line for each request with its id, and no secret of anybody", async () => {
    const { api, apiKey, dataFolder, florin } = server;
    const answer = await api.get("/v1/customers/c-nobody");
    const id = answer.headers["x-request-id"];
    await until(async () =>
      lines.some((line) => line.includes(`"reqId":"${id}"`)) ? true : undefined,
    );
    const line = JSON.parse(lines.find((one) => one.includes(`"reqId":"${id}"`)) ?? "");
    expect(line).toMatchObject({
      level: "info",
      method: "GET",
      route: "/v1/customers/:id",
      status: 404,
      msg: "answered",
    });

    const made = (await api.post("/v1/api-keys", { name: "job", scopes: ["read"] })).json as {
      key: string;
    };
    const password = "correct horse battery staple";
    await api.post("/sign-in", { email: "a@example.com", password });
    await client(florin.origin, `${apiKey}x`).get(`/v1/customers?token=${marked}`);
    await api.ask("GET", "/v1/summary", { headers: { cookie: `florin_session=${marked}` } });
    const pepper = await readFile(join(dataFolder, "pepper"));
    const log = lines.join("");
    for (const secret of [
      marked,
      password,
      apiKey.split("_").at(-1) ?? "",
      made.key.split("_").at(-1) ?? "",
      pepper.toString("hex"),
      pepper.toString("base64url"),
    ]) {
      expect(secret.length).toBeGreaterThan(5);
      expect(log).not.toContain(secret);
    }
  });
});

describe("an end", () => {
  it("is told by readiness first, waits for what is under way as long as it may, and sends the traces that are left", async () => {
    const { florin, api } = server;
    const parent = `00-${"a".repeat(32)}-${"b".repeat(16)}-01`;
    expect(
      (await api.ask("GET", "/v1/customers/c-secretive", { headers: { traceparent: parent } }))
        .status,
    ).toBe(200);

    const body = JSON.stringify({ ...usage[0], id: "late", customer: "c-secretive" });
    let rest = (): void => {};
    let begun = (): void => {};
    const isBegun = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const answered = new Promise<number | undefined>((resolve, reject) => {
      const half = begin(`${florin.origin}/v1/events`, {
        method: "POST",
        headers: {
          authorization: `Bearer ${server.apiKey}`,
          "content-type": "application/json",
          "content-length": body.length,
          // Then the server says when it has begun with the request: it closes connections that have sent none.
          expect: "100-continue",
        },
      });
      half.on("response", (response) => resolve(response.resume().statusCode)).on("error", reject);
      half.on("continue", begun);
      half.write(body.slice(0, 10));
      rest = () => half.end(body.slice(10));
    });
    await isBegun;
    let notReady: unknown;
    const whenNotReady = async () => {
      const probed = await operations.get("/readyz");
      const served = await api.get("/v1/clock");
      notReady = [probed.status, probed.json, served.status];
    };
    expect(await florin.stop({ whenNotReady, withinMs: 1 })).toBe(false);
    expect(notReady).toMatchObject([
      503,
      { ready: false, checks: { running: "the server is shutting down", database: "ok" } },
      200,
    ]);
    rest();
    expect(await answered).toBe(200);
    expect(await florin.stop()).toBe(true);

    const request = spans.find(({ parentSpanId }) => parentSpanId === "b".repeat(16));
    expect(request).toMatchObject({ name: "GET /v1/customers/:id", traceId: "a".repeat(32) });
    const below = spans.filter(({ parentSpanId }) => parentSpanId === request?.spanId);
    expect(below.map(({ name }) => name)).toContain("transaction");
    expect(spans.map(({ name }) => name)).toContain("POST /v1/events");
    const [traceparent] = delivered;
    const [, traceId, spanId] = traceparent?.split("-") ?? [];
    expect(spans).toContainEqual(
      expect.objectContaining({ name: "webhook delivery", traceId, spanId }),
    );
    expect(JSON.stringify(spans)).not.toContain(marked);
  });
});
