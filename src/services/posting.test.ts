import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { acmeBooks, at, customer, subscription } from "../account/account.fixture.ts";
import { openAccount } from "../account/account.ts";
import { step } from "../account/step.ts";
import { expectOk } from "../fault/fault.ts";
import { lockedAccount, openStoredAccount, saveAccounts } from "../store/accounts.ts";
import {
  heldJournalHead,
  isLeftToPost,
  journalHead,
  journalRecords,
  journalTurnovers,
} from "../store/journal.ts";
import { type TestDatabase, testDatabase } from "../store/test-database.fixture.ts";
import { UTC } from "../time/zone.ts";
import { billSome } from "./billing.ts";
import { verifyLedger } from "./ledger/verify-ledger.ts";
import { postSome } from "./posting.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase({ tenants: ["posted", "waiting", "paged", "changed", "rows"] });
});
afterAll(() => database.drop());

/** So many annual subscriptions; every third is cancelled in March with its unused time given back. */
async function billed(tenant: string, count: number): Promise<void> {
  const { store } = database;
  const names = Array.from({ length: count }, (_, index) => `c-${index}`);
  await store.withTenant(tenant, async (tx) => {
    for (const [index, id] of names.entries()) {
      const start = `2026-01-${String(1 + (index % 28)).padStart(2, "0")}`;
      const terms = { plan: "team", cadence: "annual", start } as const;
      const fact = subscription({ id: `s-${id}`, customer: id, ...terms });
      const input = { kind: "purchase", fact, knownSince: 0 } as const;
      const { account, nextDue } = expectOk(step(openAccount(customer({ id })), input, acmeBooks));
      await openStoredAccount(tx, account);
      await saveAccounts(tx, [{ customer: id, account, version: 1, due: nextDue }]);
    }
  });
  const bill = (until: string) =>
    store.withTenant(tenant, (tx) => billSome(tx, acmeBooks, at(until), database.store.events));
  await bill("2026-02-01T00:00:00Z");
  await store.withTenant(tenant, async (tx) => {
    for (const id of names.filter((_, index) => index % 3 === 0)) {
      const held = await lockedAccount(tx, id);
      if (held === undefined) throw new Error(`${id} has an account`);
      const about = { id: `ch-${id}`, customer: id, subscription: `s-${id}` };
      const fact = { fact: "cancel", ...about, on: "2026-03-10", credit: "prorated" } as const;
      const knownSince = at("2026-02-20T00:00:00Z");
      const cancelled = step(held.account, { kind: "change", fact, knownSince }, acmeBooks);
      const { account, nextDue } = expectOk(cancelled);
      await saveAccounts(tx, [{ ...held, account, due: nextDue }]);
    }
  });
  await bill("2026-04-01T00:00:00Z");
}

const books = { zone: UTC, model: acmeBooks.current.model };
const post = async (tenant: string): Promise<number> =>
  (await database.store.withTenant(tenant, (tx) => postSome(tx, books))).posted;
const isLeft = (tenant: string): Promise<boolean> =>
  database.store.withTenant(tenant, isLeftToPost);
const verify = (tenant: string) =>
  database.store.withTenant(tenant, verifyLedger, { readOnly: true });

describe("posting", () => {
  it("puts each issued document into the journal once, in the order of issue, balanced", async () => {
    expect(await isLeft("posted")).toBe(false);
    await billed("posted", 30);
    expect(await isLeft("posted")).toBe(true);
    // 30 invoices, and 10 credit notes that each settle what is open of theirs.
    expect(await post("posted")).toBe(50);
    expect(await isLeft("posted")).toBe(false);
    expect(await post("posted")).toBe(0);
    const { entries, faults, head } = await verify("posted");
    expect({ entries, faults, position: head.position }).toEqual({
      entries: 50,
      faults: [],
      position: 50,
    });
    const records = await database.store.withTenant("posted", (tx) => journalRecords(tx, 0, 100));
    const dates = records.map(({ entry }) => JSON.parse(entry).date as string);
    expect(dates).toEqual([...dates].sort());
    const turnovers = await database.store.withTenant("posted", (tx) =>
      journalTurnovers(tx, undefined),
    );
    const cents = (text: string): number => Math.round(Number(text) * 100);
    const debits = turnovers.reduce((sum, one) => sum + cents(one.debits), 0);
    expect(debits).toBe(turnovers.reduce((sum, one) => sum + cents(one.credits), 0));
    expect(debits).toBeGreaterThan(0);
  });

  it("leaves what happened later until an account that is due before had its turn", async () => {
    await billed("waiting", 6);
    const postBy = (until: string): Promise<number> =>
      database.store
        .withTenant("waiting", (tx) => postSome(tx, books, at(until)))
        .then(({ posted }) => posted);
    expect(await postBy("2020-01-01T00:00:00Z")).toBe(0);
    expect(await isLeft("waiting")).toBe(true);
    expect(await postBy("2026-04-01T00:00:00Z")).toBe(10);
    expect(await isLeft("waiting")).toBe(false);
  });

  it("pages over more than a transaction takes, and nothing is left out where two series meet", async () => {
    await billed("paged", 900);
    const posted: number[] = [];
    for (let count = await post("paged"); count > 0; count = await post("paged"))
      posted.push(count);
    expect(posted.length).toBeGreaterThan(1);
    expect(posted.reduce((sum, count) => sum + count, 0)).toBe(1_500);
    expect((await verify("paged")).faults).toEqual([]);
  });

  it("is looked at without waiting for whoever holds the journal", async () => {
    await database.store.withTenant("posted", async (tx) => {
      await heldJournalHead(tx);
      expect(await isLeft("posted")).toBe(false);
    });
  });

  it("posts nothing of a transaction that is rolled back, and the same the next time", async () => {
    await billed("changed", 6);
    const undone = database.store.withTenant("changed", async (tx) => {
      await postSome(tx, books);
      throw new Error("undone");
    });
    await expect(undone).rejects.toThrow("undone");
    expect(await post("changed")).toBe(10);
    expect((await verify("changed")).entries).toBe(10);
  });
});

describe("the verification of the ledger", () => {
  it("finds a changed amount, a removed end and a posting that was changed beside its entry", async () => {
    await billed("rows", 5);
    await post("rows");
    const asAdmin = (statement: string) => database.admin.query(statement);
    const codes = async () => (await verify("rows")).faults.map(({ code, path }) => [code, path]);
    await asAdmin(
      "update journal_postings set amount = amount + 1 where tenant = 'rows' and entry = 1 and place = 0",
    );
    expect(await codes()).toEqual([["broken-journal", "/postings"]]);
    await asAdmin(
      "update journal_postings set amount = amount - 1 where tenant = 'rows' and entry = 1 and place = 0",
    );
    expect(await codes()).toEqual([]);
    const { position } = await database.store.withTenant("rows", journalHead);
    await asAdmin(`delete from journal_entries where tenant = 'rows' and position = ${position}`);
    expect(await codes()).toEqual([["broken-journal", `/${position - 1}`]]);
    await asAdmin(
      "update journal_entries set entry = replace(entry, 'Invoice', 'Invoise') where tenant = 'rows' and position = 2",
    );
    expect(await codes()).toEqual([["broken-journal", "/1"]]);
  });
});
