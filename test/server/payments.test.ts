import { createHmac } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { acme } from "../../src/account/account.fixture.ts";
import { paymentsCommand } from "../../src/cli/payments.ts";
import { recordingTerminal } from "../../src/cli/recording-terminal.fixture.ts";
import { type RunningFlorin, runFlorin } from "./running-florin.ts";

const webhookKey = "canary-webhook-key-7141";
let server: RunningFlorin;
let invoice = "";
let number = "";

const once = (key: string) => ({ "idempotency-key": key });
const part = (json: unknown, name: string): unknown => Reflect.get(json as object, name);

beforeAll(async () => {
  // Payments run when a test says so, and at no other moment.
  server = await runFlorin("2026-01-01T00:00:00Z", { takesTurns: false });
  const { api } = server;
  await api.post("/v1/models", acme);
  await api.post("/v1/customers", { id: "c-1", name: "Northwind Traders" });
  const term = { id: "s-1", customer: "c-1", plan: "team", cadence: "annual", start: "2026-01-01" };
  expect((await api.post("/v1/subscriptions", term)).status).toBe(201);
  await server.moveTo("2026-01-10T00:00:00Z");
  const { json } = await api.get("/v1/invoices?customer=c-1");
  const [first] = part(json, "items") as readonly { id: string; number: string }[];
  invoice = first?.id ?? "";
  number = first?.number ?? "";
  const provider = await api.ask("PUT", "/v1/payment-providers/sandbox", {
    body: { keys: { webhook: webhookKey } },
  });
  expect(provider.status).toBe(200);
  await api.post("/v1/customers/c-1/payment-methods", {
    provider: "sandbox",
    reference: "sandbox-settles-later",
  });
});
afterAll(() => server.stop());

describe("payments over the API", () => {
  it("keep a provider's keys out of every answer and every row", async () => {
    const { api, florin } = server;
    const listed = await api.get("/v1/payment-providers");
    expect(listed.text).toContain('"webhook"');
    expect(listed.text).not.toContain(webhookKey);
    const owner = florin.store.openOwnerPool();
    const { rows } = await owner.query(
      "select provider_accounts::text as row from provider_accounts",
    );
    await owner.end();
    expect(JSON.stringify(rows)).toContain("sandbox");
    expect(JSON.stringify(rows)).not.toContain(webhookKey);
  });

  it("move no money without a key, and the same under one key once, also at once", async () => {
    const { api } = server;
    const path = `/v1/invoices/${invoice}/charge`;
    expect((await api.post(path, {})).json).toMatchObject({ code: "idempotency-key-required" });
    const all = await Promise.all(
      Array.from({ length: 8 }, () => api.post(path, {}, once("charge-1"))),
    );
    const ids = new Set(
      all.filter(({ status }) => status === 202).map(({ json }) => part(json, "id")),
    );
    expect(ids.size).toBe(1);
    expect(all.every(({ status }) => status === 202 || status === 409)).toBe(true);
    const { json } = await api.get("/v1/payment-intents?customer=c-1");
    expect(part(json, "items")).toHaveLength(1);
    const along = await api.get("/v1/payment-intents?expand=customer,invoice&kind=charge");
    expect(along.json).toMatchObject({
      items: [{ expanded: { customer: { id: "c-1" }, invoice: { id: invoice, number } } }],
    });
    const alone = await api.get(`/v1/payment-intents/${[...ids][0]}?expand=invoice`);
    expect(alone.json).toMatchObject({ expanded: { invoice: { number } }, refunds: [] });
    for (const query of ["state=gone", "amountFrom=much", "expand=payer", "recordedTo=2026"])
      expect((await api.get(`/v1/payment-intents?${query}`)).status, query).toBe(422);
    const another = await api.post(path, {}, once("charge-2"));
    expect(another).toMatchObject({ status: 409, json: { code: "charge-pending" } });
  });

  it("take a signed message over the raw body once, and no other", async () => {
    const { api, florin } = server;
    const listed = await api.get("/v1/payment-intents?customer=c-1");
    const [intent] = part(listed.json, "items") as readonly { id: string; amount: string }[];
    const payment = `sandbox-payment-${intent?.id}`;
    const at = Date.UTC(2026, 0, 12);
    const status = { status: "succeeded", amount: intent?.amount, currency: "USD", at };
    const report = { kind: "payment", payment, try: payment, ...status, intent: intent?.id };
    const event = {
      provider: "sandbox",
      id: "e-1",
      type: "payment.succeeded",
      at,
      reports: [report],
    };
    const body = JSON.stringify(event, null, 1);
    const seconds = Math.floor(Date.now() / 1_000);
    const sign = (key: string) =>
      `t=${seconds},v1=${createHmac("sha256", key).update(`${seconds}.${body}`).digest("hex")}`;
    const deliver = (tenant: string, key: string) =>
      fetch(`${florin.origin}/v1/webhooks/${tenant}/sandbox`, {
        method: "POST",
        headers: { "content-type": "application/json", "sandbox-signature": sign(key) },
        body,
      });
    expect((await deliver("default", "another key")).status).toBe(400);
    expect((await deliver("nobody", webhookKey)).status).toBe(404);
    expect(await (await deliver("default", webhookKey)).json()).toEqual({ messages: 1, news: 1 });
    expect(await (await deliver("default", webhookKey)).json()).toEqual({ messages: 1, news: 0 });
    const paid = await api.get(`/v1/payment-intents/${intent?.id}`);
    expect(paid.json).toMatchObject({ state: "succeeded", refunds: [] });
    const effects = await api.get("/v1/payment-effects?customer=c-1");
    const kinds = (part(effects.json, "items") as readonly { fact: { fact: string } }[]).map(
      ({ fact }) => fact.fact,
    );
    expect(kinds).toEqual(["payment", "charge"]);
  });

  it("show and do nothing for another tenant", async () => {
    const other = await server.addTenant("other");
    const listed = await server.api.get("/v1/payment-intents");
    const [intent] = part(listed.json, "items") as readonly { id: string }[];
    for (const path of [`/v1/payment-intents/${intent?.id}`, "/v1/customers/c-1/payments"])
      expect((await other.get(path)).status).toBe(404);
    for (const path of [
      "/v1/payment-intents",
      "/v1/payment-effects",
      "/v1/bank-lines",
      "/v1/payouts",
    ])
      expect((await other.get(path)).json).toEqual({ items: [], next: null });
    const refund = { payment: intent?.id, reopen: "last" };
    const asked = await other.post("/v1/refunds", refund, once("r-1"));
    expect(asked.status).toBe(404);
    expect((await other.post(`/v1/invoices/${invoice}/charge`, {}, once("x"))).status).toBe(404);
  });
});

describe("florin payments", () => {
  const run = async (...words: readonly string[]) => {
    const terminal = recordingTerminal();
    const codes: number[] = [];
    const command = paymentsCommand(terminal, (code) => codes.push(code));
    const place = ["--server", server.florin.origin, "--data", server.dataFolder];
    await command.parseAsync([...words, ...place], { from: "user" });
    return { code: codes[0], out: terminal.results, err: terminal.messages };
  };

  it("imports a file, lists what is open of it, and settles that by hand", async () => {
    const { api, dataFolder } = server;
    const listed = await api.get("/v1/payment-intents");
    const [intent] = part(listed.json, "items") as readonly { id: string }[];
    const back = { payment: intent?.id, amount: "250 USD", reopen: "last" };
    expect((await api.post("/v1/refunds", back, once("refund-1"))).status).toBe(201);
    const file = join(dataFolder, "january.csv");
    const rows = [
      "Booking date;Amount;Currency;Name;Description",
      `2026-01-09;100.00;USD;Northwind Traders;${number}`,
      "2026-01-09;150.00;USD;Northwind Traders;your services",
      "2026-01-09;12.00;USD;Savings;own transfer",
    ];
    await writeFile(file, `${rows.join("\n")}\n`);
    const imported = await run("import", file);
    expect(imported).toMatchObject({ code: 0, err: [] });
    expect(imported.out.join("\n")).toMatch(/partly matched +1\n.*\n +unmatched +2/);
    expect((await run("import", file)).out[0]).toContain("imported before");
    const queue = await run("unmatched", "--json");
    const lines = queue.out.map((text) => JSON.parse(text) as { id: string; amount: string });
    const ours = lines.find(({ amount }) => amount === "150.00")?.id ?? "";
    const own = lines.find(({ amount }) => amount === "12.00")?.id ?? "";
    expect((await run("unmatched")).out.join("\n")).toContain(
      `florin payments match ${ours} --customer c-1 --invoice ${number}`,
    );
    const matched = await run("match", ours, "--customer", "c-1", "--invoice", number);
    expect(matched).toMatchObject({ code: 0, out: [`${ours}  150.00 USD  matched, c-1`] });
    expect((await run("match", ours, "--customer", "c-1")).code).toBe(1);
    expect((await run("match", own)).err.join("\n")).toContain("--customer");
    expect((await run("ignore", own, "--reason", "our own")).code).toBe(0);
    expect((await run("unmatched")).err).toEqual(["Every line is matched."]);
    await rm(file);
  });

  it("says what is wrong with a file, a key and a server", async () => {
    expect((await run("import", "no-such-file.csv")).code).not.toBe(0);
    const terminal = recordingTerminal();
    const codes: number[] = [];
    const command = paymentsCommand(terminal, (code) => codes.push(code));
    const nowhere = ["unmatched", "--server", "http://127.0.0.1:1", "--data", server.dataFolder];
    await command.parseAsync(nowhere, { from: "user" });
    expect(codes).toEqual([1]);
    expect(terminal.messages.join("\n")).toContain("server-unreachable");
  });
});

describe("the sandbox's own pages", () => {
  const back = {
    provider: "sandbox",
    successUrl: "https://acme.example/thanks?a=1&b=2",
    cancelUrl: 'https://acme.example/account?q="<b>',
  };
  const look = (url: string) => fetch(url, { headers: { "accept-language": "de-AT,en;q=0.5" } });
  const choose = (url: string, choice: string) =>
    fetch(url, { method: "POST", body: new URLSearchParams({ choice }), redirect: "manual" });
  const pageOf = async (path: string, key: string, body: object = {}): Promise<string> => {
    const answer = await server.api.post(path, { ...back, ...body }, once(key));
    const { page = answer.json, url = "" } = answer.json as { page?: object; url?: string };
    return String(Reflect.get(page as object, "url") ?? url);
  };

  beforeAll(async () => {
    const { api } = server;
    await api.post("/v1/customers", { id: "c-2", name: "Fabrikam" });
    const term = { id: "s-2", customer: "c-2", plan: "team", cadence: "annual" };
    await api.post("/v1/subscriptions", { ...term, start: "2026-01-10" });
    await server.moveTo("2026-01-11T00:00:00Z");
  });

  it("say that no money moves, and take over the method that is chosen", async () => {
    const { api, florin } = server;
    const kinds = { kinds: ["card"] };
    const url = await pageOf("/v1/customers/c-2/payment-method-pages", "page-1", kinds);
    expect(url.startsWith(`${florin.origin}/sandbox/default?token=`)).toBe(true);
    const page = await look(url);
    expect(page.status).toBe(200);
    expect(page.headers.get("cache-control")).toBe("no-store");
    expect(page.headers.get("x-robots-tag")).toBe("noindex");
    expect(page.headers.get("content-security-policy")).toMatch(
      /^default-src 'none'; style-src 'sha/,
    );
    const html = await page.text();
    expect(html).toContain("Es fließt kein Geld");
    expect(html).toContain('href="https://acme.example/account?q=&quot;&lt;b&gt;"');
    expect(html).not.toContain("sandbox-settles-later");
    expect((await choose(url, "sandbox-settles-later")).status).toBe(404);
    const chosen = await choose(url, "sandbox-declined");
    expect([chosen.status, chosen.headers.get("location")]).toEqual([303, back.successUrl]);
    const path = "/v1/customers/c-2/payment-methods";
    // Of what everybody may choose, asking for all brings nothing that this customer did not.
    const { json } = await api.post(path, { provider: "sandbox" });
    expect(json).toMatchObject({ methods: [{ label: "test card declined", isDefault: true }] });
    expect(part(json, "methods")).toHaveLength(1);
  });

  it("open by no other token, and for no other tenant, also one with the same key", async () => {
    const { florin } = server;
    const url = await pageOf("/v1/customers/c-2/payment-method-pages", "page-2");
    const third = await server.addTenant("third");
    for (const address of [
      url.replace("/default?", "/third?"),
      url.slice(0, -4),
      `${florin.origin}/sandbox/default`,
      `${florin.origin}/sandbox/nobody?token=a.b`,
    ])
      expect((await look(address)).status, address).toBe(404);
    const body = { keys: { webhook: webhookKey } };
    await third.ask("PUT", "/v1/payment-providers/sandbox", { body });
    expect((await choose(url.replace("/default?", "/third?"), "sandbox-succeeds")).status).toBe(
      404,
    );
  });

  it("let a payment fail, then succeed, and are gone once it has", async () => {
    const { api } = server;
    const { json } = await api.get("/v1/invoices?customer=c-2");
    const [owed] = part(json, "items") as readonly { id: string; number: string }[];
    const url = await pageOf(`/v1/invoices/${owed?.id}/checkout`, "checkout-1");
    const page = await (await look(url)).text();
    expect(page).toContain(` USD für ${owed?.number}<`);
    expect(page).not.toContain("sandbox-settles-later");
    const state = async () => {
      const listed = await api.get("/v1/payment-intents?customer=c-2&kind=charge");
      const [intent] = part(listed.json, "items") as readonly { id: string; state: string }[];
      return intent;
    };
    const declined = await choose(url, "sandbox-declined");
    expect(declined.status).toBe(303);
    expect((await state())?.state).toBe("failed");
    const paid = await choose(url, "sandbox-succeeds");
    expect([paid.status, paid.headers.get("location")]).toEqual([303, back.successUrl]);
    const intent = await state();
    expect(intent?.state).toBe("succeeded");
    expect((await look(url)).status).toBe(404);
    expect((await choose(url, "sandbox-succeeds")).status).toBe(404);
    const refund = { payment: intent?.id, amount: "10 USD", reopen: "last" };
    const refunded = await api.post("/v1/refunds", refund, once("refund-2"));
    expect([refunded.status, refunded.json]).toMatchObject([201, { state: "succeeded" }]);
  });
});
