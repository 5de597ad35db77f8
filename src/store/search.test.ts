import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { saveCustomer } from "./customers.ts";
import { finalInvoice, writeInvoices } from "./invoice.fixture.ts";
import { saveListedCustomers } from "./listed-customers.fixture.ts";
import { findCustomers, findInvoices, findPurchases } from "./search.ts";
import type { Tx } from "./tenant.ts";
import { type TestDatabase, testDatabase } from "./test-database.fixture.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  for (const tenant of ["acme", "zeta"]) await database.store.withTenant(tenant, fill);
});
afterAll(() => database.drop());

async function fill(tx: Tx): Promise<void> {
  await saveListedCustomers(tx);
  const told = { segment: null, country: null, currency: null, timeZone: null, payer: null };
  const at = { fact: "{}", createdAt: 0 };
  await saveCustomer(tx, { ...told, ...at, id: "n-1", name: "Old name", email: null });
  await saveCustomer(tx, {
    ...told,
    ...at,
    id: "n-1",
    name: "Northwind",
    email: "AP@Wind.example",
  });
  await saveCustomer(tx, {
    ...told,
    ...at,
    id: "North",
    name: "Customers of the north",
    email: null,
  });
  await writeInvoices(tx, "INV", [finalInvoice("i-1"), finalInvoice("i-2")]);
}

const reading = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  database.store.withTenant("acme", work, { readOnly: true });

describe("findCustomers", () => {
  const ids = (text: string, limit = 8) =>
    reading(async (tx) => (await findCustomers(tx, text, limit)).map(({ id }) => id));

  it("lists whose id begins with a text, then the name, then the e-mail, then who has it elsewhere, each once", async () => {
    expect(await ids("North")).toEqual(["North", "n-1"]);
    expect(await ids("north")).toEqual(["n-1", "North"]);
    expect(await ids("ap@wind")).toEqual(["n-1"]);
    expect(await ids("OLD NAME")).toEqual([]);
    expect(await ids("c-24")).toEqual(["c-24"]);
    expect(await ids("100%_")).toEqual(["c-7"]);
    expect(await ids("%")).toEqual(["c-7"]);
  });

  it("finds no more than asked for", async () => {
    expect(await ids("customer", 3)).toHaveLength(3);
    expect(await ids("customer", 50)).toHaveLength(26);
  });

  it("is answered by indexes, where row-level security lets them", async () => {
    const plan = await reading(async (tx) => {
      await tx.run("set local enable_seqscan = off");
      return tx.rows<Record<string, string>>(
        "explain select id from customers where name_key >= 'n' and name_key < 'o' order by name_key, id limit 8",
      );
    });
    expect(JSON.stringify(plan)).toMatch(/Index Cond: [^"]*name_key >= 'n'/);
  });
});

describe("findInvoices", () => {
  const numbers = (text: string) =>
    reading(async (tx) => (await findInvoices(tx, text, 8)).map(({ number }) => number));

  it("finds a document by its number, the digits of it, or its id", async () => {
    for (const text of ["INV-000002", "inv-2", "2", "0002", "i-2"])
      expect(await numbers(text), text).toEqual(["INV-000002"]);
    for (const text of ["CRE-2", "3", "INV", "", "999999999999999"])
      expect(await numbers(text), text).toEqual([]);
  });
});

describe("findPurchases", () => {
  it("finds nothing of another kind or tenant", async () => {
    expect(await reading((tx) => findPurchases(tx, "contract", "s", 8))).toEqual([]);
  });
});
