import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ContractView } from "../../src/account/contracts/contract-view.ts";
import type { Timeline } from "../../src/services/accounts/account-answers.ts";
import type { RemainingObligationsAnswer } from "../../src/services/ledger/revenue-answers.ts";
import type { Page } from "../../src/services/reports.ts";
import { asking } from "./asking.ts";
import { contractModel } from "./contract-story.ts";
import { type RunningFlorin, runFlorin } from "./running-florin.ts";

let server: RunningFlorin;
const { get, post } = asking(() => server.api);

const signed = (id: string, customer: string, template: string, start: string, more: object = {}) =>
  ["/v1/contracts", { id, customer, template, start, commitment: "60 USD", ...more }] as const;

const told: readonly (readonly [path: string, body: object])[] = [
  ["/v1/models", contractModel],
  ["/v1/customers", { id: "c-1", name: "Alder" }],
  ["/v1/customers", { id: "c-2", name: "Birch" }],
  signed("k-1", "c-1", "rising", "2026-01-01", { months: 3 }),
  signed("k-2", "c-1", "carrying", "2026-01-01"),
  signed("k-3", "c-2", "rising", "2026-06-01", { months: 1 }),
];

beforeAll(async () => {
  server = await runFlorin("2026-01-01T00:00:00Z");
  for (const [path, body] of told)
    expect((await post(path, body)).status, JSON.stringify(body)).toBe(201);
});
afterAll(() => server?.stop());

const ids = async (query: string): Promise<readonly string[]> =>
  (await get<Page<ContractView>>(`/v1/contracts${query}`)).items.map(({ id }) => id);

describe("the list of contracts", () => {
  it("is of all that have not ended, by the end of their term, or narrowed", async () => {
    expect(await ids("")).toEqual(["k-2", "k-1", "k-3"]);
    expect(await ids("?status=scheduled")).toEqual(["k-3"]);
    expect(await ids("?status=running")).toEqual(["k-2", "k-1"]);
    expect(await ids("?endsBefore=2026-04-01")).toEqual(["k-2"]);
    expect(await ids("?customer=c-2")).toEqual(["k-3"]);
    expect(await ids("?customer=nobody")).toEqual([]);
  });

  it("goes on page by page", async () => {
    const first = await get<Page<ContractView>>("/v1/contracts?limit=2");
    expect(first.items.map(({ id }) => id)).toEqual(["k-2", "k-1"]);
    expect(await ids(`?limit=2&cursor=${first.next}`)).toEqual(["k-3"]);
    const other = await server.api.get(`/v1/contracts?limit=2&status=running&cursor=${first.next}`);
    expect(other.status).toBe(400);
  });

  it("refuses a day or a status that is none", async () => {
    expect((await server.api.get("/v1/contracts?endsBefore=soon")).status).toBe(422);
    expect((await server.api.get("/v1/contracts?status=broken")).status).toBe(422);
  });
});

describe("what comes of contracts", () => {
  it("stands in the timeline of their customer, with the missing part of a commitment", async () => {
    const { toCome } = await get<Timeline>("/v1/customers/c-1/timeline");
    const ofFirst = toCome.filter(({ about }) => about === "k-1");
    expect(ofFirst.map(({ at, kind, amount, note }) => [at, kind, amount, note])).toEqual([
      ["2026-02-01T00:00:00Z", "escalation", null, "2.5%"],
      ["2026-02-01T00:00:00Z", "commitment-end", "60.00", null],
      ["2026-03-25T00:00:00Z", "notice-deadline", null, null],
      ["2026-04-01T00:00:00Z", "contract-renews", null, null],
    ]);
    expect(ofFirst[0]).toMatchObject({ group: "subscription", name: "Rising k-1", currency: null });
    expect(toCome.filter(({ about, kind }) => about === "k-2" && kind === "contract-end")).toEqual([
      expect.objectContaining({ at: "2026-03-01T00:00:00Z" }),
    ]);
  });

  it("is what they were before, once an agreed term is taken back", async () => {
    const about = { customer: "c-1", contract: "k-2" };
    const remaining = async () =>
      (await get<RemainingObligationsAnswer>("/v1/revenue/remaining-obligations")).items[0];
    const committed = await remaining();
    expect(committed).toEqual(await remaining());
    const before = await get<ContractView>("/v1/contracts/k-2");
    expect((await post("/v1/contract-renewals", { id: "r-1", ...about })).status).toBe(201);
    const agreed = await get<ContractView>("/v1/contracts/k-2");
    expect([agreed.end, agreed.dates.some(({ kind }) => kind === "contract-renews")]).toEqual([
      "2026-05-01",
      true,
    ]);
    expect(Number((await remaining())?.contracted)).toBeGreaterThan(Number(committed?.contracted));
    expect((await post("/v1/contract-renewal-withdrawals", { id: "w-1", ...about })).status).toBe(
      201,
    );
    expect(await get<ContractView>("/v1/contracts/k-2")).toEqual(before);
    expect(await remaining()).toEqual(committed);
    const again = await post("/v1/contract-renewal-withdrawals", { id: "w-2", ...about });
    expect([again.status, again.text]).toEqual([
      422,
      expect.stringContaining("no-renewal-to-come"),
    ]);
  });

  it("lists one that is over only where it is asked for", async () => {
    await server.moveTo("2026-03-02T00:00:00Z");
    expect(await ids("")).toEqual(["k-1", "k-3"]);
    expect(await ids("?status=ended")).toEqual(["k-2"]);
  });
});
