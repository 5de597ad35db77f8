import { mkdtemp, rm, writeFile } from "node:fs/promises";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { loopback } from "../../src/services/webhooks/webhook-scene.fixture.ts";
import type { eventKinds } from "../../src/webhook/catalogue.ts";
import { florin } from "../cli/florin.ts";
import { description, part } from "../docs/described-api.ts";
import { violations } from "../docs/json-schema.ts";
import { blocksOf, readText } from "../docs/markdown.ts";
import { limitedModel } from "./limited-model.ts";
import { type RunningFlorin, runFlorin } from "./running-florin.ts";

interface Heard {
  readonly type: keyof typeof eventKinds;
  readonly account: string | null;
  readonly data: Readonly<Record<string, unknown>>;
}

let server: RunningFlorin;
let folder: string;
let receiver: Server;
let endpoint: { readonly id: string; readonly secret: string };
const heard: Heard[] = [];

/** The receiver of docs/webhooks.md, as it stands there. */
async function receiverOfTheDocs(): Promise<Server> {
  const [example] = blocksOf(readText("docs/webhooks.md")).filter(({ text }) =>
    text.includes("createServer"),
  );
  const library = import.meta.resolve("standardwebhooks");
  const code = (example?.text ?? "").replace('"standardwebhooks"', JSON.stringify(library));
  const file = join(folder, "receiver.mjs");
  await writeFile(file, code);
  const loaded: { readonly server: Server } = await import(
    /* @vite-ignore */ pathToFileURL(file).href
  );
  return loaded.server;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "florin-receiver-"));
  // What is sent is sent when the test says so, and at no other moment.
  server = await runFlorin("2026-01-10T10:00:00Z", {
    webhooksAllowed: loopback,
    takesTurns: false,
  });
  const placeholder = "http://127.0.0.1:9/";
  const added = await server.api.post("/v1/webhook-endpoints", { url: placeholder });
  expect(added).toMatchObject({ status: 201, headers: { "cache-control": "no-store" } });
  endpoint = added.json as typeof endpoint;
  vi.stubEnv("WEBHOOK_SECRET", endpoint.secret);
  vi.spyOn(console, "log").mockImplementation((type, account, data) => {
    heard.push({ type, account, data });
  });
  receiver = await receiverOfTheDocs();
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  const { port } = receiver.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/`;
  expect(
    await server.api.ask("PUT", `/v1/webhook-endpoints/${endpoint.id}`, { body: { url } }),
  ).toMatchObject({ status: 200, json: { url } });
});
afterAll(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await server?.stop();
  receiver?.closeAllConnections();
  receiver?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Sends what waits, and gives the types of what was heard since. */
async function told(): Promise<readonly string[]> {
  heard.length = 0;
  const { webhooks } = server.florin.services;
  await webhooks.look();
  await webhooks.run();
  await webhooks.settled();
  await expect.poll(() => webhooks.run()).toBe(0);
  return heard.map(({ type }) => type);
}

describe("a server with an endpoint", () => {
  it("tells of a model, customers and purchases, which the receiver of the docs takes", async () => {
    await server.api.post("/v1/models", limitedModel);
    await server.api.post("/v1/customers", { id: "c-1", name: "Northwind" });
    const bought = { id: "s-1", customer: "c-1", plan: "team", start: "2026-01-01" };
    await server.api.post("/v1/subscriptions", bought);
    await server.api.ask("PUT", "/v1/customers/c-1", { body: { name: "Northwind Ltd" } });
    expect(await told()).toContain("model.published");
    expect(heard.filter(({ account }) => account === "c-1").map(({ type }) => type)).toEqual([
      "customer.created",
      "subscription.created",
      // A change waits for the invoices that come before it.
      "invoice.issued",
      "customer.amended",
    ]);
  });

  it("tells of a quota that is nearly used", async () => {
    const events = Array.from({ length: 8 }, (_, index) => ({
      id: `e-${index}`,
      type: "call",
      customer: "c-1",
      time: "2026-01-10T09:00:00Z",
    }));
    await server.api.post("/v1/events", events);
    await server.florin.services.quotaAlerts.look();
    expect(await told()).toEqual(["alert.reached"]);
    expect(heard[0]?.data).toMatchObject({ customer: "c-1", at: "80%", quota: "calls" });
  });

  it("tells ahead of time of free days and credits that end", async () => {
    const trial = { id: "s-2", customer: "c-1", plan: "team", start: "2026-01-10", trialDays: 8 };
    expect(await server.api.post("/v1/subscriptions", trial)).toMatchObject({ status: 201 });
    const grant = { id: "g-1", customer: "c-1", kind: "promotional", amount: "1 USD" };
    const days = { date: "2026-01-10", expires: "2026-01-20" };
    const given = await server.api.post("/v1/credit-grants", { ...grant, ...days });
    expect(given.status, given.text).toBe(201);
    await told();
    await server.moveTo("2026-01-15T12:00:00Z");
    expect((await told()).filter((type) => type.endsWith("_soon"))).toEqual([
      "subscription.trial_ends_soon",
      "credits.expire_soon",
    ]);
    expect(heard.map(({ data }) => data)).toMatchObject([
      { subscription: "s-2", plan: "team", paidFrom: "2026-01-18" },
      { left: "1.00", expiresAt: "2026-01-20T00:00:00Z" },
    ]);
    expect(await told()).toEqual([]);
  });

  it("sends what others come to where one account cannot be looked at, and tells of that one later", async () => {
    const { webhooks } = server.florin.services;
    for (const customer of ["c-4", "c-5"]) {
      await server.api.post("/v1/customers", { id: customer, name: customer });
      const grant = { id: `g-${customer}`, customer, kind: "promotional", amount: "1 USD" };
      const days = { date: "2026-01-15", expires: "2026-01-24" };
      const given = await server.api.post("/v1/credit-grants", { ...grant, ...days });
      expect(given.status, given.text).toBe(201);
    }
    await told();
    const owner = server.florin.store.openOwnerPool();
    await owner.query(
      "alter table webhook_events add constraint failing check (account <> 'c-4') not valid",
    );
    await server.moveTo("2026-01-17T12:00:00Z");
    await expect(webhooks.look()).rejects.toThrow("1 looks failed");
    expect(await told()).toEqual(["credits.expire_soon"]);
    expect(heard).toMatchObject([{ account: "c-5" }]);
    await owner.query("alter table webhook_events drop constraint failing");
    await owner.end();
    expect(await told()).toEqual([]);
    await server.moveTo("2026-01-17T12:01:00Z");
    expect(await told()).toEqual(["credits.expire_soon"]);
    expect(heard).toMatchObject([{ account: "c-4" }]);
  });

  it("tells of invoices by their numbers, of what pays them, and of what nobody pays", async () => {
    await server.moveTo("2026-02-02T00:00:00Z");
    const types = await told();
    expect(types.filter((type) => type === "invoice.issued").length).toBeGreaterThan(0);
    const issued = heard.filter(({ type }) => type === "invoice.issued").map(({ data }) => data);
    for (const { number } of issued) expect(number).toMatch(/^INV-\d+$/);
    const [first] = issued;
    const paid = await server.api.post(
      "/v1/payments",
      {
        id: "p-1",
        customer: "c-1",
        amount: `${first?.due} ${first?.currency}`,
        method: "card",
        appliesTo: [{ invoice: first?.number, amount: `${first?.due} ${first?.currency}` }],
      },
      { "idempotency-key": "p-1" },
    );
    expect(paid.status, paid.text).toBe(201);
    expect(await told()).toEqual(["payment.received", "invoice.paid"]);
    expect(heard[1]?.data).toMatchObject({ number: first?.number, open: "0.00" });
    await server.florin.services.payments.run();
    await server.moveTo("2026-06-01T00:00:00Z");
    await server.florin.services.payments.run();
    const { webhooks } = server.florin.services;
    await webhooks.run();
    await webhooks.settled();
    expect(heard.map(({ type }) => type)).not.toContain("invoice.overdue");
    expect(await told()).toContain("invoice.overdue");
    expect(await told()).toEqual([]);
  });

  it("sends what its own description says", async () => {
    const { json } = await server.api.get("/v1/webhook-deliveries?state=delivered&limit=100");
    const { items } = json as { readonly items: readonly { readonly id: string }[] };
    expect(items.length).toBeGreaterThan(8);
    for (const { id } of items) {
      const detail = (await server.api.get(`/v1/webhook-deliveries/${id}`)).json as {
        readonly message: string;
        readonly tried: readonly unknown[];
      };
      expect(detail.tried).toMatchObject([{ status: 204, outcome: "delivered" }]);
      const message = JSON.parse(detail.message);
      const content = part(description, "webhooks", message.type, "post", "requestBody", "content");
      const schema = part(content, "application/json", "schema");
      const around = { document: description, closed: true };
      expect(violations(message, schema, around), message.type).toEqual([]);
    }
  });

  it("tests, replays, rotates and rests an endpoint on demand", async () => {
    const path = `/v1/webhook-endpoints/${endpoint.id}`;
    expect(await server.api.post(`${path}/test`, undefined)).toMatchObject({
      status: 202,
      json: { type: "webhook.test", state: "waiting" },
    });
    expect(await told()).toEqual(["webhook.test"]);
    const again = await server.api.post(`${path}/replay`, { from: "2020-01-01T00:00:00Z" });
    expect(again).toMatchObject({ status: 202, json: { deliveries: 0 } });
    const rotated = await server.api.post(`${path}/rotate`, undefined);
    expect(rotated.json).toMatchObject({ secret: expect.stringMatching(/^whsec_/) });
    await server.api.post("/v1/customers", { id: "c-2", name: "Other" });
    expect(await told()).toEqual(["customer.created"]);
    await server.api.post(`${path}/disable`, undefined);
    await server.api.post("/v1/customers", { id: "c-3", name: "Third" });
    expect(await told()).toEqual([]);
    await server.api.post(`${path}/enable`, undefined);
    const missed = await server.api.post(`${path}/replay`, { from: "2020-01-01T00:00:00Z" });
    expect(missed.json).toEqual({ deliveries: 1 });
    expect(await told()).toEqual(["customer.created"]);
  });

  it("is kept from the command line, too", async () => {
    vi.stubEnv("FLORIN_API_KEY", server.apiKey);
    const run = (...words: readonly string[]) =>
      florin(["webhooks", ...words, "--server", server.florin.origin]);
    const url = "http://127.0.0.1:9/from-the-command-line";
    const added = await run("add", url, "--events", "invoice.*", "--description", "Ledger");
    expect(added).toMatchObject({ code: 0, messages: ["Keep the secret: it is shown once."] });
    const [named = "", secret] = added.results;
    const id = named.split(" ")[0] ?? "";
    expect([named, secret]).toEqual([
      `${id}  ${url}`,
      expect.stringMatching(/^whsec_[A-Za-z0-9+/]+=*$/),
    ]);
    const rotated = await run("rotate", id);
    expect(rotated.results[1]).toMatch(/^whsec_/);
    expect(rotated.results[1]).not.toBe(secret);
    expect((await run("disable", id)).results).toEqual([`${id} is disabled`]);
    expect((await run("list")).results.find((line) => line.startsWith(id))).toMatch(
      /disabled +invoice\.\* /,
    );
    expect((await run("enable", id)).results).toEqual([`${id} is enabled`]);
    const [tried = ""] = (await run("test", id)).results;
    expect(tried).toContain("webhook.test");
    const waiting = await run("deliveries", "--endpoint", id, "--state", "waiting", "--json");
    const { items } = JSON.parse(waiting.results[0] ?? "") as { items: { id: string }[] };
    expect(items.map((one) => one.id)).toEqual([tried.split(" ")[0]]);
    expect(await run("replay", items[0]?.id ?? "")).toMatchObject({ code: 1 });
    const range = ["replay", "--endpoint", id, "--from", "2020-01-01T00:00:00Z", "--all"];
    const sentAgain = async (...types: readonly string[]) =>
      (await run(...range, ...types.flatMap((type) => ["--events", type]))).results;
    expect(await sentAgain("payment.failed")).toEqual(["0 to be sent again"]);
    expect(await sentAgain("invoice.issued")).toEqual([
      expect.stringMatching(/^[1-9]\d* to be sent again$/),
    ]);
    expect(await run("replay")).toMatchObject({ code: 1 });
  });
});
