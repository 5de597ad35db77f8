import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { expectOk } from "../../fault/fault.ts";
import { itemOfInvoice } from "../../store/open-items.ts";
import { listIntents } from "../../store/payment-intents.ts";
import type { Tx } from "../../store/tenant.ts";
import { addTenant } from "../../store/tenants.ts";
import { type TestDatabase, testDatabase } from "../../store/test-database.fixture.ts";
import { DAY_MS, MINUTE_MS } from "../../time/instant.ts";
import { chargeInvoice } from "./charge-invoice.ts";
import { changeCustomerPayments, fetchMethods } from "./customer-payments.ts";
import { openCheckout } from "./open-checkout.ts";
import type { PaymentParts } from "./payment-parts.ts";
import { owingCustomer, paymentParts, type TestTime } from "./payment-scene.fixture.ts";
import { setProvider } from "./provider-settings.ts";
import { refundPayment } from "./refund-payment.ts";
import { runPayments } from "./run-payments.ts";
import { readIntent } from "./stored-intent.ts";
import { withdrawIntent } from "./withdraw-intent.ts";

let database: TestDatabase;
let parts: PaymentParts;
let time: TestTime;
let tenant: string;
let count = 0;
const start = Date.UTC(2026, 2, 2, 9);
beforeAll(async () => {
  database = await testDatabase({ tenants: [] });
});
afterAll(() => database.drop());
beforeEach(async () => {
  count += 1;
  tenant = `t-${count}`;
  await addTenant(database.admin, { id: tenant, name: tenant, createdAt: start });
  time = { now: start };
  parts = paymentParts(database.store, time, { prefix: `${tenant}-` });
  expectOk(await setProvider(parts, tenant, "sandbox", { keys: { webhook: "a test key" } }));
});

const inTenant = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  database.store.withTenant(tenant, work);
const keep = async (...references: readonly string[]): Promise<void> => {
  for (const reference of references)
    expectOk(await fetchMethods(parts, tenant, "c-1", { provider: "sandbox", reference }));
};
const autopay = async (on: "issue" | "due" | null): Promise<void> => {
  expectOk(await changeCustomerPayments(parts, tenant, "c-1", { autopay: on }, undefined));
};
const runAfter = async (ms: number): Promise<void> => {
  time.now += ms;
  await runPayments(parts, tenant);
};
const intents = async () =>
  expectOk(await inTenant((tx) => listIntents(tx, { limit: 50 })))
    .items.map((row) => readIntent(row).intent)
    .toReversed();
const states = async () => (await intents()).map(({ state }) => state);
const open = async () =>
  (await inTenant((tx) => parts.books.owedBy(tx, "c-1")))?.items.map((item) => item.open);
const collection = async () => (await inTenant((tx) => itemOfInvoice(tx, "c-1:1")))?.collection;

describe("automatic collection", () => {
  it("charges what is due, once, and nobody who did not ask for it", async () => {
    await owingCustomer(parts, tenant, ["100.00", "20.00"], start - DAY_MS);
    await keep("sandbox-succeeds");
    await runAfter(0);
    expect(await states()).toEqual([]);
    await autopay("due");
    await Promise.all([runPayments(parts, tenant), runPayments(parts, tenant)]);
    await runAfter(MINUTE_MS);
    expect(await states()).toEqual(["succeeded", "succeeded"]);
    expect(await open()).toEqual(["0.00", "0.00"]);
  });

  it("waits for the due day, and no more once it is switched off", async () => {
    await owingCustomer(parts, tenant, ["100.00"], start + 5 * DAY_MS);
    await keep("sandbox-succeeds");
    await autopay("due");
    await runAfter(0);
    expect(await states()).toEqual([]);
    await autopay(null);
    await runAfter(6 * DAY_MS);
    expect(await states()).toEqual([]);
    await autopay("due");
    await runAfter(0);
    expect(await states()).toEqual(["succeeded"]);
  });

  it("tries again on the days of the model, then stops; a new method is tried at once", async () => {
    await owingCustomer(parts, tenant, ["100.00"], start - DAY_MS);
    await keep("sandbox-declined");
    await autopay("due");
    await runAfter(0);
    await runAfter(MINUTE_MS);
    expect(await states()).toEqual(["failed"]);
    await runAfter(DAY_MS);
    expect((await states()).length).toBe(2);
    await runAfter(2 * DAY_MS);
    await runAfter(MINUTE_MS);
    expect((await states()).length).toBe(3);
    await runAfter(30 * DAY_MS);
    expect((await states()).length).toBe(3);
    expect(await collection()).toBe("stopped");
    await keep("sandbox-succeeds");
    await runAfter(0);
    expect((await states()).at(-1)).toBe("succeeded");
    expect(await open()).toEqual(["0.00"]);
  });

  it("falls back to the next method, and never uses one again that was refused for good", async () => {
    await owingCustomer(parts, tenant, ["100.00", "50.00"], start - DAY_MS);
    await keep("sandbox-stolen", "sandbox-succeeds");
    await autopay("due");
    for (let run = 0; run < 4; run += 1) await runAfter(MINUTE_MS);
    expect(await open()).toEqual(["0.00", "0.00"]);
    const tried = (await intents()).map(({ method, state }) => `${method.reference} ${state}`);
    expect(tried.filter((one) => one.startsWith("sandbox-succeeds"))).toHaveLength(2);
    await runAfter(40 * DAY_MS);
    expect((await intents()).length).toBe(tried.length);
  });

  it("withdraws what waits for an absent customer before it charges another method", async () => {
    await owingCustomer(parts, tenant, ["100.00"], start - DAY_MS);
    await keep("sandbox-needs-action", "sandbox-succeeds");
    await autopay("due");
    for (let run = 0; run < 3; run += 1) await runAfter(MINUTE_MS);
    expect(await states()).toEqual(["cancelled", "succeeded"]);
    expect(await open()).toEqual(["0.00"]);
  });

  it("charges nothing while a page is open on which the customer may pay", async () => {
    await owingCustomer(parts, tenant, ["100.00"], start - DAY_MS);
    await keep("sandbox-succeeds");
    const page = { successUrl: "https://acme.example/ok", cancelUrl: "https://acme.example/no" };
    const origin = "https://billing.example";
    const request = { invoice: "c-1:1", provider: "sandbox", origin, ...page };
    const answer = expectOk(await openCheckout(parts, tenant, request, undefined));
    expect(JSON.parse(answer.body)).toMatchObject({ state: "pending", reason: "needs-action" });
    await autopay("due");
    await runAfter(0);
    expect(await states()).toEqual(["pending"]);
    const { id } = JSON.parse(answer.body) as { id: string };
    expectOk((await withdrawIntent(parts, tenant, id, "by hand")) ?? { ok: false, faults: [] });
    await runAfter(MINUTE_MS);
    expect(await states()).toEqual(["cancelled", "succeeded"]);
  });

  it("brings what a lost call did to light before anything else is charged", async () => {
    await owingCustomer(parts, tenant, ["100.00"], start - DAY_MS);
    await keep("sandbox-answer-lost");
    await autopay("due");
    await runAfter(0);
    expect(await states()).toEqual(["unknown"]);
    const again = await chargeInvoice(parts, tenant, { invoice: "c-1:1" }, undefined);
    expect(again).toMatchObject({ ok: false, faults: [{ code: "charge-pending" }] });
    await runAfter(MINUTE_MS);
    expect(await states()).toEqual(["succeeded"]);
    expect(await open()).toEqual(["0.00"]);
  });
});

describe("a refund", () => {
  const charge = async (): Promise<string> => {
    const answer = await chargeInvoice(parts, tenant, { invoice: "c-1:1" }, undefined);
    return (JSON.parse(expectOk(answer).body) as { id: string }).id;
  };
  const refund = (payment: string, amount: `${number} USD`, reopen?: "last") =>
    refundPayment(
      parts,
      tenant,
      { payment, amount, ...(reopen === undefined ? {} : { reopen }) },
      undefined,
    );

  it("is never above what was paid, also when many ask at once", async () => {
    await owingCustomer(parts, tenant, ["100.00"], start - DAY_MS);
    await keep("sandbox-succeeds");
    const payment = await charge();
    const asked = await Promise.all(
      Array.from({ length: 5 }, () => refund(payment, "60 USD", "last")),
    );
    expect(asked.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await open()).toEqual(["60.00"]);
    expect(await refund(payment, "40.01 USD", "last")).toMatchObject({
      ok: false,
      faults: [{ code: "refund-exceeds-payment" }],
    });
    expectOk(await refund(payment, "40 USD", "last"));
    expect(await open()).toEqual(["100.00"]);
  });

  it("needs credit, or an invoice that may be owed again, before its provider is asked", async () => {
    await owingCustomer(parts, tenant, ["100.00"], start - DAY_MS);
    await keep("sandbox-succeeds");
    const payment = await charge();
    expect(await refund(payment, "10 USD")).toMatchObject({
      ok: false,
      faults: [{ code: "refund-needs-reopen" }],
    });
    expect((await intents()).filter(({ kind }) => kind === "refund")).toEqual([]);
  });
});
