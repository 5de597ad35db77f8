import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { expectOk } from "../../fault/fault.ts";
import { noon } from "../../payments/intent.fixture.ts";
import type { FakeStripe } from "../../payments/stripe/fake-stripe.fixture.ts";
import {
  closeDispute,
  disputePayment,
  failPayout,
  payOut,
  refundPayment,
} from "../../payments/stripe/fake-stripe-money.fixture.ts";
import { startStripe } from "../../payments/stripe/stripe-under-test.fixture.ts";
import { journalTurnovers } from "../../store/journal.ts";
import type { Tx } from "../../store/tenant.ts";
import { addTenant } from "../../store/tenants.ts";
import { type TestDatabase, testDatabase } from "../../store/test-database.fixture.ts";
import { seededRandom } from "../../testing/random.ts";
import { DAY_MS, HOUR_MS } from "../../time/instant.ts";
import { UTC } from "../../time/zone.ts";
import { verifyLedger } from "../ledger/verify-ledger.ts";
import { postSome } from "../posting.ts";
import { chargeInvoice } from "./charge-invoice.ts";
import { fetchMethods } from "./customer-payments.ts";
import type { PaymentParts } from "./payment-parts.ts";
import {
  owingCustomer,
  payingModel,
  paymentParts,
  type TestTime,
  withStripe,
} from "./payment-scene.fixture.ts";
import { takeDelivery } from "./provider-messages.ts";
import { runPayments } from "./run-payments.ts";

const invoices = 6;
let database: TestDatabase;
let fake: FakeStripe;
let parts: PaymentParts;
let tenant: string;
let time: TestTime;
let delivered = 0;
let count = 0;
beforeAll(async () => {
  database = await testDatabase({ tenants: [] });
});
afterAll(() => database.drop());
beforeEach(async () => {
  count += 1;
  delivered = 0;
  tenant = `p-${count}`;
  time = { now: noon };
  await addTenant(database.admin, { id: tenant, name: tenant, createdAt: noon });
  fake = await startStripe();
  parts = paymentParts(database.store, time);
  await owingCustomer(parts, tenant, Array(invoices).fill("120.00"), noon - DAY_MS);
  await withStripe(parts, tenant, fake);
  const request = { provider: "stripe", reference: "pm_card_visa" };
  expectOk(await fetchMethods(parts, tenant, "c-1", request));
});
afterEach(() => fake.close());

const inTenant = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  database.store.withTenant(tenant, work);

const charge = async (invoice: number): Promise<void> => {
  expectOk(await chargeInvoice(parts, tenant, { invoice: `c-1:${invoice}` }, undefined));
};
const paymentIds = (): readonly string[] => [...fake.books.payments.keys()];

/** Delivers what Stripe has to say, asks what payouts are made of, and posts; balances by account, debits positive. */
async function posted(): Promise<Readonly<Record<string, string>>> {
  for (; delivered < fake.books.events.length; delivered += 1) {
    const event = fake.books.events[delivered];
    if (event === undefined) break;
    const body = fake.deliver(event, fake.books.now);
    expectOk(await takeDelivery(parts, tenant, "stripe", body));
  }
  time.now += 2 * HOUR_MS;
  fake.books.now = time.now / 1_000;
  await runPayments(parts, tenant);
  expect((parts as ReturnType<typeof paymentParts>).failures).toEqual([]);
  while ((await inTenant((tx) => postSome(tx, { zone: UTC, model: payingModel }))).posted > 0);
  expect((await inTenant(verifyLedger)).faults).toEqual([]);
  const turnovers = await inTenant((tx) => journalTurnovers(tx, time.now + DAY_MS));
  return Object.fromEntries(
    turnovers.flatMap(({ account, currency, debits, credits }) => {
      const balance = Number(debits) - Number(credits);
      return Math.abs(balance) < 0.001 ? [] : [[`${account} ${currency}`, balance.toFixed(2)]];
    }),
  );
}

const cash = "assets:cash";
const clearing = "assets:clearing:stripe";
const fees = "expenses:payment-fees:stripe";
const disputeFees = "expenses:dispute-fees:stripe";

describe("a payout of Stripe", () => {
  it("clears what was collected, and posts what Stripe kept", async () => {
    for (const invoice of [1, 2, 3]) await charge(invoice);
    const [first = "", second = ""] = paymentIds();
    refundPayment(fake.books, first, 5_000, {});
    closeDispute(fake.books, disputePayment(fake.books, second).id, "lost");
    expect((await posted())[`${clearing} USD`]).toBe("175.00");
    payOut(fake.books, "usd");
    const books = await posted();
    expect(books[`${clearing} USD`]).toBeUndefined();
    expect(books).toMatchObject({
      [`${cash} USD`]: "163.66",
      [`${fees} USD`]: "11.34",
      [`${disputeFees} USD`]: "15.00",
    });
    expect(await posted()).toEqual(books);
  });

  it("in another currency than the charges clears each in its own", async () => {
    fake.books.settlement = { currency: "eur", rate: 0.9 };
    await charge(1);
    await charge(2);
    const [first = ""] = paymentIds();
    disputePayment(fake.books, first);
    const before = await posted();
    expect(before).toMatchObject({
      [`${clearing} USD`]: "120.00",
      [`${clearing} EUR`]: "-13.50",
      [`${disputeFees} EUR`]: "13.50",
      "assets:disputed:stripe USD": "120.00",
    });
    payOut(fake.books, "eur");
    const books = await posted();
    expect(books[`${clearing} USD`]).toBeUndefined();
    expect(books[`${clearing} EUR`]).toBeUndefined();
    // 2 × 108.00 less 108.00 disputed and 13.50 for it; 2 × 3.40 kept (3.78 dollars at 0.9).
    expect(books).toMatchObject({ [`${cash} EUR`]: "87.70", [`${fees} EUR`]: "6.80" });
  });

  it("that the bank sent back stands in clearing until a later one pays it out", async () => {
    await charge(1);
    const payout = payOut(fake.books, "usd");
    expect((await posted())[`${clearing} USD`]).toBeUndefined();
    failPayout(fake.books, payout.id);
    const back = await posted();
    expect([back[`${clearing} USD`], back[`${cash} USD`]]).toEqual(["116.22", undefined]);
    payOut(fake.books, "usd");
    const again = await posted();
    expect([again[`${clearing} USD`], again[`${cash} USD`]]).toEqual([undefined, "116.22"]);
  });

  it.each([1, 2, 3, 4])("empties clearing, whatever happened (seed %i)", async (seed) => {
    const random = seededRandom(seed);
    if (random.whole(0, 1) === 1)
      fake.books.settlement = { currency: "eur", rate: 0.8 + random.next() / 2 };
    const currency = fake.books.settlement?.currency ?? "usd";
    const disputed = new Map<string, string>();
    let charged = 0;
    for (let steps = 0; steps < 14; steps += 1) {
      const kind = random.whole(0, 5);
      const payment = paymentIds()[random.whole(0, Math.max(0, charged - 1))] ?? "";
      if (kind < 2 && charged < invoices) {
        charged += 1;
        await charge(charged);
      } else if (kind === 2 && payment !== "" && !disputed.has(payment)) {
        const gone = [...fake.books.refunds.values()].filter(
          (one) => one.payment_intent === payment,
        );
        if (gone.length < 2) refundPayment(fake.books, payment, random.whole(1, 5_000), {});
      } else if (kind === 3 && payment !== "" && !disputed.has(payment)) {
        if ([...fake.books.refunds.values()].every((one) => one.payment_intent !== payment))
          disputed.set(payment, disputePayment(fake.books, payment).id);
      } else if (kind === 4) {
        const [one] = disputed;
        const open = one === undefined ? undefined : fake.books.disputes.get(one[1]);
        if (open?.status === "needs_response")
          closeDispute(fake.books, open.id, random.whole(0, 1) === 0 ? "won" : "lost");
      } else if (kind === 5) payOut(fake.books, currency);
      if (random.whole(0, 2) === 0) await posted();
    }
    expect(charged).toBeGreaterThan(1);
    payOut(fake.books, currency);
    const books = await posted();
    expect(Object.keys(books).filter((account) => account.startsWith(clearing))).toEqual([]);
    const effects = await inTenant((tx) =>
      tx.rows("select id, faults from payment_effects where state <> 'recorded'"),
    );
    expect(effects).toEqual([]);
  });
});
