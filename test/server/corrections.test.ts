import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { acme } from "../../src/account/account.fixture.ts";
import type { Invoice } from "../../src/account/invoice.ts";
import type { Model } from "../../src/model/model.ts";
import { usd } from "../../src/money/money.ts";
import { perUnit } from "../../src/pricing/per-unit.ts";
import type { EventDetail } from "../../src/services/event-answers.ts";
import { asking } from "./asking.ts";
import { type RunningFlorin, runFlorin } from "./running-florin.ts";

/** One dollar for each of a customer's distinct regions and one for its peak: nothing that a negative event could mend. */
const model: Model = {
  ...acme,
  meters: {
    regions: {
      event: "inference",
      aggregation: { kind: "unique", property: "region" },
      unit: "region",
    },
    peak: {
      event: "inference",
      aggregation: { kind: "max", property: "operations" },
      unit: "operation",
    },
  },
  plans: {
    peaks: {
      name: "Peaks",
      stream: "usage",
      charges: {
        regions: { meter: "regions", every: "monthly", price: perUnit(usd(1)) },
        peak: { meter: "peak", every: "monthly", price: perUnit(usd(1)) },
      },
    },
  },
  addons: {},
  offers: {},
  licences: {},
};

let server: RunningFlorin;
const api = asking(() => server.api);

const used = (id: string, region: string, operations: number, time = "2026-01-10T00:00:00Z") => ({
  id,
  type: "inference",
  customer: "c-1",
  time,
  data: { region, operations },
});

async function lastInvoice(): Promise<Invoice> {
  const [newest] = await api.all<{ id: string }>("/v1/invoices", 1);
  return api.get<Invoice>(`/v1/invoices/${encodeURIComponent(newest?.id ?? "")}`);
}

const shown = ({ lines }: Invoice) =>
  lines.map(
    ({ kind, charge, amount, period }) => `${kind} ${charge} ${period?.from.slice(0, 7)} ${amount}`,
  );

beforeAll(async () => {
  server = await runFlorin("2026-01-01T00:00:00Z");
  expect((await api.post("/v1/models", model)).status).toBe(201);
  await api.post("/v1/customers", { id: "c-1", name: "One" });
  await api.post("/v1/subscriptions", {
    id: "s-1",
    customer: "c-1",
    plan: "peaks",
    start: "2026-01-01",
  });
});
afterAll(() => server?.stop());

describe("corrections over the server", () => {
  it("change the invoice within its grace window, and are billed by the difference later", async () => {
    await server.moveTo("2026-01-20T00:00:00Z");
    const events = [used("a", "eu", 100), used("b", "us", 400), used("c", "ap", 900)];
    expect((await api.post("/v1/events", events)).json).toMatchObject({ accepted: 3 });
    await server.moveTo("2026-02-01T00:30:00Z");
    const first = await api.post("/v1/events/corrections", [
      { void: { id: "c" }, reason: "a test" },
    ]);
    expect(first.json).toMatchObject({
      accepted: 1,
      items: [{ status: "accepted", receivedAt: "2026-02-01T00:30:00Z" }],
    });
    await server.moveTo("2026-02-01T02:00:00Z");
    expect(shown(await lastInvoice())).toEqual([
      "usage peak 2026-01 400.00",
      "usage regions 2026-01 2.00",
    ]);

    await server.moveTo("2026-02-10T00:00:00Z");
    await api.post("/v1/events/corrections", [
      { void: { id: "b" } },
      { replace: { id: "a" }, with: { data: { region: "eu", operations: 150 } } },
    ]);
    await server.moveTo("2026-03-01T02:00:00Z");
    const lines = shown(await lastInvoice()).filter((line) => line.startsWith("late"));
    expect(lines).toEqual(["late-usage peak 2026-01 -250.00", "late-usage regions 2026-01 -1.00"]);
  });

  it("say beforehand which lines they would change, and then nothing is written", async () => {
    const dryRun = (body: unknown) => api.post("/v1/events/corrections?dryRun=true", body);
    const before = await api.get<EventDetail>("/v1/events/api/a");
    const moved = { replace: { id: "a" }, with: { time: "2026-03-02T00:00:00Z" } };
    const { json } = await dryRun([moved, { void: { id: "nothing" } }]);
    const line = (charge: string, index: number) => `s-1/${charge}/${index}`;
    expect(json).toMatchObject({
      accepted: 0,
      unknown: 1,
      rejected: 1,
      items: [{ errors: [{ code: "event-in-future" }] }, { status: "unknown-event" }],
      touches: [],
    });
    const back = { replace: { id: "a" }, with: { time: "2026-02-20T00:00:00Z" } };
    const told = (await dryRun([back, { void: { id: "b" } }])).json as {
      items: { status: string }[];
      touches: { effect: string; line: string; invoice: unknown }[];
    };
    expect(told.items.map(({ status }) => status)).toEqual(["accepted", "duplicate"]);
    expect(told.touches.map(({ effect, line: id }) => `${effect} ${id}`).sort()).toEqual([
      ...["peak", "regions"].map((charge) => expect.stringContaining(`joins ${line(charge, 1)}`)),
      ...["peak", "regions"].map((charge) => expect.stringContaining(`leaves ${line(charge, 0)}`)),
    ]);
    expect(await api.get("/v1/events/api/a")).toEqual(before);
  });

  it("are read without what was voided, and verified", async () => {
    const range = "from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z";
    expect(await api.get(`/v1/usage?meter=peak&${range}&window=month`)).toMatchObject({
      total: "150",
    });
    expect(await api.get("/v1/summary")).toMatchObject({ events: { accepted: 3, unbilled: 0 } });
  });

  it("are told of each event, with the invoice line that takes it", async () => {
    const { id, number } = await lastInvoice();
    const { status, charges, unbilled } = await api.get<EventDetail>("/v1/events/api/a");
    expect({ status, unbilled }).toEqual({ status: "standing", unbilled: null });
    expect(charges.map(({ meter, line, invoice }) => ({ meter, line, invoice }))).toEqual([
      { meter: "peak", line: "s-1/peak/0/late/1", invoice: { id, number } },
      { meter: "regions", line: "s-1/regions/0/late/1", invoice: { id, number } },
    ]);
    expect(await api.get("/v1/events/api/b")).toMatchObject({
      status: "voided",
      versions: [{ status: "voided", withdrawnAt: "2026-02-10T00:00:00Z" }],
      charges: [],
      unbilled: null,
    });
    const found = await api.all<{ id: string }>("/v1/events?meter=peak&customer=c-1", 2);
    expect(found.map((event) => event.id)).toEqual(["c", "b", "a", "a"]);
    expect((await server.api.get("/v1/events?meter=peek")).status).toBe(422);
    expect((await server.api.get("/v1/events/api/nothing")).status).toBe(404);
  });

  it("answer the same under a key, and refuse what no event may become", async () => {
    const key = { "idempotency-key": "k-1" };
    const body = [
      { id: "x-9", replace: { id: "a" }, with: { data: { region: "eu" } } },
      { replace: { id: "a" }, with: { time: "2027-01-01T00:00:00Z" } },
      { void: { id: "a" }, wehn: "now" },
      { id: "x-10", replace: { id: "a" }, with: { data: { region: "eu", operations: 151 } } },
    ];
    const answer = await api.post("/v1/events/corrections", body, key);
    expect(answer.json).toMatchObject({ accepted: 1, rejected: 3 });
    const { items } = answer.json as { items: { errors?: { code: string; path: string }[] }[] };
    expect(items.map(({ errors }) => errors?.map(({ code, path }) => `${code} ${path}`))).toEqual([
      ["missing-property /with/data/operations"],
      ["event-in-future /with/time"],
      ["unknown-field /wehn"],
      undefined,
    ]);
    expect((await api.post("/v1/events/corrections", body, key)).text).toBe(answer.text);
    const other = await api.post("/v1/events/corrections", body.slice(1), key);
    expect(other.json).toMatchObject({ code: "idempotency-key-reused" });
    for (const [given, code] of [
      [[], "invalid-request"],
      [Array.from({ length: 1_001 }, () => ({ void: { id: "a" } })), "batch-too-large"],
    ] as const)
      expect((await api.post("/v1/events/corrections", given)).json).toMatchObject({ code });
  });
});
