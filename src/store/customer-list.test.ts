import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectOk } from "../fault/fault.ts";
import { unparkAccount } from "./accounts.ts";
import { billedUsageOf, type CustomerListRequest, listCustomers } from "./customer-list.ts";
import { finalInvoice, writeInvoices } from "./invoice.fixture.ts";
import { listInvoices } from "./invoice-list.ts";
import { everyPage, saveListedCustomers } from "./listed-customers.fixture.ts";
import type { Tx } from "./tenant.ts";
import { type TestDatabase, testDatabase } from "./test-database.fixture.ts";

let database: TestDatabase;
const january = Date.UTC(2026, 0, 31);

beforeAll(async () => {
  database = await testDatabase();
  for (const tenant of ["acme", "zeta"]) await database.store.withTenant(tenant, fill);
});
afterAll(() => database.drop());

async function fill(tx: Tx): Promise<void> {
  await saveListedCustomers(tx);
  const january1 = finalInvoice("j-1", {
    lines: [
      ["subscriptions", "10.00"],
      ["usage", "0.50"],
    ],
  });
  const metered = (from: string, to: string, meter: string, kind: "usage" | "late-usage") =>
    january1.lines.map((line) => ({
      ...line,
      kind,
      meter,
      period: { from: `2026-${from}T00:00:00Z`, to: `2026-${to}T00:00:00Z` },
    }));
  await writeInvoices(tx, "INV", [
    { ...january1, lines: metered("01-01", "02-01", "calls", "usage") },
    { ...finalInvoice("f-1"), lines: metered("02-01", "03-01", "calls", "usage") },
    { ...finalInvoice("f-2"), lines: metered("01-05", "01-12", "storage", "usage") },
    { ...finalInvoice("f-3"), lines: metered("03-01", "04-01", "storage", "late-usage") },
    finalInvoice("f-4", { lines: [["subscriptions", "-2.25"]] }),
  ]);
}

const reading = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  database.store.withTenant("acme", work, { readOnly: true });

describe("listCustomers", () => {
  it("goes through all of them once, by name and id, in pages of any size", async () => {
    const all = await reading(async (tx) => expectOk(await listCustomers(tx, { limit: 100 })));
    expect(all.items).toHaveLength(25);
    expect(all.next).toBeNull();
    const sorted = [...all.items].sort((a, b) =>
      a.name === b.name ? (a.id < b.id ? -1 : 1) : a.name < b.name ? -1 : 1,
    );
    expect(all.items.map(({ id }) => id)).toEqual(sorted.map(({ id }) => id));
    for (const limit of [1, 7, 25]) {
      const paged = await everyPage((cursor) =>
        reading(async (tx) =>
          expectOk(await listCustomers(tx, { limit, ...(cursor === undefined ? {} : { cursor }) })),
        ),
      );
      expect(paged).toEqual(all.items);
    }
  });

  it("finds a part of a name or an id in any case, wildcards meaning themselves", async () => {
    const found = (search: string, segment?: string) =>
      reading(async (tx) => {
        const request = { limit: 50, search, ...(segment === undefined ? {} : { segment }) };
        return expectOk(await listCustomers(tx, request)).items.map(({ id }) => id);
      });
    expect(await found("ÜMLÄUT")).toEqual(["c-7"]);
    expect(await found("100%_")).toEqual(["c-7"]);
    expect(await found("%")).toEqual(["c-7"]);
    expect((await found("C-2")).sort()).toEqual(["c-2", "c-20", "c-21", "c-22", "c-23", "c-24"]);
    expect((await found("c-2", "enterprise")).sort()).toEqual(["c-2", "c-20", "c-22", "c-24"]);
    expect(await found("' or true --")).toEqual([]);
  });

  it("shows what each was invoiced, and in which currency", async () => {
    const all = await reading(async (tx) => expectOk(await listCustomers(tx, { limit: 100 })));
    expect(all.items.find(({ id }) => id === "c-1")).toMatchObject({
      billedIn: "USD",
      invoiced: "1505.25",
      parked: null,
      createdAt: 1,
    });
    expect(all.items.find(({ id }) => id === "c-3")).toMatchObject({
      billedIn: null,
      invoiced: "0",
      parked: { reason: "it does not add up", since: january },
    });
  });

  it("narrows to one, to the parked, and to the holders of a plan in service", async () => {
    const ids = (request: Omit<CustomerListRequest, "limit">) =>
      reading(async (tx) =>
        expectOk(await listCustomers(tx, { ...request, limit: 50 })).items.map(({ id }) => id),
      );
    expect(await ids({ ids: ["c-2", "c-99"] })).toEqual(["c-2"]);
    expect(await ids({ parked: true })).toEqual(["c-3"]);
    expect(await ids({ parked: false })).toHaveLength(24);
    const holders = (plan: string, at: number) => ids({ subscribed: { plan, at } });
    expect(await holders("team", 99)).toEqual([]);
    expect(await holders("team", 100)).toEqual(["c-1"]);
    expect(await holders("team", 200)).toEqual([]);
    expect(await holders("other", 100)).toEqual([]);
    await database.store.withTenant("zeta", (tx) => unparkAccount(tx, "c-3"));
    expect(await ids({ parked: true })).toEqual(["c-3"]);
  });

  it("refuses a cursor of another list, tenant or filter, and a damaged one", async () => {
    const page = await reading(async (tx) => expectOk(await listCustomers(tx, { limit: 2 })));
    const cursor = page.next ?? "";
    const refused = { ok: false, faults: [{ code: "invalid-cursor" }] };
    const forged = Buffer.from(JSON.stringify(["x", "Customer 1", "c-1"])).toString("base64url");
    expect(
      await reading((tx) => listCustomers(tx, { limit: 2, segment: "enterprise", cursor })),
    ).toMatchObject(refused);
    expect(
      await reading((tx) => listCustomers(tx, { limit: 2, parked: false, cursor })),
    ).toMatchObject(refused);
    expect(await reading((tx) => listInvoices(tx, { limit: 2, cursor }))).toMatchObject(refused);
    expect(await reading((tx) => listCustomers(tx, { limit: 2, cursor: forged }))).toMatchObject(
      refused,
    );
    expect(
      await reading((tx) => listCustomers(tx, { limit: 2, cursor: `${cursor.slice(0, -4)}AAAA` })),
    ).toMatchObject(refused);
    expect(await reading((tx) => listCustomers(tx, { limit: 2, cursor: "" }))).toMatchObject(
      refused,
    );
    const foreign = database.store.withTenant("zeta", (tx) =>
      listCustomers(tx, { limit: 2, cursor }),
    );
    expect(await foreign).toMatchObject(refused);
  });
});

describe("billedUsageOf", () => {
  it("tells the latest period of each meter, late lines left out", async () => {
    expect(await reading((tx) => billedUsageOf(tx, "c-1"))).toEqual([
      { meter: "calls", from: Date.UTC(2026, 1, 1), to: Date.UTC(2026, 2, 1) },
      { meter: "storage", from: Date.UTC(2026, 0, 5), to: Date.UTC(2026, 0, 12) },
    ]);
    expect(await reading((tx) => billedUsageOf(tx, "c-2"))).toEqual([]);
  });
});
