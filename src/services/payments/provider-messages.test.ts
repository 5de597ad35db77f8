import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { expectOk } from "../../fault/fault.ts";
import { noon } from "../../payments/intent.fixture.ts";
import type { FakeStripe } from "../../payments/stripe/fake-stripe.fixture.ts";
import {
  closeDispute,
  disputePayment,
  payOut,
} from "../../payments/stripe/fake-stripe-money.fixture.ts";
import { emit } from "../../payments/stripe/fake-stripe-objects.fixture.ts";
import { startStripe } from "../../payments/stripe/stripe-under-test.fixture.ts";
import { methodsOf } from "../../store/customer-methods.ts";
import { listEffects } from "../../store/payment-effects.ts";
import { listPayouts } from "../../store/provider-accounts.ts";
import { storedProviderEvents } from "../../store/provider-events.ts";
import type { Tx } from "../../store/tenant.ts";
import { addTenant } from "../../store/tenants.ts";
import { type TestDatabase, testDatabase } from "../../store/test-database.fixture.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../time/instant.ts";
import { chargeInvoice } from "./charge-invoice.ts";
import { fetchMethods } from "./customer-payments.ts";
import type { PaymentParts } from "./payment-parts.ts";
import { owingCustomer, paymentParts, type TestTime, withStripe } from "./payment-scene.fixture.ts";
import { takeDelivery } from "./provider-messages.ts";
import { runPayments } from "./run-payments.ts";

let database: TestDatabase;
let fake: FakeStripe;
let parts: PaymentParts;
let tenant: string;
let time: TestTime;
let count = 0;
beforeAll(async () => {
  database = await testDatabase({ tenants: [] });
});
afterAll(() => database.drop());
beforeEach(async () => {
  count += 1;
  tenant = `t-${count}`;
  time = { now: noon };
  await addTenant(database.admin, { id: tenant, name: tenant, createdAt: noon });
  fake = await startStripe();
  parts = paymentParts(database.store, time);
  await owingCustomer(parts, tenant, ["120.00"], noon - DAY_MS);
  await withStripe(parts, tenant, fake);
  const request = { provider: "stripe", reference: "pm_card_visa" };
  expectOk(await fetchMethods(parts, tenant, "c-1", request));
});
afterEach(() => fake.close());

const inTenant = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  database.store.withTenant(tenant, work);
const wait = (ms: number): void => {
  time.now += ms;
  fake.books.now = time.now / 1_000;
};
const deliverTo = async (to: string, type: string) => {
  const event = fake.books.events.find((one) => one.type === type);
  if (event === undefined) throw new Error(`Stripe sent no ${type}`);
  return takeDelivery(parts, to, "stripe", fake.deliver(event, fake.books.now));
};
const deliver = (type: string) => deliverTo(tenant, type);
const charge = async () =>
  JSON.parse(expectOk(await chargeInvoice(parts, tenant, { invoice: "c-1:1" }, undefined)).body);
const state = () => inTenant((tx) => parts.books.owedBy(tx, "c-1"));
const paymentOf = () => [...fake.books.payments.values()][0]?.id ?? "";

describe("a provider's message", () => {
  it("is taken in once, however often it comes", async () => {
    fake.troubles.push("error-after");
    expect(await charge()).toMatchObject({ state: "unknown", calls: [{ answer: "lost" }] });
    expect(expectOk(await deliver("payment_intent.succeeded"))).toEqual({ messages: 1, news: 1 });
    const [first, second] = await Promise.all([
      deliver("payment_intent.succeeded"),
      deliver("payment_intent.succeeded"),
    ]);
    expect([expectOk(first), expectOk(second)]).toEqual(
      Array.from({ length: 2 }, () => ({ messages: 1, news: 0 })),
    );
    expect((await state())?.settlements.map(({ amount }) => amount)).toEqual(["120.00"]);
  });

  it("that comes before anybody knows its payment waits for it, and none is lost", async () => {
    fake.troubles.push("error-after");
    const { id } = await charge();
    const dispute = disputePayment(fake.books, paymentOf());
    closeDispute(fake.books, dispute.id, "lost");
    expectOk(await deliver("charge.dispute.closed"));
    expectOk(await deliver("charge.dispute.funds_withdrawn"));
    const waiting = () => inTenant((tx) => storedProviderEvents(tx, "waiting", 10));
    expect((await waiting()).length).toBe(2);
    expect((await state())?.settlements).toEqual([]);
    wait(MINUTE_MS);
    await runPayments(parts, tenant);
    expect(await waiting()).toEqual([]);
    expect((await state())?.settlements).toMatchObject([
      { id, amount: "120.00", disputes: [{ id: dispute.id, status: "lost" }] },
    ]);
    expect((await state())?.items).toMatchObject([{ open: "120.00" }]);
    const effects = expectOk(await inTenant((tx) => listEffects(tx, { limit: 10 }))).items;
    expect(effects.filter((one) => one.state === "refused")).toEqual([]);
  });

  it("that nobody signed, or too long ago, leaves nothing behind", async () => {
    await charge();
    const event = fake.books.events.at(-1);
    if (event === undefined) throw new Error("Stripe sends a message");
    const forged = fake.deliver(event, fake.books.now, "whsec_another");
    const stale = fake.deliver(event, fake.books.now - 3_600);
    for (const delivery of [forged, stale])
      expect(await takeDelivery(parts, tenant, "stripe", delivery)).toMatchObject({
        ok: false,
        faults: [{ code: "webhook-signature" }],
      });
    expect(await inTenant((tx) => tx.rows("select from provider_events"))).toEqual([]);
  });

  it("for a tenant or a provider that is not set up is refused alike", async () => {
    await charge();
    const refused = { ok: false, faults: [{ code: "provider-not-set-up" }] };
    expect(await deliverTo("nobody", "payment_intent.succeeded")).toMatchObject(refused);
    const body = { body: "{}", headers: {} };
    expect(await takeDelivery(parts, tenant, "sandbox", body)).toMatchObject(refused);
  });

  it("of a payout is kept, and what the payout is made of is asked for", async () => {
    await charge();
    payOut(fake.books, "usd");
    expectOk(await deliver("payout.paid"));
    await runPayments(parts, tenant);
    const [payout] = expectOk(await inTenant((tx) => listPayouts(tx, { limit: 10 }))).items;
    expect(payout).toMatchObject({ status: "paid", currency: "USD" });
    expect(JSON.parse(payout?.content ?? "null")).toMatchObject({ gross: "120.00" });
  });

  it("of a method that was entered, renewed or removed changes what is charged next", async () => {
    const method = { ...fake.books.methods.get("pm_sepaDebit"), id: "pm_new" };
    emit(fake.books, "payment_method.attached", method);
    emit(fake.books, "payment_method.detached", { ...method, customer: null });
    const methods = async () =>
      (await inTenant((tx) => methodsOf(tx, "c-1"))).map(({ reference }) => reference);
    expectOk(await deliver("payment_method.attached"));
    expect(await methods()).toEqual(["pm_card_visa", "pm_new"]);
    expectOk(await deliver("payment_method.detached"));
    expect(await methods()).toEqual(["pm_card_visa"]);
  });

  it("that was never delivered is fetched", async () => {
    fake.troubles.push("error-after");
    await charge();
    await inTenant((tx) => tx.run("update payment_intents set next_call_at = null"));
    wait(2 * HOUR_MS);
    await runPayments(parts, tenant);
    expect((await state())?.items).toMatchObject([{ open: "0.00" }]);
    const calls = fake.calls.filter(({ path }) => path === "/v1/events").length;
    wait(MINUTE_MS);
    await runPayments(parts, tenant);
    expect(fake.calls.filter(({ path }) => path === "/v1/events").length).toBe(calls);
  });
});
