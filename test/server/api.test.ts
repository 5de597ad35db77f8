import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { acme } from "../../src/account/account.fixture.ts";
import { canonicalModel } from "../../src/model/canonical-model.ts";
import { pruneEventKeys } from "../../src/store/retention.ts";
import { customers, licence, names, sale, subscriptions, usage } from "./api-story.ts";
import { asking, type Page } from "./asking.ts";
import { at, type RunningFlorin, runFlorin } from "./running-florin.ts";

let server: RunningFlorin;
const { get, all, post } = asking(() => server.api);

beforeAll(async () => {
  server = await runFlorin("2025-12-31T00:00:00Z");
});
afterAll(() => server?.stop());

describe("models", () => {
  it("are published once; a published version never changes", async () => {
    expect(await post("/v1/customers", customers[0])).toMatchObject({ status: 201 });
    expect(await post("/v1/subscriptions", subscriptions[0])).toMatchObject({
      status: 422,
      json: { errors: [{ code: "no-model" }] },
    });
    const head = { id: "acme", version: "1", name: "Acme", currency: "USD" };
    expect(await post("/v1/models", acme)).toMatchObject({ status: 201, json: head });
    expect(await post("/v1/models", acme)).toMatchObject({ status: 200, json: head });
    const reordered = JSON.parse(canonicalModel(acme));
    expect((await post("/v1/models", reordered)).status).toBe(200);
    const other = await post("/v1/models", { ...acme, name: "Other" });
    expect(other).toMatchObject({ status: 409, json: { code: "model-published" } });
    expect(other.json.errors).toMatchObject([{ path: "/version", value: "1" }]);
  });

  it("are listed and read back as canonical JSON", async () => {
    expect(await get("/v1/models")).toEqual({
      items: [
        {
          id: "acme",
          name: "Acme",
          version: "1",
          currency: "USD",
          publishedAt: "2025-12-31T00:00:00Z",
          publishedBy: expect.stringMatching(/^key:/),
          changes: null,
        },
      ],
    });
    const answer = await server.api.get("/v1/models/acme/versions/1");
    expect(answer.text).toBe(canonicalModel(acme));
    expect((await server.api.get("/v1/models/acme/versions/2")).status).toBe(404);
  });

  it("with faults are refused with all of them, each with its place", async () => {
    const { status, json } = await post("/v1/models", {
      ...acme,
      version: "2",
      currency: "EUR",
      colour: "red",
      plans: { ...acme.plans, team: { name: "Team", stream: "nowhere", prices: {} } },
    });
    expect(status).toBe(422);
    const paths = (json.errors as { path: string }[]).map(({ path }) => path);
    expect(paths).toContain("/colour");
    expect(paths).toContain("/plans/team/stream");
    expect((await get<Page<unknown>>("/v1/models")).items).toHaveLength(1);
  });

  it("say what is sold and what is metered", async () => {
    const plans = (await get<Page<{ id: string; prices: object }>>("/v1/plans")).items;
    expect(plans.find(({ id }) => id === "team")).toEqual({
      id: "team",
      name: "Team",
      stream: "subscriptions",
      streamName: "Subscriptions",
      prices: { monthly: "499 USD", annual: "4990 USD" },
      charges: [],
      subscribers: 0,
    });
    const meters = (await get<Page<{ id: string }>>("/v1/meters")).items;
    expect(meters[0]).toEqual({
      id: "operations",
      name: "operations",
      unit: "operation",
      event: "inference",
      aggregation: "sum",
      dimensions: [],
    });
  });
});

describe("customers and what they buy", () => {
  it("are recorded once; the same again is answered alike, other terms are refused", async () => {
    const [first, ...others] = customers;
    const again = await post("/v1/customers", first);
    expect(again).toMatchObject({
      status: 200,
      json: { ...first, recordedAt: "2025-12-31T00:00:00Z" },
    });
    for (const customer of others) expect((await post("/v1/customers", customer)).status).toBe(201);
    expect(await post("/v1/customers", { ...first, name: "Else" })).toMatchObject({
      status: 409,
      json: { code: "already-exists", errors: [{ path: "/id", value: "c-1" }] },
    });
    for (const [path, fact] of [
      ...subscriptions.map((fact) => ["/v1/subscriptions", fact] as const),
      ["/v1/licences", licence] as const,
      ["/v1/sales", sale] as const,
    ]) {
      const made = await post(path, fact);
      expect(made).toMatchObject({ status: 201, json: fact });
      await server.moveTo("2025-12-31T01:00:00Z");
      const repeated = await post(path, fact);
      expect([repeated.status, repeated.text]).toEqual([200, made.text]);
    }
    const other = { ...subscriptions[0], plan: "team", cadence: "monthly" };
    expect((await post("/v1/subscriptions", other)).status).toBe(409);
    expect((await post("/v1/subscriptions", { ...other, customer: "c-2" })).status).toBe(409);
  });

  it("at once by many callers are recorded once", async () => {
    const customer = { id: "c-race", name: "Race" };
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => post("/v1/customers", customer)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(11).fill(200), 201]);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    const bought = { id: "w-race", customer: "c-race", offer: "tuning", date: "2026-06-01" };
    const sales = await Promise.all(Array.from({ length: 12 }, () => post("/v1/sales", bought)));
    expect(sales.map(({ status }) => status).sort()).toEqual([...Array(11).fill(200), 201]);
  });

  it("are refused with a suggestion where the model has no such thing", async () => {
    expect(
      await post("/v1/subscriptions", {
        id: "s-9",
        customer: "c-7",
        plan: "taem",
        start: "2026-01-01",
      }),
    ).toMatchObject({
      status: 422,
      json: {
        errors: [{ code: "unknown-plan", path: "/plan", suggestion: 'did you mean "team"?' }],
      },
    });
    expect(
      await post("/v1/subscriptions", {
        id: "s-9",
        customer: "c-99",
        plan: "team",
        start: "2026-01-01",
      }),
    ).toMatchObject({
      status: 422,
      json: { errors: [{ code: "unknown-customer", path: "/customer" }] },
    });
    expect(await post("/v1/customers", { id: "c-8", name: "Fern", currency: "EUR" })).toMatchObject(
      {
        status: 422,
        json: { errors: [{ code: "currency-mismatch", path: "/currency", value: "EUR" }] },
      },
    );
  });

  it("are listed by pages, found by part of a name, and kept apart by segment", async () => {
    const everybody = await all<{ id: string; name: string }>("/v1/customers", 3);
    expect(everybody.map(({ name }) => name)).toEqual([...names, "Race"]);
    const found = await all<{ id: string }>("/v1/customers?q=R", 2);
    expect(found.map(({ id }) => id)).toEqual(["c-1", "c-2", "c-3", "c-6", "c-race"]);
    const large = await all<{ id: string }>("/v1/customers?segment=large", 2);
    expect(large.map(({ id }) => id)).toEqual(["c-2", "c-4", "c-6"]);
  });

  it("are read one by one", async () => {
    expect(await get("/v1/customers/c-5")).toEqual({
      id: "c-5",
      name: "Elm",
      segment: "small",
      country: "DE",
      currency: "USD",
      invoiced: "0.00",
      createdAt: "2025-12-31T00:00:00Z",
      email: "elm@example.com",
      timeZone: null,
      address: null,
      vatNumber: null,
      registration: null,
      phone: null,
      business: null,
      reference: null,
      purchaseOrder: null,
      language: null,
      invoicesPer: null,
      payer: null,
      children: [],
      taxExempt: null,
      vatCheck: null,
      subscriptions: [],
      licences: [
        { id: "l-5", licence: "standard", name: "Standard", quantity: "1", start: "2026-02-01" },
      ],
      sales: [],
      bundles: [],
      nextDue: "2026-02-01T00:00:00Z",
      draftOpen: false,
      billedUsage: [],
      parked: null,
    });
    expect((await server.api.get("/v1/customers/nobody")).status).toBe(404);
  });
});

describe("usage", () => {
  it("is taken one by one, as a batch and as lines, and answered by item", async () => {
    const [first, second, third, ...others] = usage;
    expect(await post("/v1/events", first)).toMatchObject({
      status: 422,
      json: { errors: [{ code: "event-in-future", path: "/time" }] },
    });
    await server.moveTo("2026-01-31T23:00:00Z");
    expect(await post("/v1/events", first)).toEqual(
      expect.objectContaining({ status: 200, json: { id: "op-0", status: "accepted" } }),
    );
    const lines = [second, { ...third, customer: "c-late" }, "{", first]
      .map((line) => (typeof line === "string" ? line : JSON.stringify(line)))
      .join("\n");
    const streamed = await post("/v1/events", lines, { "content-type": "application/x-ndjson" });
    expect(
      streamed.text
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line)),
    ).toMatchObject([
      { line: 1, id: "op-1", status: "accepted" },
      { line: 2, id: "op-2", status: "accepted", unbilled: "unknown-customer" },
      { line: 3, status: "rejected", errors: [{ code: "malformed-body" }] },
      { line: 4, id: "op-0", status: "duplicate" },
    ]);
    // The third was sent for a customer that nobody knows; as another event it is sent for the right one.
    const batch = [
      { ...third, id: "op-2b" },
      ...others,
      { ...first, data: { operations: 1 } },
      first,
      {},
    ];
    const answer = await post("/v1/events", batch);
    expect(answer).toMatchObject({
      status: 200,
      json: { accepted: 39, duplicate: 1, conflict: 1, rejected: 1 },
    });
    expect((answer.json.items as object[]).slice(-3)).toMatchObject([
      { id: "op-0", status: "conflict", errors: [{ code: "event-conflict", path: "/id" }] },
      { id: "op-0", status: "duplicate" },
      { status: "rejected" },
    ]);
  });

  it("of CloudEvents is taken in every mode", async () => {
    const cloud = (id: string) => ({
      specversion: "1.0",
      id,
      source: "/gateway/eu",
      type: "sneeze",
      subject: "c-1",
      time: "2026-01-20T10:00:00Z",
      datacontenttype: "application/json",
      data: { loud: true },
    });
    const structured = { "content-type": "application/cloudevents+json; charset=UTF-8" };
    const unmetered = { status: "accepted", unbilled: "unknown-meter" };
    expect((await post("/v1/events", cloud("ce-1"), structured)).json).toMatchObject(unmetered);
    expect((await post("/v1/events", cloud("ce-1"))).json).toMatchObject({ status: "duplicate" });
    const batched = { "content-type": "application/cloudevents-batch+json" };
    expect((await post("/v1/events", [cloud("ce-2"), cloud("ce-1")], batched)).json).toMatchObject({
      accepted: 1,
      duplicate: 1,
    });
    const { data, subject, ...attributes } = cloud("ce-3");
    const binary = Object.fromEntries(
      Object.entries({ ...attributes, subject }).map(([name, value]) => [`ce-${name}`, value]),
    );
    expect((await post("/v1/events", data, binary)).json).toMatchObject(unmetered);
    expect((await post("/v1/events", cloud("ce-3"))).json).toMatchObject({ status: "duplicate" });
  });

  it("is told by hour, day and month, and every sum is that of the events", async () => {
    const span = "meter=operations&from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z";
    for (const window of ["hour", "day", "month"]) {
      const series = await get<{
        windows: { from: string; to: string; quantity: string; events: number }[];
        total: string;
        events: number;
      }>(`/v1/usage?${span}&customer=c-1&window=${window}`);
      expect([series.total, series.events]).toEqual(["2000", 40]);
      expect(series.windows).toHaveLength({ hour: 744, day: 31, month: 1 }[window] ?? 0);
      for (const { from, to, quantity, events } of series.windows) {
        const inside = usage.filter(
          (event) =>
            event.customer === "c-1" && at(event.time) >= at(from) && at(event.time) < at(to),
        );
        expect([quantity, events], from).toEqual([String(inside.length * 50), inside.length]);
      }
    }
    expect(await get(`/v1/usage?${span}`)).toMatchObject({
      customer: null,
      total: "2050",
      events: 41,
    });
    expect((await get<Page<object>>(`/v1/usage/top?${span}`)).items).toEqual([
      { customer: "c-1", customerName: "Alder", quantity: "2000", events: 40 },
      { customer: "c-late", customerName: "c-late", quantity: "50", events: 1 },
    ]);
  });

  it("that no invoice will charge is listed with the reason", async () => {
    const unbilled = await all<{ id: string; reason: string }>("/v1/unbilled", 2);
    expect(unbilled.map(({ id, reason }) => `${id} ${reason}`)).toEqual([
      "op-2 unknown-customer",
      "ce-1 unknown-meter",
      "ce-2 unknown-meter",
      "ce-3 unknown-meter",
    ]);
    expect(await get("/v1/unbilled?limit=1")).toMatchObject({ total: 4 });
  });

  it("sent again more than 35 days later, and with another time, is still a duplicate", async () => {
    await server.moveTo("2026-03-15T00:00:00Z");
    const again = { ...usage[0], time: "2026-03-14T00:00:00Z" };
    expect((await post("/v1/events", again)).json).toEqual({ id: "op-0", status: "duplicate" });
    const refused = await pruneEventKeys(
      server.florin.store.pool,
      "default",
      34,
      at("2026-03-15T00:00:00Z"),
    );
    expect(refused.ok).toBe(false);
    const kept = await pruneEventKeys(
      server.florin.store.pool,
      "default",
      43,
      at("2026-03-15T00:00:00Z"),
    );
    expect(kept).toEqual({ ok: true, value: 0 });
    expect((await post("/v1/events", usage[1])).json).toEqual({ id: "op-1", status: "duplicate" });
  });
});
