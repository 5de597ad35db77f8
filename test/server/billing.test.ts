import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { acme } from "../../src/account/account.fixture.ts";
import { customers, licence, sale, subscriptions, usage } from "./api-story.ts";
import { asking } from "./asking.ts";
import { type RunningFlorin, runFlorin, until } from "./running-florin.ts";

let server: RunningFlorin;
const { get, all, post } = asking(() => server.api);

beforeAll(async () => {
  server = await runFlorin("2025-12-31T00:00:00Z");
  const told: readonly (readonly [string, unknown])[] = [
    ["/v1/models", acme],
    ...customers.map((customer) => ["/v1/customers", customer] as const),
    ...subscriptions.map((subscription) => ["/v1/subscriptions", subscription] as const),
    ["/v1/licences", licence],
    ["/v1/sales", sale],
  ];
  for (const [path, body] of told) expect((await post(path, body)).status, path).toBe(201);
  await server.moveTo("2026-01-31T23:00:00Z");
  const [first, ...others] = usage;
  expect((await post("/v1/events", others)).json).toMatchObject({ accepted: others.length });
  const early = { ...first, id: "early", customer: "c-late" };
  expect((await post("/v1/events", [first, early])).json).toMatchObject({ accepted: 2 });
  await server.moveTo("2026-03-15T00:00:00Z");
});
afterAll(() => server?.stop());

interface Listed {
  readonly id: string;
  readonly number: string;
  readonly customer: string;
  readonly issuedAt: string;
  readonly total: string;
  readonly lineCount: number;
}

describe("billing on a manual clock", () => {
  it("issued what fell due, in order, with gapless numbers", async () => {
    const invoices = (await all<Listed>("/v1/invoices", 4)).reverse();
    expect(
      invoices.map(({ number, issuedAt, customer, total }) =>
        [number, issuedAt, customer, total].join(" "),
      ),
    ).toEqual([
      "INV-000001 2026-01-01T00:00:00Z c-1 100.00",
      "INV-000002 2026-01-15T00:00:00Z c-2 4990.00",
      "INV-000003 2026-01-20T00:00:00Z c-6 3000.00",
      "INV-000004 2026-02-01T00:00:00Z c-4 54000.00",
      "INV-000005 2026-02-01T00:00:00Z c-5 50000.00",
      "INV-000006 2026-02-01T01:00:00Z c-1 155.00",
      "INV-000007 2026-02-01T01:00:00Z c-3 80.00",
      "INV-000008 2026-03-01T01:00:00Z c-1 100.00",
      "INV-000009 2026-03-01T01:00:00Z c-3 50.00",
    ]);
  });

  it("is listed by customer, month, status and words", async () => {
    const numbers = async (query: string) =>
      (await all<Listed>(`/v1/invoices?${query}`, 2)).map(({ number }) => Number(number.slice(-1)));
    expect(await numbers("customer=c-1")).toEqual([8, 6, 1]);
    expect(await numbers("month=2026-02")).toEqual([7, 6, 5, 4]);
    expect(await numbers("month=2026-02&customer=c-1")).toEqual([6]);
    expect(await numbers("month=2026-01")).toEqual([3, 2, 1]);
    expect(await numbers("q=birch")).toEqual([2]);
    expect(await numbers("q=000003")).toEqual([3]);
    expect(await numbers("q=%25")).toEqual([]);
  });

  it("gives documents that explain themselves and never change", async () => {
    const [invoice] = await all<Listed>("/v1/invoices?customer=c-1&month=2026-02", 5);
    const path = `/v1/invoices/${encodeURIComponent(invoice?.id ?? "")}`;
    const { text, json } = await server.api.get(path);
    const document = json as { lines: { amount: string; explanation: object }[]; total: string };
    expect(document.lines.map(({ amount }) => amount)).toEqual(["100.00", "55.00"]);
    expect(document.lines[1]?.explanation).toMatchObject({
      price: "/plans/hybrid/charges/operations/price",
      priceVersion: "acme@1",
      events: 40,
      quantity: "2000",
      included: "1000",
    });
    await server.moveTo("2026-03-16T00:00:00Z");
    expect((await server.api.get(path)).text).toBe(text);
    expect((await server.api.get("/v1/invoices/c-1%3A99")).status).toBe(404);
  });

  it("bills earlier unbilled usage with a late purchase", async () => {
    await post("/v1/customers", { id: "c-late", name: "Late" });
    const bought = { id: "s-late", customer: "c-late", plan: "hybrid", start: "2026-01-01" };
    expect((await post("/v1/subscriptions", bought)).status).toBe(201);
    await server.moveTo("2026-03-16T02:00:00Z");
    const [invoice] = await all<Listed>("/v1/invoices?customer=c-late", 5);
    // Three months in advance; the 50 operations of January are within the included ones, so the line is of nothing.
    expect(invoice).toMatchObject({ total: "300.00", issuedAt: "2026-03-16T01:00:00Z" });
    const document = await get<{ lines: { kind: string; quantity: string }[] }>(
      `/v1/invoices/${encodeURIComponent(invoice?.id ?? "")}`,
    );
    expect(document.lines.map(({ kind, quantity }) => `${kind} ${quantity}`)).toEqual([
      "recurring 1",
      "recurring 1",
      "recurring 1",
      "usage 50",
    ]);
    expect(await all("/v1/unbilled", 10)).toEqual([]);
  });

  it("shows the draft that becomes the invoice", async () => {
    const drafts = async () =>
      (await get<{ items: readonly { total: string }[] }>("/v1/customers/c-1/drafts")).items;
    expect(await drafts()).toEqual([]);
    await server.moveTo("2026-03-31T23:00:00Z");
    await post("/v1/events", {
      id: "march",
      type: "inference",
      customer: "c-1",
      time: "2026-03-31T22:00:00Z",
      data: { operations: 1_010 },
    });
    await server.moveTo("2026-04-01T00:30:00Z");
    const [draft, ...others] = await drafts();
    expect([draft, others]).toMatchObject([{ status: "draft", number: null, total: "101.00" }, []]);
    await server.moveTo("2026-04-01T01:00:00Z");
    expect(await drafts()).toEqual([]);
    const [invoice] = await all<Listed>("/v1/invoices?customer=c-1", 50);
    const final = await get<object>(`/v1/invoices/${encodeURIComponent(invoice?.id ?? "")}`);
    expect({ ...final, number: null, status: "draft" }).toEqual(draft);
  });

  it("adds up: summary, revenue, customers and invoices are of one mind", async () => {
    const invoices = await all<Listed>("/v1/invoices", 50);
    const cents = (text: string): number => Math.round(Number(text) * 100);
    const total = invoices.reduce((sum, invoice) => sum + cents(invoice.total), 0);
    const summary = await get<{
      invoices: { count: number; total: string };
      events: object;
      customers: number;
    }>("/v1/summary");
    expect(summary).toMatchObject({
      model: { id: "acme", name: "Acme", version: "1" },
      currency: "USD",
      now: "2026-04-01T01:00:00Z",
      customers: 8,
      subscriptions: 5,
      events: { accepted: 43, unbilled: 0 },
      from: "2026-01-01T00:00:00Z",
      to: "2026-04-01T01:00:00Z",
    });
    expect([summary.invoices.count, cents(summary.invoices.total)]).toEqual([
      invoices.length,
      total,
    ]);
    const revenue = await get<{
      months: string[];
      streams: { id: string; amounts: string[]; total: string }[];
      totals: string[];
      total: string;
    }>("/v1/revenue?by=stream");
    expect(revenue.months).toEqual(["2026-01", "2026-02", "2026-03", "2026-04"]);
    expect(cents(revenue.total)).toBe(total);
    for (const [index, month] of revenue.months.entries()) {
      const issued = invoices.filter(({ issuedAt }) => issuedAt.startsWith(month));
      const sum = issued.reduce((acc, invoice) => acc + cents(invoice.total), 0);
      expect(cents(revenue.totals[index] ?? "")).toBe(sum);
      const ofStreams = revenue.streams.reduce(
        (acc, { amounts }) => acc + cents(amounts[index] ?? ""),
        0,
      );
      expect(ofStreams).toBe(sum);
    }
    const billed = await all<{ invoiced: string }>("/v1/customers", 50);
    expect(billed.reduce((sum, { invoiced }) => sum + cents(invoiced), 0)).toBe(total);
  });
});

describe("billing that meets something broken", () => {
  it("parks the account and says why, bills the others, and numbers without a gap", async () => {
    await changeAs(
      "default",
      "update accounts set state = replace(state, 'acme@1', 'acme@9') where customer = 'c-3'",
    );
    await server.moveTo("2026-05-02T00:00:00Z");
    const parked = await get<{ parked: { reason: string; since: string } }>("/v1/customers/c-3");
    expect(parked.parked).toMatchObject({ since: "2026-05-02T00:00:00Z" });
    expect(parked.parked.reason).toContain("acme@9");
    expect(await get("/v1/summary")).toMatchObject({ parked: 1 });
    const listed = await all<{ id: string }>("/v1/customers?parked=true", 5);
    expect(listed.map(({ id }) => id)).toEqual(["c-3"]);
    expect(await get("/v1/customers/c-3/drafts")).toEqual({ items: [] });
    const may = await all<Listed>("/v1/invoices?month=2026-05", 10);
    expect(may.map(({ customer }) => customer).sort()).toEqual(["c-1", "c-late"]);
    const numbers = (await all<Listed>("/v1/invoices", 50)).map(({ number }) =>
      Number(number.slice(-6)),
    );
    expect(numbers.reverse()).toEqual(numbers.map((_, index) => index + 1));
  });

  it("of one tenant bills the others, and tells nobody else", async () => {
    const zeta = await server.addTenant("zeta");
    const bought = { id: "s-1", customer: "c-1", plan: "hybrid", start: "2026-05-20" };
    for (const [path, body] of [
      ["/v1/models", acme],
      ["/v1/customers", { id: "c-1", name: "Zeta's own" }],
      ["/v1/subscriptions", bought],
    ] as const)
      expect((await zeta.post(path, body)).status, path).toBe(201);
    await changeAs(
      "zeta",
      "insert into models (id, version, document, published_at) values ('x', '1', '{', '2027-01-01Z')",
    );
    expect(await server.moveTo("2026-06-02T00:00:00Z")).toBe(2);
    expect((await zeta.post("/v1/clock", { now: "2026-06-02T00:00:00Z" })).json).toMatchObject({
      status: 500,
      code: "internal",
    });
    expect(await server.moveTo("2026-07-02T00:00:00Z")).toBe(2);
  });

  it("goes on where it stopped once the account is let go on, and parks what is still broken", async () => {
    const unpark = (id: string, key?: string) =>
      server.api.ask("POST", `/v1/customers/${id}/unpark`, {
        headers: key === undefined ? {} : { "idempotency-key": key },
      });
    const parked = async () =>
      (await get<{ parked: { reason: string } | null }>("/v1/customers/c-3")).parked;
    expect((await unpark("c-3")).json).toEqual({ customer: "c-3", unparked: true });
    // It is billed in the background, so it may be parked again before the clock moves.
    await server.moveTo("2026-07-03T00:00:00Z");
    expect((await parked())?.reason).toContain("acme@9");

    await changeAs(
      "default",
      "update accounts set state = replace(state, 'acme@9', 'acme@1') where customer = 'c-3'",
    );
    const billed = async () => (await all<Listed>("/v1/invoices?customer=c-3", 50)).length;
    const before = await billed();
    const first = await unpark("c-3", "let-go");
    const again = await unpark("c-3", "let-go");
    expect([again.status, again.text]).toEqual([200, first.text]);
    expect((await unpark("c-1", "let-go")).json).toMatchObject({ code: "idempotency-key-reused" });
    expect((await unpark("c-3")).json).toEqual({ customer: "c-3", unparked: false });
    expect((await unpark("nobody")).json).toMatchObject({ status: 404, code: "not-found" });
    // Some of it may be billed in the background before the clock moves.
    await server.moveTo("2026-07-04T00:00:00Z");
    expect(await billed()).toBe(before + 3);
    expect(await get("/v1/summary")).toMatchObject({ parked: 0 });
  });
});

/** Changes a tenant's rows as only the owner of the tables can. */
async function changeAs(tenant: string, sql: string): Promise<void> {
  const owner = server.florin.store.openOwnerPool();
  const connection = await owner.connect();
  await connection.query("select set_config('florin.tenant', $1, false)", [tenant]);
  expect((await connection.query(sql)).rowCount).toBe(1);
  connection.release();
  await owner.end();
}

describe("billing in real time", () => {
  let real: RunningFlorin;
  const live = asking(() => real.api);

  beforeAll(async () => {
    real = await runFlorin(undefined);
    expect((await live.post("/v1/models", acme)).status).toBe(201);
  });
  afterAll(() => real?.stop());

  it("issues the invoices of a subscription that began earlier within seconds", async () => {
    const hoursAgo = (hours: number): Date => new Date(Date.now() - hours * 3_600_000);
    const start = hoursAgo(20 * 24)
      .toISOString()
      .slice(0, 10);
    await live.post("/v1/customers", { id: "c-1", name: "Alder" });
    const bought = { id: "s-1", customer: "c-1", plan: "team", cadence: "monthly", start };
    expect((await live.post("/v1/subscriptions", bought)).status).toBe(201);
    const [invoice] = await until(async () => {
      const found = await live.all<Listed>("/v1/invoices", 10);
      return found.length > 0 ? found : undefined;
    });
    expect(invoice).toMatchObject({ customer: "c-1", total: "499.00", number: "INV-000001" });
  });

  it("takes events of now, refuses those of tomorrow, and cannot be moved", async () => {
    const event = { id: "e-1", type: "inference", customer: "c-1", data: { operations: 1 } };
    const time = (ahead: number): string => new Date(Date.now() + ahead).toISOString();
    expect((await live.post("/v1/events", { ...event, time: time(0) })).status).toBe(200);
    expect(
      (await live.post("/v1/events", { ...event, id: "e-2", time: time(240_000) })).status,
    ).toBe(200);
    expect(
      (await live.post("/v1/events", { ...event, id: "e-3", time: time(600_000) })).status,
    ).toBe(422);
    expect(await live.post("/v1/clock", { now: time(1_000) })).toMatchObject({
      status: 409,
      json: { code: "clock-not-manual" },
    });
    expect(await live.get("/v1/clock")).toMatchObject({ mode: "real" });
  });
});
