import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { acme } from "../../src/account/account.fixture.ts";
import type { Model } from "../../src/model/model.ts";
import type { RevenueByStream, Summary, UsageSeries } from "../../src/services/reports.ts";
import { asking } from "./asking.ts";
import { invalid, refusing } from "./refusing.ts";
import { type RunningFlorin, runFlorin } from "./running-florin.ts";

let server: RunningFlorin;
const { get, post } = asking(() => server.api);
const refuses = refusing(() => server);

const logins: Model["meters"][string] = {
  event: "login",
  aggregation: { kind: "unique", property: "user" },
  unit: "user",
};
const model: Model = { ...acme, meters: { ...acme.meters, logins } };

beforeAll(async () => {
  server = await runFlorin("2026-01-01T00:00:00Z");
});
afterAll(() => server?.stop());

describe("before anything is sold", () => {
  it("another model may take the place of the current one", async () => {
    for (const other of [
      { ...model, id: "draft", currency: "USD" },
      { ...model, version: "0" },
    ])
      expect((await post("/v1/models", other)).status).toBe(201);
    expect((await post("/v1/models", model)).status).toBe(201);
  });
});

describe("what a customer page reads", () => {
  it("is the same customer with every purchase, one-off sales included", async () => {
    const bought = [
      ["/v1/customers", { id: "c-1", name: "Alder", segment: "small" }],
      ["/v1/customers", { id: "c-2", name: "Birch", segment: "large" }],
      ["/v1/customers", { id: "c-3", name: "Cedar" }],
      ["/v1/subscriptions", { id: "s-1", customer: "c-1", plan: "hybrid", start: "2026-01-01" }],
      [
        "/v1/subscriptions",
        {
          id: "s-2",
          customer: "c-2",
          plan: "reserved",
          start: "2026-01-01",
          quantities: { nodes: "5" },
        },
      ],
      [
        "/v1/sales",
        {
          id: "w-1",
          customer: "c-1",
          offer: "tuning",
          date: "2026-01-10",
          quantity: 3,
          delivery: "on-site",
        },
      ],
    ] as const;
    for (const [path, body] of bought) expect((await post(path, body)).status, path).toBe(201);
    expect(await get("/v1/customers/c-1")).toMatchObject({
      sales: [
        {
          id: "w-1",
          offer: "tuning",
          name: acme.offers?.tuning?.name,
          date: "2026-01-10",
          quantity: "3",
          unit: acme.offers?.tuning?.per,
          delivery: "on-site",
        },
      ],
    });
  });

  it("is found by plan in service and by segment, all of which the summary names", async () => {
    const ids = async (query: string): Promise<string[]> =>
      (await get<{ items: { id: string }[] }>(`/v1/customers?${query}`)).items.map(({ id }) => id);
    expect(await ids("plan=hybrid")).toEqual(["c-1"]);
    expect(await ids("plan=team")).toEqual([]);
    expect(await ids("plan=reserved&segment=large")).toEqual(["c-2"]);
    expect(await ids("plan=reserved&segment=small")).toEqual([]);
    expect(await ids("parked=true")).toEqual([]);
    expect(await ids("parked=false")).toEqual(["c-1", "c-2", "c-3"]);
    expect((await get<Summary>("/v1/summary")).segments).toEqual(["large", "small"]);
  });

  it("shows an open draft while late events may join it, and the period it billed afterwards", async () => {
    const open = async () => (await get<{ draftOpen: boolean }>("/v1/customers/c-1")).draftOpen;
    await server.moveTo("2026-01-31T12:00:00Z");
    await post("/v1/events", {
      id: "op-1",
      type: "inference",
      customer: "c-1",
      time: "2026-01-20T10:00:00Z",
      data: { operations: 1_500 },
    });
    expect(await open()).toBe(false);
    expect(await get("/v1/customers/c-1/drafts")).toEqual({ items: [] });
    expect((await server.api.get("/v1/customers/nobody/drafts")).status).toBe(404);
    await server.moveTo("2026-02-01T00:30:00Z");
    expect(await open()).toBe(true);
    expect(await get("/v1/customers/c-1/drafts")).toMatchObject({
      items: [{ status: "draft", number: null }],
    });
    await server.moveTo("2026-02-01T02:00:00Z");
    expect(await open()).toBe(false);
    expect(await get("/v1/customers/c-1")).toMatchObject({
      billedUsage: [
        { meter: "operations", from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z" },
      ],
    });
  });
});

describe("usage over a range", () => {
  it("is what an invoice over it would bill: peaks and different users are not added up", async () => {
    const events = [
      ["node-count", "c-2", "2026-01-05", { nodes: 5 }],
      ["node-count", "c-2", "2026-01-06", { nodes: 7 }],
      ["node-count", "c-3", "2026-01-07", { nodes: 2 }],
      ["login", "c-2", "2026-01-05", { user: "ann" }],
      ["login", "c-2", "2026-01-06", { user: "ann" }],
      ["login", "c-2", "2026-01-06", { user: "bob" }],
    ] as const;
    const body = events.map(([type, customer, day, data], index) => ({
      id: `u-${index}`,
      type,
      customer,
      time: `${day}T10:00:00Z`,
      data,
    }));
    expect((await post("/v1/events", body)).json).toMatchObject({ accepted: events.length });
    const range = "from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z";
    const usage = (query: string) => get<UsageSeries>(`/v1/usage?${range}&${query}`);
    const peak = await usage("meter=nodes&customer=c-2&window=day");
    expect([peak.total, peak.events]).toEqual(["7", 2]);
    expect((await usage("meter=nodes&window=day")).total).toBe("9");
    expect((await usage("meter=logins&customer=c-2&window=day")).total).toBe("2");
    expect((await usage("meter=operations&window=month")).total).toBe("1500");
    await refuses(
      "GET",
      "/v1/usage?meter=nodes&from=2026-01-01T00:00:00Z&to=2026-08-01T00:00:00Z&window=hour",
      {},
      invalid("too-many-windows /query/window"),
    );
  });
});

describe("revenue by stream", () => {
  it("adds up after a version renamed a stream that was billed", async () => {
    const before = await get<RevenueByStream>("/v1/revenue");
    const text = JSON.stringify({ ...model, version: "2" })
      .replaceAll('"stream":"services"', '"stream":"work"')
      .replace('"services":{"name"', '"work":{"name"');
    const renamed: unknown = JSON.parse(text);
    expect(await post("/v1/models", renamed)).toMatchObject({ status: 201 });
    const after = await get<RevenueByStream>("/v1/revenue");
    const billed = ({ streams: all }: RevenueByStream) =>
      Object.fromEntries(all.map(({ id, total }) => [id, total]));
    expect(billed(after)).toEqual({ ...billed(before), work: "0.00" });
    expect(after.total).toBe(before.total);
    expect(after.streams.find(({ id }) => id === "services")?.name).toBe("Services");
    expect([after.runningMonth, after.months.at(-1)]).toEqual(["2026-02", "2026-02"]);
  });
});

describe("a model that the books are not kept by", () => {
  it("is refused once something was sold, in another currency or under another id", async () => {
    const asked = (body: unknown) => ({ body });
    const euro = JSON.parse(
      JSON.stringify({ ...acme, version: "9" })
        .replaceAll(" USD", " EUR")
        .replace('"USD"', '"EUR"'),
    );
    await refuses("POST", "/v1/models", asked(euro), invalid("other-model-currency /currency"));
    await refuses(
      "POST",
      "/v1/models",
      asked({ ...model, id: "other" }),
      invalid("other-model-id /id"),
    );
    await refuses(
      "POST",
      "/v1/models",
      asked({ ...euro, id: "other" }),
      invalid("other-model-id /id", "other-model-currency /currency"),
    );
    const summary = await get<Summary>("/v1/summary");
    expect([summary.model?.id, summary.currency]).toEqual(["acme", "USD"]);
  });

  it("but was published before is answered as it was", async () => {
    const again = await post("/v1/models", { ...model, id: "draft", currency: "USD" });
    expect([again.status, again.json]).toEqual([200, expect.objectContaining({ id: "draft" })]);
    expect((await get<Summary>("/v1/summary")).model?.version).toBe("2");
  });
});
