import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openAccount } from "../../account/account.ts";
import type { Invoice } from "../../account/invoice.ts";
import { expectOk } from "../../fault/fault.ts";
import { openStoredAccount } from "../../store/accounts.ts";
import { finalInvoice, type InvoiceGiven, writeInvoices } from "../../store/invoice.fixture.ts";
import { allOpenItems, itemsByNumber } from "../../store/open-items.ts";
import { findEffect } from "../../store/payment-effects.ts";
import type { Tx } from "../../store/tenant.ts";
import { type TestDatabase, testDatabase } from "../../store/test-database.fixture.ts";
import { DAY_MS } from "../../time/instant.ts";
import { type MoneyFact, receivablesOf } from "../money-facts.ts";
import {
  followIssued,
  holdCustomer,
  recordAgain,
  recordEffects,
  recordWish,
} from "./record-effects.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase({ tenants: ["paid", "refused", "wished", "noted", "many"] });
});
afterAll(() => database.drop());

const issue = Date.UTC(2026, 0, 31);
const later = issue + 5 * DAY_MS;

const inTenant = <T>(tenant: string, work: (tx: Tx) => Promise<T>): Promise<T> =>
  database.store.withTenant(tenant, work);

async function owing(tx: Tx, ids: readonly (readonly [id: string, given?: InvoiceGiven])[]) {
  const invoices = ids.map(([id, given]) => finalInvoice(id, given));
  for (const id of new Set(invoices.map(({ customer }) => customer)))
    await openStoredAccount(tx, openAccount({ fact: "customer", id, name: id }));
  return writeInvoices(tx, "INV", invoices);
}

const received = (id: string, amount: string): MoneyFact => ({
  id,
  currency: "USD",
  command: {
    kind: "receive-payment",
    id,
    amount,
    currency: "USD",
    method: "card",
    receivedAt: issue + 1,
  },
});

const tell = (tx: Tx, ...facts: readonly MoneyFact[]): Promise<void> =>
  recordEffects(tx, { customer: "c-1", source: "test", facts }, later);

const openOf = async (tx: Tx): Promise<readonly (readonly [string, string])[]> =>
  (await allOpenItems(tx, 100)).map(({ invoice, open }) => [invoice, open]);

describe("what money did", () => {
  it("is recorded once, and moves what is open", async () => {
    await inTenant("paid", (tx) => owing(tx, [["c-1:1"], ["c-1:2"]]));
    await inTenant("paid", followIssued);
    const before = await inTenant("paid", openOf);
    expect(before.map(([, open]) => open)).toEqual(["499.00", "499.00"]);
    await inTenant("paid", (tx) => tell(tx, received("p-1", "600.00")));
    await inTenant("paid", (tx) => tell(tx, received("p-1", "600.00"), received("p-2", "10.00")));
    expect(await inTenant("paid", openOf)).toEqual([[before[1]?.[0], "388.00"]]);
    const [state] = await inTenant("paid", (tx) => receivablesOf(tx, "c-1"));
    expect(state?.settlements.map(({ id, amount }) => [id, amount])).toEqual([
      ["p-1", "600.00"],
      ["p-2", "10.00"],
    ]);
  });

  it("is kept with the reason where the account refuses it, and can be told again", async () => {
    const refund: MoneyFact = {
      id: "r-1",
      currency: "USD",
      command: { kind: "refund", id: "r-1", payment: "p-1", amount: "20.00", reopen: "last" },
    };
    await inTenant("refused", (tx) => owing(tx, [["c-1:1"]]));
    await inTenant("refused", (tx) => tell(tx, refund));
    const kept = await inTenant("refused", (tx) => findEffect(tx, "r-1"));
    expect(kept?.state).toBe("refused");
    expect(JSON.parse(kept?.faults ?? "")).toMatchObject([{ code: "unknown-payment" }]);
    const again = () => inTenant("refused", (tx) => recordAgain(tx, "r-1", later + 1));
    expect(await again()).toMatchObject({ ok: false, faults: [{ code: "unknown-payment" }] });
    await inTenant("refused", (tx) => tell(tx, received("p-1", "499.00")));
    expectOk(await again());
    expectOk(await again());
    const [state] = await inTenant("refused", (tx) => receivablesOf(tx, "c-1"));
    expect(state?.items.map(({ open }) => open)).toEqual(["20.00"]);
  });

  it("is recorded as a whole or not at all where somebody wishes it", async () => {
    await inTenant("wished", (tx) => owing(tx, [["c-1:1"]]));
    const news = (...facts: readonly MoneyFact[]) => ({ customer: "c-1", source: "test", facts });
    const twice = received("p-2", "0.00");
    const wish = (...facts: readonly MoneyFact[]) =>
      inTenant("wished", (tx) => recordWish(tx, news(...facts), later));
    expect(await wish(received("p-1", "1.00"), twice)).toMatchObject({
      ok: false,
      faults: [{ code: "amount-not-positive" }],
    });
    expect(await inTenant("wished", (tx) => findEffect(tx, "p-1"))).toBeUndefined();
    expectOk(await wish(received("p-1", "1.00")));
    expectOk(await wish(received("p-1", "1.00")));
    const [state] = await inTenant("wished", (tx) => receivablesOf(tx, "c-1"));
    expect(state?.items.map(({ open }) => open)).toEqual(["498.00"]);
  });

  it("counts credit notes, also above what they correct, and keeps the order of both", async () => {
    const note = (id: string, amount: string, corrects: readonly string[]): Invoice => ({
      ...finalInvoice(id, { issuedAt: issue + DAY_MS, lines: [["subscriptions", amount]] }),
      kind: "credit-note",
      corrects,
    });
    await inTenant("noted", async (tx) => {
      await owing(tx, [["c-1:1"]]);
      await writeInvoices(tx, "INV", [
        note("c-1:2", "-99.00", ["c-1:1"]),
        note("c-1:3", "-500.00", ["c-1:1"]),
      ]);
    });
    await inTenant("noted", followIssued);
    const states = () => inTenant("noted", (tx) => receivablesOf(tx, "c-1"));
    expect((await states())[0]?.items.map(({ open }) => open)).toEqual(["400.00"]);
    expect((await inTenant("noted", openOf)).map(([, open]) => open)).toEqual(["400.00"]);
    await inTenant("noted", (tx) => tell(tx, received("p-1", "400.00")));
    expect(await inTenant("noted", openOf)).toEqual([]);
    expect((await states())[0]?.settlements.map(({ unapplied }) => unapplied)).toEqual([
      "0.00",
      "500.00",
      "0.00",
    ]);
  });
});

describe("open items", () => {
  it("follow what is issued, page by page, each document once", async () => {
    const all = Array.from(
      { length: 2_300 },
      (_, index) => [`x:${index}`, { customer: `c-${index % 7}` }] as const,
    );
    await inTenant("many", (tx) => owing(tx, all.slice(0, 2_200)));
    await Promise.all([inTenant("many", followIssued), inTenant("many", followIssued)]);
    expect((await inTenant("many", (tx) => allOpenItems(tx, 5_000))).length).toBe(2_200);
    await inTenant("many", (tx) =>
      writeInvoices(
        tx,
        "INV",
        all.slice(2_200).map(([id, given]) => finalInvoice(id, given)),
      ),
    );
    await inTenant("many", followIssued);
    const items = await inTenant("many", (tx) => allOpenItems(tx, 5_000));
    expect(items.length).toBe(2_300);
    const [first] = items;
    expect(await inTenant("many", (tx) => itemsByNumber(tx, [first?.invoice ?? ""]))).toEqual([
      first,
    ]);
  });

  it("belong to customers who can be held", async () => {
    expect(await inTenant("many", (tx) => holdCustomer(tx, "c-0"))).toBe(true);
    expect(await inTenant("many", (tx) => holdCustomer(tx, "nobody"))).toBe(false);
  });
});
