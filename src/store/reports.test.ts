import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectOk } from "../fault/fault.ts";
import { finalInvoice, writeInvoices } from "./invoice.fixture.ts";
import { listInvoices } from "./invoice-list.ts";
import { everyPage, saveListedCustomers } from "./listed-customers.fixture.ts";
import { issuedTotals, revenueByStream, segments, subscribersByPlan, totals } from "./reports.ts";
import type { Tx } from "./tenant.ts";
import { type TestDatabase, testDatabase } from "./test-database.fixture.ts";

let database: TestDatabase;
const january = Date.UTC(2026, 0, 31);
const february = Date.UTC(2026, 1, 28);

beforeAll(async () => {
  database = await testDatabase();
  for (const tenant of ["acme", "zeta"]) await database.store.withTenant(tenant, fill);
});
afterAll(() => database.drop());

async function fill(tx: Tx): Promise<void> {
  await saveListedCustomers(tx);
  await writeInvoices(tx, "INV", [
    finalInvoice("j-1", {
      customer: "c-1",
      customerName: "Customer 1",
      issuedAt: january,
      lines: [
        ["subscriptions", "10.00"],
        ["usage", "0.50"],
      ],
    }),
    finalInvoice("j-2", {
      customer: "c-2",
      customerName: "Customer 2",
      issuedAt: january,
      lines: [["subscriptions", "20.00"]],
    }),
    finalInvoice("f-1", {
      customer: "c-1",
      customerName: "Customer 1",
      issuedAt: february,
      lines: [["subscriptions", "-2.25"]],
    }),
  ]);
}

const reading = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  database.store.withTenant("acme", work, { readOnly: true });

describe("reports", () => {
  it("add up revenue by stream and month", async () => {
    expect(await reading(revenueByStream)).toEqual([
      { stream: "subscriptions", month: "2026-01", currency: "USD", amount: "30.00" },
      { stream: "usage", month: "2026-01", currency: "USD", amount: "0.50" },
      { stream: "subscriptions", month: "2026-02", currency: "USD", amount: "-2.25" },
    ]);
  });

  it("count what there is", async () => {
    expect(await reading(totals)).toEqual({
      customers: 25,
      parked: 1,
      subscriptions: 1,
    });
    expect(await reading(issuedTotals)).toEqual({
      invoices: 3,
      invoiced: { USD: "28.25" },
      firstIssuedAt: january,
      lastIssuedAt: february,
    });
  });

  it("name the segments there are, once", async () => {
    expect(await reading(segments)).toEqual(["enterprise"]);
  });

  it("count subscribers in service", async () => {
    const at = async (instant: number) =>
      Object.fromEntries(await reading((tx) => subscribersByPlan(tx, instant)));
    expect([await at(99), await at(100), await at(199), await at(200)]).toEqual([
      {},
      { team: 1 },
      { team: 1 },
      {},
    ]);
  });
});

describe("listInvoices", () => {
  it("shows the latest first, narrowed and in pages", async () => {
    const list = (request: Omit<Parameters<typeof listInvoices>[1], "limit">, limit = 50) =>
      everyPage((cursor) =>
        reading(async (tx) =>
          expectOk(
            await listInvoices(tx, {
              ...request,
              limit,
              ...(cursor === undefined ? {} : { cursor }),
            }),
          ),
        ),
      );
    const ids = async (request: Parameters<typeof list>[0], limit?: number) =>
      (await list(request, limit)).map(({ id }) => id);
    expect(await ids({})).toEqual(["f-1", "j-2", "j-1"]);
    expect(await ids({}, 1)).toEqual(["f-1", "j-2", "j-1"]);
    expect(await ids({ month: "2026-01" })).toEqual(["j-2", "j-1"]);
    expect(await ids({ customer: "c-1" })).toEqual(["f-1", "j-1"]);
    expect(await ids({ search: "inv-000002" })).toEqual(["j-2"]);
    expect(await ids({ search: "customer 1", month: "2026-02" })).toEqual(["f-1"]);
    const [first] = await list({ search: "000001" });
    expect(first).toEqual({
      id: "j-1",
      number: "INV-000001",
      customer: "c-1",
      customerName: "Customer 1",
      status: "final",
      issuedAt: january,
      dueAt: january + 30 * 86_400_000,
      total: "10.50",
      currency: "USD",
      lineCount: 2,
    });
  });
});
