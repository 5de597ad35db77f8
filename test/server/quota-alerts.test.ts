import { afterAll, beforeAll, expect, it } from "vitest";
import type { AlertView } from "../../src/services/entitlements/alert-views.ts";
import { tenantsThatLookAtUse } from "../../src/store/tenants.ts";
import { asking } from "./asking.ts";
import { limitedModel } from "./limited-model.ts";
import { daysOf, equalTo, narrowsAsLooking } from "./narrowed-lists.ts";
import { type RunningFlorin, runFlorin } from "./running-florin.ts";

let server: RunningFlorin;
const { get } = asking(() => server.api);
beforeAll(async () => {
  // Use is looked at when the test says so: who failed waits for its next turn.
  server = await runFlorin("2026-01-10T10:00:00Z", { takesTurns: false });
  await server.api.post("/v1/models", limitedModel);
  for (const id of ["c-1", "c-2"]) {
    await server.api.post("/v1/customers", { id, name: id });
    const bought = { id: `s-${id}`, customer: id, plan: "team", start: "2026-01-01" };
    await server.api.post("/v1/subscriptions", bought);
  }
});
afterAll(() => server?.stop());

let sent = 0;
const use = async (customer: string, calls: number, time: string): Promise<void> => {
  const events = Array.from({ length: calls }, () => {
    sent += 1;
    return { id: `e-${sent}`, type: "call", customer, time };
  });
  await server.api.post("/v1/events", events);
};
const look = () => server.florin.services.quotaAlerts.look();
const alerts = async (query = ""): Promise<unknown> => {
  await look();
  return ((await server.api.get(`/v1/alerts${query}`)).json as { items: unknown }).items;
};

it("tells once a window who came to a share of what it may use", async () => {
  await use("c-1", 7, "2026-01-10T09:00:00Z");
  await use("c-2", 1, "2026-01-10T09:00:00Z");
  expect(await alerts()).toEqual([]);
  await use("c-1", 1, "2026-01-10T09:30:00Z");
  const first = {
    customer: "c-1",
    customerName: "c-1",
    quota: "calls",
    meter: "calls",
    alert: null,
    alertName: null,
    rule: null,
    at: "80%",
    used: "8",
    allowance: "10",
    currency: null,
    notify: ["customer"],
    suggest: null,
    firedAt: "2026-01-10T10:00:00Z",
    from: "2026-01-10T00:00:00Z",
    to: "2026-01-11T00:00:00Z",
  };
  expect(await alerts()).toEqual([first]);
  await use("c-1", 1, "2026-01-10T09:45:00Z");
  expect(await look()).toBe(0);
  await server.moveTo("2026-01-11T10:00:00Z");
  await use("c-1", 9, "2026-01-11T09:00:00Z");
  expect(await alerts("?customer=c-1&limit=1")).toMatchObject([
    { at: "80%", used: "9", from: "2026-01-11T00:00:00Z" },
  ]);
  expect(await alerts("?customer=c-2")).toEqual([]);
  expect(await alerts()).toHaveLength(2);
});

it("tells what the model's alerts say: of capacity that was bought, and of what was committed to", async () => {
  await server.api.post("/v1/customers", { id: "c-3", name: "c-3" });
  const signed = { id: "k-3", customer: "c-3", template: "frame", start: "2026-01-01" };
  await server.api.post("/v1/contracts", signed);
  const fleet = { plan: "fleet", contract: "k-3", start: "2026-01-01", quantities: { nodes: 4 } };
  await server.api.post("/v1/subscriptions", { id: "s-3", customer: "c-3", ...fleet });
  const time = "2026-01-11T09:00:00Z";
  const jobs = [1, 2, 3].map((at) => ({ id: `j-${at}`, type: "job", customer: "c-3", time }));
  const level = { id: "n-1", type: "fleet", customer: "c-3", time, data: { nodes: 3 } };
  await server.api.post("/v1/events", [...jobs, level]);
  expect(await alerts("?customer=c-3")).toMatchObject([
    {
      quota: "charges/nodes",
      alert: "crowded",
      alertName: "Crowded",
      at: "50%",
      used: "3",
      allowance: "4",
      notify: ["customer", "sales"],
      suggest: "team",
      from: "2026-01-01T00:00:00Z",
    },
  ]);
  await server.moveTo("2026-01-12T10:00:00Z");
  expect(await alerts("?customer=c-3&limit=1")).toMatchObject([
    {
      quota: "contracts/k-3",
      alert: "spent",
      alertName: null,
      at: "60%",
      used: "60.00",
      allowance: "100.00",
      currency: "USD",
      notify: ["sales"],
      from: "2026-01-01T00:00:00Z",
      to: "2026-02-01T00:00:00Z",
    },
  ]);
});

it("tells of what was used at the end of a window that has ended", async () => {
  await server.moveTo("2026-01-12T23:59:59Z");
  await use("c-2", 9, "2026-01-12T23:59:58Z");
  await server.moveTo("2026-01-13T00:00:01Z");
  await use("c-2", 8, "2026-01-13T00:00:00Z");
  const both = [
    { at: "80%", used: "9", from: "2026-01-12T00:00:00Z", to: "2026-01-13T00:00:00Z" },
    { at: "80%", used: "8", from: "2026-01-13T00:00:00Z" },
  ];
  expect(await alerts("?customer=c-2")).toMatchObject(both);
  expect(await look()).toBe(0);
  type Page = { readonly items: readonly object[]; readonly next: string | null };
  const pages = async (cursor = ""): Promise<readonly object[]> => {
    const { json } = await server.api.get(`/v1/alerts?customer=c-2&limit=1${cursor}`);
    const { items, next } = json as unknown as Page;
    return next === null ? items : [...items, ...(await pages(`&cursor=${next}`))];
  };
  expect(await pages()).toMatchObject(both);
});

it("tells of a rolling window once, though a window of the day ended in it", async () => {
  await server.moveTo("2026-01-13T01:59:59Z");
  await look();
  await server.moveTo("2026-01-14T00:00:01Z");
  const time = "2026-01-13T23:59:58Z";
  const event = { id: "rolling", type: "call", customer: "c-2", time, data: { tokens: "90" } };
  await server.api.post("/v1/events", event);
  await look();
  const { json } = await server.api.get("/v1/alerts?customer=c-2");
  const { items } = json as { readonly items: readonly { readonly quota: string }[] };
  expect(items.filter(({ quota }) => quota === "tokens")).toMatchObject([
    { at: "80%", used: "90", from: "2026-01-14T00:00:00Z" },
  ]);
});

it("is narrowed to what looking at each finds", async () => {
  await narrowsAsLooking<AlertView>(get, "/v1/alerts", [
    equalTo("customer", ({ customer }) => customer),
    equalTo("meter", ({ meter }) => meter),
    equalTo("alert", ({ alert }) => alert),
    {
      name: "audience",
      values: () => ["customer", "sales", "support"],
      keeps: ({ notify }, value) => notify.some((one) => one === value),
    },
    ...daysOf<AlertView>("fired", ({ firedAt }) => firedAt),
  ]);
  expect((await server.api.get("/v1/alerts?audience=everybody")).status).toBe(422);
});

/** Runs statements as the owner of the tables, on behalf of the first tenant. */
async function asOwner(...statements: readonly string[]): Promise<void> {
  const owner = server.florin.store.openOwnerPool();
  const connection = await owner.connect();
  await connection.query("select set_config('florin.tenant', 'default', false)");
  for (const statement of statements) await connection.query(statement);
  connection.release();
  await owner.end();
}

it("tells of everybody else where a statement fails for one, and of that one when it works again", async () => {
  await server.moveTo("2026-01-14T12:00:00Z");
  await server.api.post("/v1/customers", { id: "c-4", name: "c-4" });
  const bought = { id: "s-4", customer: "c-4", plan: "team", start: "2026-01-01" };
  await server.api.post("/v1/subscriptions", bought);
  await use("c-1", 9, "2026-01-14T11:00:00Z");
  await use("c-4", 8, "2026-01-14T11:00:00Z");
  await asOwner(
    "alter table alert_firings add constraint failing check (customer <> 'c-1') not valid",
  );
  await expect(look()).rejects.toThrow("1 looks failed");
  expect(await alerts("?customer=c-4")).toMatchObject([{ at: "80%", used: "8" }]);
  await server.moveTo("2026-01-14T12:00:59Z");
  expect(await look()).toBe(0);
  await server.moveTo("2026-01-14T12:01:00Z");
  await expect(look()).rejects.toThrow("1 looks failed");
  await asOwner("alter table alert_firings drop constraint failing");
  await server.moveTo("2026-01-14T12:02:59Z");
  expect(await look()).toBe(0);
  await server.moveTo("2026-01-14T12:03:00Z");
  expect(await alerts("?customer=c-1&limit=1")).toMatchObject([
    { at: "80%", used: "9", firedAt: "2026-01-14T12:03:00Z" },
  ]);
});

it("tells of everybody else where nobody can look at one", async () => {
  await server.moveTo("2026-01-15T00:00:00Z");
  const late = await server.addTenant("late");
  const lookedAt = () => tenantsThatLookAtUse(server.florin.store.pool);
  expect(await lookedAt()).toEqual(["default"]);
  await late.post("/v1/models", limitedModel);
  expect(await lookedAt()).toEqual(["default", "late"]);
  await late.post("/v1/customers", { id: "c-9", name: "c-9" });
  const bought = { id: "s-9", customer: "c-9", plan: "team", start: "2026-01-01" };
  await late.post("/v1/subscriptions", bought);
  const calls = Array.from({ length: 8 }, (_, at) => ({
    id: `l-${at}`,
    type: "call",
    customer: "c-9",
    time: "2026-01-15T00:00:00Z",
  }));
  await late.post("/v1/events", calls);
  await use("c-1", 9, "2026-01-15T00:00:00Z");
  await use("c-2", 9, "2026-01-15T00:00:00Z");
  const models = (from: string, to: string) =>
    asOwner(
      `update accounts set version = version + 1, state = replace(state, '${from}', '${to}') where customer = 'c-1'`,
    );
  await models("limited@1", "limited@9");
  await expect(look()).rejects.toThrow("1 looks failed");
  const told = async (api: typeof late) =>
    ((await api.get("/v1/alerts?limit=1")).json as { items: unknown }).items;
  expect(await told(server.api)).toMatchObject([{ customer: "c-2", from: "2026-01-15T00:00:00Z" }]);
  expect(await told(late)).toMatchObject([{ customer: "c-9" }]);
  await models("limited@9", "limited@1");
  await server.moveTo("2026-01-15T00:01:00Z");
  expect(await look()).toBe(1);
  expect(await told(server.api)).toMatchObject([{ customer: "c-1", used: "9" }]);
});

it("tells customers of what they set themselves: shares, costs and credits", async () => {
  const rules = (customer: string) => `/v1/customers/${customer}/alert-rules`;
  const set = async (customer: string, rule: object): Promise<string> => {
    const answer = await server.api.post(rules(customer), rule);
    expect(answer.status, answer.text).toBe(201);
    return (answer.json as { id: string }).id;
  };
  const faultOf = async (customer: string, rule: object): Promise<unknown> => {
    const { json } = await server.api.post(rules(customer), rule);
    return (json as { errors: { code: string }[] }).errors[0]?.code;
  };
  await server.api.post("/v1/customers", { id: "c-5", name: "c-5" });
  await server.api.post("/v1/customers", { id: "c-6", name: "c-6", payer: "c-5" });
  const fleet = { plan: "fleet", start: "2026-01-15", quantities: { nodes: 1 } };
  await server.api.post("/v1/subscriptions", { id: "s-5", customer: "c-5", ...fleet });
  for (const [customer, rule, code] of [
    ["c-5", { of: "quota", quota: "call", at: "50%" }, "unknown-quota"],
    ["c-2", { of: "quota", quota: "calls", at: "0%" }, "alert-bound-out-of-range"],
    ["c-2", { of: "cost", at: "5 EUR" }, "currency-mismatch"],
    ["c-6", { of: "cost", at: "5 USD" }, "paid-by-another"],
    ["nobody", { of: "cost", at: "5 USD" }, "unknown-customer"],
  ] as const)
    expect(await faultOf(customer, rule), code).toBe(code);

  // What is used already counts a minute later, though nothing more is heard of.
  const share = await set("c-2", { of: "quota", quota: "calls", at: "90%" });
  const cost = await set("c-5", { of: "cost", at: "30 USD" });
  await server.moveTo("2026-01-15T00:02:00Z");
  expect(await alerts("?customer=c-2&limit=1")).toMatchObject([
    { quota: "calls", at: "90%", used: "9", alert: null, rule: share, notify: ["customer"] },
  ]);
  expect(await alerts("?customer=c-5")).toEqual([]);
  const job = (id: string, time: string) =>
    server.api.post("/v1/events", [{ id, type: "job", customer: "c-5", time }]);
  await job("own-1", "2026-01-15T00:02:00Z");
  await job("own-2", "2026-01-15T00:02:00Z");
  expect(await alerts("?customer=c-5")).toEqual([]);
  await server.moveTo("2026-01-15T00:03:00Z");
  const told = {
    ...{ quota: `cost/${cost}`, meter: null, rule: cost, at: "100%", currency: "USD" },
    ...{ used: "50.00", allowance: "30.00", to: "2026-01-16T00:00:00Z" },
  };
  expect(await alerts("?customer=c-5")).toMatchObject([told]);
  await job("own-3", "2026-01-15T00:03:00Z");
  await server.moveTo("2026-01-15T00:05:00Z");
  expect(await look()).toBe(0);
  await server.api.ask("PUT", `${rules("c-5")}/${cost}`, { body: { of: "cost", at: "55 USD" } });
  expect(await alerts("?customer=c-5")).toMatchObject([
    { used: "70.00", allowance: "55.00" },
    told,
  ]);

  await server.api.post("/v1/credit-grants", {
    ...{ id: "g-5", customer: "c-5", amount: "100 USD", kind: "goodwill", date: "2026-01-15" },
  });
  const left = await set("c-5", { of: "credits", at: "50 USD" });
  await server.moveTo("2026-01-16T12:00:00Z");
  expect(await alerts("?customer=c-5&limit=1")).toMatchObject([
    { quota: `credits/${left}`, used: "40.00", allowance: "50.00", currency: "USD" },
  ]);
  expect((await server.api.ask("DELETE", `${rules("c-5")}/${left}`)).status).toBe(200);
  expect((await server.api.ask("DELETE", `${rules("c-2")}/${cost}`)).status).toBe(404);
  expect((await server.api.get(rules("c-5"))).json).toMatchObject({
    items: [{ id: cost, of: "cost", quota: null, at: "55 USD" }],
  });
});
