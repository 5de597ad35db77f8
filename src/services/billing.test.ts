import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  acmeBooks,
  at,
  billUntil,
  customer,
  inference,
  subscription,
} from "../account/account.fixture.ts";
import type { Account } from "../account/account.ts";
import { openAccount } from "../account/account.ts";
import type { Invoice } from "../account/invoice.ts";
import { step } from "../account/step.ts";
import { expectOk } from "../fault/fault.ts";
import { openStoredAccount, saveAccounts } from "../store/accounts.ts";
import { invoiceDocuments } from "../store/invoices.ts";
import { type TestDatabase, testDatabase } from "../store/test-database.fixture.ts";
import { verifyInvoices } from "../store/verify-invoices.ts";
import { type BillingRun, billSome } from "./billing.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase({ tenants: ["many", "broken", "undone"] });
});
afterAll(() => database.drop());

/** A customer who began on one of the days 1 to 28 of January, and when the first invoice is due. */
function opened(index: number): { readonly account: Account; readonly due: number } {
  const id = `c-${String((index * 37) % 1_000).padStart(3, "0")}`;
  const start = `2026-01-${String(1 + (index % 28)).padStart(2, "0")}`;
  const fact = subscription({ id: `s-${id}`, customer: id, plan: "hybrid", start });
  const account = openAccount(customer({ id }));
  const bought = step(account, { kind: "purchase", fact, knownSince: 0 }, acmeBooks);
  const { account: after, nextDue } = expectOk(bought);
  return { account: after, due: nextDue ?? 0 };
}

async function store(tenant: string, count: number): Promise<readonly Account[]> {
  const accounts = Array.from({ length: count }, (_, index) => opened(index));
  await database.store.withTenant(tenant, async (tx) => {
    for (const { account } of accounts) await openStoredAccount(tx, account);
    await saveAccounts(
      tx,
      accounts.map(({ account, due }) => ({
        customer: account.customer.id,
        account,
        version: 1,
        due,
      })),
    );
  });
  return accounts.map(({ account }) => account);
}

const bill = (tenant: string, until: string): Promise<BillingRun> =>
  database.store.withTenant(tenant, (tx) =>
    billSome(tx, acmeBooks, at(until), database.store.events),
  );

async function stored(tenant: string): Promise<readonly Invoice[]> {
  const documents = await database.store.withTenant(tenant, (tx) =>
    invoiceDocuments(tx, acmeBooks.current.series.invoice, 0, 10_000),
  );
  return documents.map(({ document }) => JSON.parse(document) as Invoice);
}

const verify = (tenant: string) =>
  database.store.withTenant(tenant, (tx) => verifyInvoices(tx), { readOnly: true });

const byTurn = (left: Invoice, right: Invoice): number => {
  if (left.issuedAt !== right.issuedAt) return left.issuedAt < right.issuedAt ? -1 : 1;
  return left.customer < right.customer ? -1 : 1;
};

describe("billSome", () => {
  it("numbers in the order of issue where everybody is months behind", async () => {
    const accounts = await store("many", 230);
    const events = accounts.slice(0, 40).map((account, index) => ({
      ...inference(`e-${index}`, "2026-02-10T00:00:00Z", 2_000 + index),
      customer: account.customer.id,
    }));
    await database.store.events.importHistory(
      "many",
      events.map((event) => ({ ...event, receivedAt: event.time })),
    );
    const run = await bill("many", "2026-04-15T00:00:00Z");
    const expected = accounts
      .flatMap((account) =>
        billUntil(
          account,
          "2026-04-15T00:00:00Z",
          events.filter((event) => event.customer === account.customer.id),
        ),
      )
      .sort(byTurn)
      .map((invoice, index) => ({
        ...invoice,
        number: `INV-${String(index + 1).padStart(6, "0")}`,
      }));
    expect(await stored("many")).toEqual(expected);
    expect(run).toEqual({
      invoices: expected.length,
      parked: [],
      more: false,
      last: { at: at(expected.at(-1)?.issuedAt ?? ""), customer: expected.at(-1)?.customer },
    });
    expect(await verify("many")).toEqual([]);
    expect(await bill("many", "2026-04-15T00:00:00Z")).toEqual({
      invoices: 0,
      parked: [],
      more: false,
    });
  });

  it("parks what breaks, keeps what was billed of it before, and bills the others", async () => {
    await store("broken", 5);
    await bill("broken", "2026-01-31T00:00:00Z");
    await database.admin.query(
      "update accounts set state = replace(state, 'acme@1', 'acme@9') where tenant = 'broken' and customer = 'c-037'",
    );
    const run = await bill("broken", "2026-04-15T00:00:00Z");
    expect(run.parked).toMatchObject([{ customer: "c-037" }]);
    const invoices = await stored("broken");
    expect(invoices.filter((invoice) => invoice.customer === "c-037")).toHaveLength(1);
    expect(invoices).toHaveLength(1 + 4 * 4);
    expect(await verify("broken")).toEqual([]);
  });

  it("leaves nothing of a run whose transaction fails", async () => {
    await store("undone", 3);
    const failing = database.store.withTenant("undone", async (tx) => {
      await billSome(tx, acmeBooks, at("2026-04-15T00:00:00Z"), database.store.events);
      throw new Error("the commit failed");
    });
    await expect(failing).rejects.toThrow("the commit failed");
    expect(await stored("undone")).toEqual([]);
    await bill("undone", "2026-04-15T00:00:00Z");
    expect((await stored("undone"))[0]?.number).toBe("INV-000001");
    expect(await verify("undone")).toEqual([]);
  });
});
