import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { MoneyFact } from "../../account/money-fact.ts";
import { expectOk } from "../../fault/fault.ts";
import { lockedAccount, saveAccounts } from "../../store/accounts.ts";
import { finalInvoice, writeInvoices } from "../../store/invoice.fixture.ts";
import {
  allOpenItems,
  itemsByNumber,
  markOpenItemsStale,
  takeStaleCustomers,
} from "../../store/open-items.ts";
import { findEffect } from "../../store/payment-effects.ts";
import type { Tx } from "../../store/tenant.ts";
import { addTenant } from "../../store/tenants.ts";
import { type TestDatabase, testDatabase } from "../../store/test-database.fixture.ts";
import { DAY_MS, formatInstant } from "../../time/instant.ts";
import type { PaymentParts } from "./payment-parts.ts";
import { owingCustomer, paymentParts, type TestTime } from "./payment-scene.fixture.ts";
import {
  followMoney,
  holdCustomer,
  recordAgain,
  recordEffect,
  recordWaiting,
  recordWish,
} from "./record-effects.ts";
import { runPayments } from "./run-payments.ts";

let database: TestDatabase;
let parts: PaymentParts;
let time: TestTime;
let tenant: string;
let count = 0;
const issue = Date.UTC(2026, 0, 31);
beforeAll(async () => {
  database = await testDatabase({ tenants: [] });
});
afterAll(() => database.drop());
beforeEach(async () => {
  count += 1;
  tenant = `t-${count}`;
  await addTenant(database.admin, { id: tenant, name: tenant, createdAt: issue });
  time = { now: issue + 5 * DAY_MS };
  parts = paymentParts(database.store, time);
});

const inTenant = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  database.store.withTenant(tenant, work);

const received = (id: string, amount: `${number}`, more: object = {}): MoneyFact => ({
  fact: "payment",
  id,
  customer: "c-1",
  amount: `${amount} USD`,
  method: "card",
  receivedAt: formatInstant(issue + 1),
  ...more,
});

const news = (fact: MoneyFact) => ({ id: `${fact.id}:effect`, source: "test", fact });
const tell = (...facts: readonly MoneyFact[]) =>
  inTenant(async (tx) => {
    await holdCustomer(tx, "c-1");
    for (const fact of facts) await recordEffect(tx, parts.books, news(fact), time.now);
  });
const owed = () => inTenant((tx) => parts.books.owedBy(tx, "c-1"));
const effect = (id: string) => inTenant((tx) => findEffect(tx, `${id}:effect`));
const open = async () => {
  await inTenant(followMoney);
  const items = await inTenant((tx) => allOpenItems(tx, 100));
  return items.map((item) => item.open);
};

describe("what money did", () => {
  it("is recorded once, and moves what is open", async () => {
    await owingCustomer(parts, tenant, ["499.00", "499.00"], issue);
    expect(await open()).toEqual(["499.00", "499.00"]);
    await tell(received("p-1", "600.00"));
    await tell(received("p-1", "600.00"), received("p-2", "10.00"));
    expect(await open()).toEqual(["388.00"]);
    expect((await owed())?.settlements.map(({ id, amount }) => [id, amount])).toEqual([
      ["p-1", "600.00"],
      ["p-2", "10.00"],
    ]);
  });

  it("is kept with the reason where the account refuses it, and can be told again", async () => {
    const refund: MoneyFact = {
      fact: "refund",
      id: "r-1",
      customer: "c-1",
      payment: "p-1",
      amount: "20 USD",
      reopen: "last",
    };
    await owingCustomer(parts, tenant, ["499.00"], issue);
    await tell(refund);
    const kept = await effect("r-1");
    expect(kept?.state).toBe("refused");
    expect(JSON.parse(kept?.faults ?? "")).toMatchObject([{ code: "unknown-payment" }]);
    const again = () => inTenant((tx) => recordAgain(tx, parts.books, "r-1:effect", time.now));
    expect(await again()).toMatchObject({ ok: false, faults: [{ code: "unknown-payment" }] });
    await tell(received("p-1", "499.00"));
    expectOk(await again());
    expectOk(await again());
    expect((await owed())?.items.map((item) => item.open)).toEqual(["20.00"]);
  });

  it("owes an invoice again where the credit of a refund that has left is gone", async () => {
    await owingCustomer(parts, tenant, ["100.00"], issue);
    const refund = { fact: "refund", id: "r-1", customer: "c-1", payment: "p-1" } as const;
    await tell(received("p-1", "100.00"), { ...refund, amount: "30 USD" });
    expect((await effect("r-1"))?.state).toBe("recorded");
    expect(await open()).toEqual(["30.00"]);
  });

  it("waits in its order while invoices from before it are being issued", async () => {
    await owingCustomer(parts, tenant, ["100.00"], issue);
    const due = (at: number | undefined) =>
      inTenant(async (tx) => {
        const held = await lockedAccount(tx, "c-1");
        if (held === undefined) throw new Error("c-1 has an account");
        await saveAccounts(tx, [{ ...held, due: at }]);
      });
    await due(time.now - DAY_MS);
    const refund = { fact: "refund", id: "r-1", customer: "c-1", payment: "p-1" } as const;
    await tell(received("p-1", "100.00"), { ...refund, amount: "30 USD" });
    const states = async () => [(await effect("p-1"))?.state, (await effect("r-1"))?.state];
    expect(await states()).toEqual(["waiting", "waiting"]);
    const wish = await inTenant((tx) =>
      recordWish(tx, parts.books, news(received("p-2", "1.00")), time.now),
    );
    expect(wish).toMatchObject({ ok: false, faults: [{ code: "billing-behind" }] });
    await inTenant((tx) => recordWaiting(tx, parts.books, "c-1", time.now));
    expect(await states()).toEqual(["waiting", "waiting"]);
    await due(undefined);
    await inTenant((tx) => recordWaiting(tx, parts.books, "c-1", time.now));
    expect(await states()).toEqual(["recorded", "recorded"]);
    expect(await open()).toEqual(["30.00"]);
  });

  it("is refused as a wish where the account refuses it, and leaves nothing", async () => {
    await owingCustomer(parts, tenant, ["499.00"], issue);
    const wish = (fact: MoneyFact) =>
      inTenant((tx) => recordWish(tx, parts.books, news(fact), time.now));
    expect(await wish(received("p-1", "0.00"))).toMatchObject({
      ok: false,
      faults: [{ code: "amount-not-positive" }],
    });
    expect(await effect("p-1")).toBeUndefined();
    expectOk(await wish(received("p-1", "1.00")));
    expectOk(await wish(received("p-1", "1.00")));
    expect((await owed())?.items.map((item) => item.open)).toEqual(["498.00"]);
  });
});

describe("open items", () => {
  it("follow what is issued, page by page, each document once", async () => {
    const all = Array.from({ length: 2_300 }, (_, index) =>
      finalInvoice(`x:${index}`, { customer: `c-${index % 7}` }),
    );
    await inTenant((tx) => writeInvoices(tx, "INV", all.slice(0, 2_200)));
    // A server that ends keeps what it did.
    const ending = AbortSignal.abort(new Error("over"));
    await expect(runPayments({ ...parts, ending }, tenant)).rejects.toThrow("over");
    expect((await inTenant((tx) => allOpenItems(tx, 5_000))).length).toBe(1_000);
    await Promise.all([inTenant(followMoney), inTenant(followMoney)]);
    expect((await inTenant((tx) => allOpenItems(tx, 5_000))).length).toBe(2_200);
    await inTenant((tx) => writeInvoices(tx, "INV", all.slice(2_200)));
    await inTenant(followMoney);
    const items = await inTenant((tx) => allOpenItems(tx, 5_000));
    expect(items.length).toBe(2_300);
    const [first] = items;
    const found = await inTenant((tx) => itemsByNumber(tx, [first?.invoice ?? ""]));
    expect(found).toEqual([first]);
  });

  it("are looked at again where money moves while they are followed", async () => {
    await owingCustomer(parts, tenant, ["10.00"], issue);
    await inTenant((tx) => takeStaleCustomers(tx, 10));
    await inTenant((tx) => markOpenItemsStale(tx, ["c-1"]));
    let marked: Promise<unknown> = Promise.resolve();
    await inTenant(async (tx) => {
      expect(await takeStaleCustomers(tx, 10)).toEqual(["c-1"]);
      let done = false;
      marked = inTenant((other) => markOpenItemsStale(other, ["c-1"])).then(() => {
        done = true;
      });
      const waiting = "select count(*)::int as locks from pg_locks where not granted";
      await expect
        .poll(async () => done || (await database.admin.query(waiting)).rows[0]?.locks > 0)
        .toBe(true);
    });
    await marked;
    await inTenant(async (tx) => {
      await markOpenItemsStale(tx, ["c-1", "c-2"]);
      expect(await inTenant((other) => takeStaleCustomers(other, 10))).toEqual([]);
    });
    const left = await inTenant((tx) => takeStaleCustomers(tx, 10));
    expect(left.toSorted()).toEqual(["c-1", "c-2"]);
  });

  it("belong to customers who can be held", async () => {
    await owingCustomer(parts, tenant, ["1.00"], issue);
    expect(await inTenant((tx) => holdCustomer(tx, "c-1"))).toBe(true);
    expect(await inTenant((tx) => holdCustomer(tx, "nobody"))).toBe(false);
  });
});
