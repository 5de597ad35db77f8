import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { invoiceText } from "../account/invoice.ts";
import { finalInvoice, writeInvoices } from "./invoice.fixture.ts";
import { invoiceDocument, invoiceDocuments } from "./invoices.ts";
import { type TestDatabase, testDatabase } from "./test-database.fixture.ts";
import { verifyInvoices } from "./verify-invoices.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase({ tenants: ["acme", "race", "broken", "bulk"] });
});
afterAll(() => database.drop());

const verify = (tenant: string) =>
  database.store.withTenant(tenant, (tx) => verifyInvoices(tx), { readOnly: true });

describe("writeInvoices", () => {
  it("numbers in the order given and keeps every byte", async () => {
    const drafts = [
      finalInvoice("i-1", {
        lines: [
          ["subscriptions", "499.00"],
          ["usage", "0.01"],
        ],
      }),
      finalInvoice("i-2", { customer: "c-2", customerName: 'O"Brien, {Ltd} \\ Söhne' }),
      finalInvoice("i-0", { lines: [] }),
    ];
    const numbered = await database.store.withTenant("acme", (tx) =>
      writeInvoices(tx, "INV", drafts),
    );
    expect(numbered.map(({ id, number }) => [id, number])).toEqual([
      ["i-1", "INV-000001"],
      ["i-2", "INV-000002"],
      ["i-0", "INV-000003"],
    ]);
    for (const invoice of numbered) {
      const stored = await database.store.withTenant("acme", (tx) =>
        invoiceDocument(tx, invoice.id),
      );
      expect(stored).toBe(invoiceText(invoice));
    }
    const { rows } = await database.admin.query(
      `select invoice, position, stream, kind, plan, charge, period_from, quantity, amount, issued_month
      from invoice_lines where tenant = 'acme' order by invoice, position`,
    );
    expect(rows).toHaveLength(3);
    expect(rows[1]).toEqual({
      invoice: "i-1",
      position: 1,
      stream: "usage",
      kind: "recurring",
      plan: "team",
      charge: null,
      period_from: Date.UTC(2026, 0, 1),
      quantity: "1",
      amount: "0.01",
      issued_month: "2026-01-01",
    });
    expect(await verify("acme")).toEqual([]);
    const [, second] = await database.store.withTenant("acme", (tx) =>
      invoiceDocuments(tx, "INV", 0, 2),
    );
    expect(second).toMatchObject({ position: 2 });
  });

  it("burns no number when the transaction fails, and refuses to bill an invoice twice", async () => {
    const again = database.store.withTenant("acme", (tx) =>
      writeInvoices(tx, "INV", [finalInvoice("i-1")]),
    );
    await expect(again).rejects.toThrow(/duplicate key/);
    const [next] = await database.store.withTenant("acme", (tx) =>
      writeInvoices(tx, "INV", [finalInvoice("i-3")]),
    );
    expect(next?.number).toBe("INV-000004");
    const [other] = await database.store.withTenant("acme", (tx) =>
      writeInvoices(tx, "CR", [finalInvoice("i-4")]),
    );
    expect(other?.number).toBe("CR-000001");
    expect(await verify("acme")).toEqual([]);
  });

  it("stays gapless and unique when 20 write at once and some of them fail", async () => {
    const writer = async (index: number): Promise<readonly (string | null)[]> => {
      const invoices = [1, 2, 3].map((part) => finalInvoice(`i-${index}-${part}`));
      try {
        const numbered = await database.store.withTenant("race", async (tx) => {
          const written = await writeInvoices(tx, "INV", invoices);
          if (index % 4 === 0) throw new Error("the run failed after it had its numbers");
          return written;
        });
        return numbered.map(({ number }) => number);
      } catch {
        return [];
      }
    };
    const numbers = (
      await Promise.all(Array.from({ length: 20 }, (_, index) => writer(index)))
    ).flat();
    const expected = Array.from(
      { length: 45 },
      (_, index) => `INV-${String(index + 1).padStart(6, "0")}`,
    );
    expect(numbers.sort()).toEqual(expected);
    expect(await verify("race")).toEqual([]);
  });

  it("writes more invoices than one statement holds", async () => {
    const invoices = Array.from({ length: 2_300 }, (_, index) => finalInvoice(`b-${index}`));
    const numbered = await database.store.withTenant("bulk", (tx) =>
      writeInvoices(tx, "INV", invoices),
    );
    expect(numbered.at(-1)?.number).toBe("INV-002300");
    expect(await verify("bulk")).toEqual([]);
  });
});

describe("verifyInvoices", () => {
  it("finds what a foreign key would, and more", async () => {
    await database.store.withTenant("broken", (tx) =>
      writeInvoices(tx, "INV", [
        finalInvoice("a"),
        finalInvoice("b"),
        finalInvoice("c"),
        finalInvoice("d"),
      ]),
    );
    await database.admin.query(`
      update invoice_lines set amount = amount + 0.01 where tenant = 'broken' and invoice = 'a';
      update invoice_lines set invoice = 'nowhere' where tenant = 'broken' and invoice = 'b';
      update invoices set customer = 'somebody' where tenant = 'broken' and id = 'c';
      delete from invoices where tenant = 'broken' and id = 'd';
      insert into invoice_lines select * from invoice_lines where false;
    `);
    const found = await verify("broken");
    expect(found.map(({ subject, broken }) => `${subject} ${broken.split(":")[0]}`)).toEqual([
      "INV numbers not gapless",
      "a lines do not add up",
      "b line count",
      "b lines do not add up",
      "c document differs",
      "d line without invoice",
      "nowhere line without invoice",
    ]);
    expect(await verify("acme")).toEqual([]);
  });
});
