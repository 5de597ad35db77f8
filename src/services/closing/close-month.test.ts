import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { acmeBooks, at, customer, subscription } from "../../account/account.fixture.ts";
import { openAccount } from "../../account/account.ts";
import type { SubscriptionFact } from "../../account/fact.ts";
import type { PriceBooks } from "../../account/price-book.ts";
import { step } from "../../account/step.ts";
import { expectOk, faultsOf } from "../../fault/fault.ts";
import { openStoredAccount, saveAccounts } from "../../store/accounts.ts";
import { saveCustomer } from "../../store/customers.ts";
import { journalHead, journalRecords, journalTurnovers } from "../../store/journal.ts";
import { type TestDatabase, testDatabase } from "../../store/test-database.fixture.ts";
import { UTC } from "../../time/zone.ts";
import { accountingCalendar } from "../accounting-calendar.ts";
import { billSome } from "../billing.ts";
import { rememberOpenRevenue } from "../ledger/open-revenue.ts";
import { verifyLedger } from "../ledger/verify-ledger.ts";
import type { TenantModels } from "../model-library.ts";
import { postSome } from "../posting.ts";
import { closeMonth, readClose } from "./close-month.ts";
import { rememberCloses } from "./remembered-closes.ts";

const tenants = ["closed", "refused", "late", "crash", "zones", "paged", "fresh"];
let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase({ tenants });
});
afterAll(() => database.drop());

const models: TenantModels = {
  books: acmeBooks,
  models: [acmeBooks.current.model],
  meters: new Map(),
  metered: new Map(),
};

type Terms = Partial<SubscriptionFact>;

async function buy(tenant: string, id: string, terms: Terms, timeZone?: string): Promise<void> {
  await database.store.withTenant(tenant, async (tx) => {
    const fact = customer({ id, ...(timeZone === undefined ? {} : { timeZone }) });
    await saveCustomer(tx, {
      id,
      name: id,
      email: null,
      segment: null,
      country: null,
      currency: null,
      timeZone: timeZone ?? null,
      payer: null,
      fact: "{}",
      createdAt: 0,
    });
    const input = {
      kind: "purchase",
      fact: subscription({ id: `s-${id}`, customer: id, ...terms }),
      knownSince: 0,
    } as const;
    const { account, nextDue } = expectOk(step(openAccount(fact), input, acmeBooks));
    await openStoredAccount(tx, account);
    await saveAccounts(tx, [{ customer: id, account, version: 1, due: nextDue }]);
  });
}

const bill = (tenant: string, until: string, books: PriceBooks = acmeBooks) =>
  database.store.withTenant(tenant, (tx) => billSome(tx, books, at(until), database.store.events));
const post = (tenant: string) =>
  database.store.withTenant(tenant, (tx) =>
    postSome(tx, { zone: UTC, model: acmeBooks.current.model }),
  );
const close = (tenant: string, month: string, now: string) =>
  database.store.withTenant(tenant, (tx) => closeMonth(tx, month, at(now), models));
const remembered = rememberCloses();
const read = (tenant: string, month: string, now: string) =>
  database.store.withTenant(tenant, (tx) => readClose(tx, month, at(now), models, remembered), {
    readOnly: true,
  });

/** Balances of accounts at a moment, debits positive. */
const balances = async (tenant: string, to: string) =>
  Object.fromEntries(
    (await database.store.withTenant(tenant, (tx) => journalTurnovers(tx, at(to)))).map(
      ({ account, debits, credits }) => [account, (Number(debits) - Number(credits)).toFixed(2)],
    ),
  );

const annual = { plan: "team", cadence: "annual", start: "2026-01-01" } as const;
const deferred = "liabilities:deferred:subscriptions";
const revenue = "income:revenue:subscriptions";

describe("closing a month", () => {
  it("recognises it, keeps what was found, and answers the same the second time", async () => {
    await buy("closed", "c-1", annual);
    await bill("closed", "2026-01-02T00:00:00Z");
    await post("closed");
    const seen = await read("closed", "2026-01", "2026-02-02T00:00:00Z");
    expect(await read("closed", "2026-01", "2026-02-02T00:00:00Z")).toEqual(seen);
    const { close: january, before } = expectOk(
      await close("closed", "2026-01", "2026-02-02T00:00:00Z"),
    );
    expect(before).toBe(false);
    expect(january.checks.map(({ id, state }) => [id, state])).toEqual(
      january.checks.map(({ id }) => [id, "passed"]),
    );
    expect(january.checks.length).toBe(13);
    const year = Number((await balances("closed", "2027-01-01T00:00:00Z"))["assets:receivable"]);
    const served = ((year * 31) / 365).toFixed(2);
    expect(january.recognised).toEqual([{ currency: "USD", amount: served }]);
    const end = await balances("closed", "2026-02-01T00:00:00Z");
    expect(end[revenue]).toBe((-Number(served)).toFixed(2));
    expect(end[deferred]).toBe((Number(served) - year).toFixed(2));
    expect(january.rollForward).toMatchObject([
      {
        month: "2026-01",
        stream: "subscriptions",
        revenue: served,
        deferred: { opening: "0.00", closing: (year - Number(served)).toFixed(2) },
      },
    ]);
    const again = expectOk(await close("closed", "2026-01", "2026-03-02T00:00:00Z"));
    expect(again).toEqual({ close: january, before: true });
    expect(await read("closed", "2026-01", "2026-03-02T00:00:00Z")).toEqual(january);
    // What was shown before is what was done.
    expect({ ...january, state: "open", closedAt: null, head: null }).toEqual(seen);
    const { faults } = await database.store.withTenant("closed", verifyLedger);
    expect(faults).toEqual([]);
  });

  it("goes on month by month until nothing is left, and then leaves the invoice alone", async () => {
    await bill("closed", "2027-01-01T02:00:00Z");
    for (let month = 2; month <= 12; month += 1) {
      const text = `2026-${String(month).padStart(2, "0")}`;
      // What was looked at before the last month was closed is worked out anew.
      const looked = await read("closed", text, "2027-01-02T00:00:00Z");
      expect(looked?.rollForward).toMatchObject([{ month: text }]);
      expectOk(await close("closed", text, "2027-01-02T00:00:00Z"));
    }
    const end = await balances("closed", "2027-01-01T00:00:00Z");
    expect(end[deferred]).toBe("0.00");
    const [row] = await database.store.withTenant("closed", (tx) =>
      tx.rows<{ settled_in: string | null }>(
        "select settled_in from revenue_invoices order by position limit 1",
      ),
    );
    expect(row?.settled_in).toBe("2026-12");
  });

  it("is refused, changing nothing, while usage of it may come, out of order, or where nothing is", async () => {
    const codes = async (month: string, now: string) =>
      faultsOf(await close("refused", month, now)).map(({ code, message }) => [code, message]);
    expect(await codes("2026-01", "2026-02-02T00:00:00Z")).toEqual([
      ["nothing-to-close", "nothing was posted yet, so there is no month to close"],
    ]);
    await buy("refused", "c-1", annual);
    await bill("refused", "2026-01-02T00:00:00Z");
    await post("refused");
    const [[early, why] = []] = await codes("2026-01", "2026-02-01T00:30:00Z");
    expect(early).toBe("close-refused");
    expect(why).toContain("month-over: usage of the month is billed until 2026-02-01T01:00:00Z");
    const [[, skipped] = []] = await codes("2026-02", "2026-03-02T00:00:00Z");
    expect(skipped).toContain("in-order: 2026-01 is the month to close next");
    await buy("refused", "c-2", { ...annual, start: "2026-01-05" });
    const [[, unbilled] = []] = await codes("2026-01", "2026-02-02T00:00:00Z");
    expect(unbilled).toContain("billed: 1 account waits to be billed");
    expect(await read("refused", "2026-05", "2026-07-01T00:00:00Z")).toBeUndefined();
  });

  it("is refused where the journal was changed", async () => {
    await bill("refused", "2026-01-06T00:00:00Z");
    await post("refused");
    await database.admin.query(
      "update journal_postings set amount = amount + 1 where tenant = 'refused' and account like 'liabilities:deferred%'",
    );
    const changed = await close("refused", "2026-01", "2026-02-02T00:00:00Z");
    const [fault] = faultsOf(changed);
    expect(fault?.message).toContain("balanced: debits and credits differ in USD");
    await database.admin.query(
      "update journal_postings set amount = amount - 1 where tenant = 'refused' and account like 'liabilities:deferred%'",
    );
    const sealedCheck = async () =>
      (await read("refused", "2026-01", "2026-02-02T00:00:00Z"))?.checks.find(
        ({ id }) => id === "sealed",
      )?.message;
    // Looked at twice, so that the journal is one that was read before.
    for (const _ of [1, 2]) expect(await sealedCheck()).toContain("no entry was changed");
    await database.admin.query(
      "update journal_entries set entry = replace(entry, 'Invoice', 'Invoise') where tenant = 'refused' and position = 1",
    );
    expect(await sealedCheck()).toContain("record 1 of the journal is not sealed");
    const [edited] = faultsOf(await close("refused", "2026-01", "2026-02-02T00:00:00Z"));
    expect(edited?.message).toContain("record 1 of the journal is not sealed");
  });

  it("lets what comes later count in the next month, and never touches the closed one", async () => {
    await buy("late", "c-1", annual);
    await bill("late", "2026-01-02T00:00:00Z");
    expectOk(await close("late", "2026-01", "2026-02-02T00:00:00Z"));
    const kept = await balances("late", "2026-02-01T00:00:00Z");
    await buy("late", "c-2", annual);
    await bill("late", "2026-02-03T00:00:00Z");
    await post("late");
    expect(await balances("late", "2026-02-01T00:00:00Z")).toEqual(kept);
    const records = await database.store.withTenant("late", (tx) => journalRecords(tx, 0, 100));
    const { date, documentDate, dueAt } = JSON.parse(records.at(-1)?.entry ?? "{}");
    expect([date, documentDate]).toEqual(["2026-02-01T00:00:00Z", "2026-01-01T00:00:00Z"]);
    expect(dueAt < "2026-02-15").toBe(true);
    const { close: february } = expectOk(await close("late", "2026-02", "2026-03-02T00:00:00Z"));
    const [row] = february.rollForward;
    const year = Number(row?.deferred.billed);
    expect(Number(row?.revenue)).toBeCloseTo((year * (28 + 59)) / 365, 1);
    expect(await balances("late", "2026-02-01T00:00:00Z")).toEqual(kept);
  });

  it("leaves everything as it was when it breaks off, and is done once by two at a time", async () => {
    await buy("crash", "c-1", annual);
    await bill("crash", "2026-01-02T00:00:00Z");
    await post("crash");
    const before = await database.store.withTenant("crash", journalHead);
    const broken = database.store.withTenant("crash", async (tx) => {
      expectOk(await closeMonth(tx, "2026-01", at("2026-02-02T00:00:00Z"), models));
      throw new Error("the machine stopped");
    });
    await expect(broken).rejects.toThrow("the machine stopped");
    expect(await database.store.withTenant("crash", journalHead)).toEqual(before);
    const both = await Promise.all(
      ["x", "y"].map(() => close("crash", "2026-01", "2026-02-02T00:00:00Z")),
    );
    expect(both.map((one) => expectOk(one).before).sort()).toEqual([false, true]);
    const after = await database.store.withTenant("crash", journalHead);
    expect(after.position).toBe(before.position + 1);
  });

  it("counts service days where the customer is", async () => {
    await buy(
      "zones",
      "c-1",
      { plan: "team", cadence: "monthly", start: "2026-02-01" },
      "Asia/Tokyo",
    );
    await bill("zones", "2026-02-01T00:00:00Z");
    expectOk(await close("zones", "2026-01", "2026-02-02T00:00:00Z"));
    const january = await balances("zones", "2026-02-01T00:00:00Z");
    expect(january[deferred]).not.toBe("0.00");
    expect(january[revenue]).toBeUndefined();
    await bill("zones", "2026-03-02T00:00:00Z");
    expectOk(await close("zones", "2026-02", "2026-03-02T00:00:00Z"));
    const february = await balances("zones", "2026-03-01T00:00:00Z");
    expect(february[revenue]).toBe(january[deferred]);
  });

  it("pages over customers, one document each", async () => {
    for (let index = 0; index < 230; index += 1)
      await buy("paged", `c-${index}`, {
        ...annual,
        start: `2026-01-${String(1 + (index % 28)).padStart(2, "0")}`,
      });
    await bill("paged", "2026-02-01T00:00:00Z");
    const { close: january } = expectOk(await close("paged", "2026-01", "2026-02-02T00:00:00Z"));
    expect(january.entries).toBe(230);
    expect((await database.store.withTenant("paged", verifyLedger)).faults).toEqual([]);
  });
});

describe("open revenue", () => {
  it("is read once, and anew when something was posted or a month was closed", async () => {
    const read = rememberOpenRevenue();
    const look = () =>
      database.store.withTenant(
        "fresh",
        async (tx) => read(tx, await accountingCalendar(tx, models)),
        { readOnly: true },
      );
    const sell = async (id: string): Promise<void> => {
      await buy("fresh", id, annual);
      await bill("fresh", "2026-01-02T00:00:00Z");
      await post("fresh");
    };
    const countOf = ({ months }: Awaited<ReturnType<typeof look>>): readonly number[] =>
      [...months.values()].flat().map(({ count }) => count);
    await sell("c-1");
    const first = await look();
    expect(countOf(first)).toEqual([1]);
    expect(await look()).toBe(first);
    await sell("c-2");
    const second = await look();
    expect(countOf(second)).toEqual([2]);
    expectOk(await close("fresh", "2026-01", "2026-02-02T00:00:00Z"));
    const third = await look();
    expect(third).not.toBe(second);
    expect([...third.months.values()].flat().map(({ closed }) => closed.length)).toEqual([2]);
  });
});
