import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectOk } from "../../fault/fault.ts";
import { noon, type Told, tell } from "../intent.fixture.ts";
import type { PaymentIntent } from "../payment-intent.ts";
import type { PaymentProvider } from "../payment-provider.ts";
import { call, newCharge, stepsOf } from "../provider.conformance.ts";
import type { ProviderReport } from "../provider-report.ts";
import { secret } from "../secret.ts";
import { type FakeStripe, fakeSecretKey, fakeWebhookSecret } from "./fake-stripe.fixture.ts";
import {
  closeDispute,
  disputePayment,
  failRefund,
  payOut,
  refundPayment,
} from "./fake-stripe-money.fixture.ts";
import { emit } from "./fake-stripe-objects.fixture.ts";
import { stripeProvider } from "./stripe.ts";
import {
  providerOf,
  startStripe,
  stripeNow,
  stripeUnderTest,
} from "./stripe-under-test.fixture.ts";

let fake: FakeStripe;
let provider: PaymentProvider;
beforeAll(async () => {
  fake = await startStripe();
  provider = providerOf(fake);
});
afterAll(() => fake.close());

const under = stripeUnderTest(
  () => fake,
  () => provider,
);

const charged = async () => {
  const { intent } = await call(under, newCharge(under));
  return { intent, payment: intent.providerId ?? "" };
};

const lines = ({ effects }: Told): readonly string[] =>
  effects.map((effect) => {
    const fee = "fee" in effect ? effect.fee : "feeReturned" in effect ? effect.feeReturned : "";
    return [effect.kind, effect.amount, effect.currency, fee].filter((one) => one !== "").join(" ");
  });

/** The effects of all messages so far, in true and in reversed order, each message twice. */
const bothWays = (intent: PaymentIntent): readonly (readonly string[])[] => {
  const tellings = under.tellings(intent);
  return [tellings, tellings.toReversed()].map((order) =>
    [...lines(tell(intent, [...order, ...order]))].sort(),
  );
};

const reportsSince = (count: number): readonly ProviderReport[] =>
  fake.books.events
    .slice(count)
    .flatMap((event) =>
      expectOk(provider.readWebhook(fake.deliver(event, stripeNow), noon)).flatMap(
        ({ reports }) => reports,
      ),
    );

describe("a dispute", () => {
  it("takes the money and the fee, and gives both back when it is won", async () => {
    const { intent, payment } = await charged();
    const { id } = disputePayment(fake.books, payment);
    expect(bothWays(intent)).toEqual(Array(2).fill(["dispute-opened 120.00 USD 15.00"]));
    closeDispute(fake.books, id, "won");
    expect(bothWays(intent)).toEqual(
      Array(2).fill(["dispute-opened 120.00 USD 15.00", "dispute-won 120.00 USD 15.00"]),
    );
  });

  it("that is lost keeps them", async () => {
    const { intent, payment } = await charged();
    closeDispute(fake.books, disputePayment(fake.books, payment).id, "lost");
    expect(bothWays(intent)).toEqual(
      Array(2).fill(["dispute-lost 120.00 USD", "dispute-opened 120.00 USD 15.00"]),
    );
  });

  it("that only inquires moves nothing", async () => {
    const { intent, payment } = await charged();
    const { id } = disputePayment(fake.books, payment, true);
    expect(bothWays(intent)).toEqual([[], []]);
    const dispute = fake.books.disputes.get(id);
    if (dispute !== undefined) dispute.status = "warning_closed";
    emit(fake.books, "charge.dispute.closed", dispute ?? {});
    expect(bothWays(intent)).toEqual([[], []]);
  });
});

describe("a refund from Stripe's dashboard", () => {
  it("belongs to the charge, and comes back when it fails", async () => {
    const { intent, payment } = await charged();
    const refund = refundPayment(fake.books, payment, 5_000, {});
    expect(bothWays(intent)).toEqual(Array(2).fill(["refund-done 50.00 USD"]));
    failRefund(fake.books, refund.id);
    expect(bothWays(intent)).toEqual(
      Array(2).fill(["refund-done 50.00 USD", "refund-returned 50.00 USD"]),
    );
  });
});

describe("a payout", () => {
  it("adds up from what it pays out: fees apart, dispute fees with their disputes", async () => {
    fake.books.transactions.length = 0;
    const first = await charged();
    const second = await charged();
    await charged();
    refundPayment(fake.books, first.payment, 5_000, {});
    closeDispute(fake.books, disputePayment(fake.books, second.payment).id, "lost");
    const events = fake.books.events.length;
    const { id } = payOut(fake.books, "usd");
    // 3 × 120.00 less 50.00 refunded, 120.00 disputed and 15.00 for it; 3 × (2.9% + 0.30) = 11.34 kept.
    expect(reportsSince(events)).toEqual([
      { kind: "payout", payout: id, status: "paid", amount: "163.66", currency: "USD", at: noon },
    ]);
    expect(expectOk(await provider.readPayout(id))).toEqual({
      payout: id,
      currency: "USD",
      gross: "175.00",
      fees: "11.34",
      net: "163.66",
      parts: {
        charges: "360.00",
        refunds: "-50.00",
        disputes: "-120.00",
        disputeFees: "-15.00",
        other: "0.00",
      },
    });
  });

  it("that does not add up yet is asked for again, and one made by hand is not explained", async () => {
    await charged();
    const payout = payOut(fake.books, "usd");
    const [taken] = fake.books.transactions.splice(
      fake.books.transactions.findIndex((one) => one.payout === payout.id),
      1,
    );
    expect(await provider.readPayout(payout.id)).toMatchObject({
      faults: [{ code: "provider-unavailable" }],
    });
    if (taken !== undefined) fake.books.transactions.push(taken);
    expect(await provider.readPayout(payout.id)).toMatchObject({ ok: true });
    fake.books.payouts.set("po_manual", { ...payout, id: "po_manual", automatic: false });
    expect(await provider.readPayout("po_manual")).toMatchObject({
      faults: [{ code: "provider-refused" }],
    });
    expect(await provider.readPayout("po_none")).toMatchObject({
      faults: [{ code: "provider-refused" }],
    });
  });
});

describe("messages that were not delivered", () => {
  it("are fetched in their order and teach the same", async () => {
    fake.books.events.length = 0;
    const { intent, payment } = await charged();
    closeDispute(fake.books, disputePayment(fake.books, payment).id, "won");
    emit(fake.books, "refund.created", { id: "re_odd" });
    const events = expectOk(await provider.readEvents(noon));
    expect(events.map(({ type, fault }) => `${type} ${fault?.code ?? ""}`.trim())).toEqual([
      "payment_intent.succeeded",
      "charge.dispute.created",
      "charge.dispute.funds_withdrawn",
      "charge.dispute.closed",
      "charge.dispute.funds_reinstated",
      "refund.created webhook-malformed",
    ]);
    expect(lines(tell(intent, stepsOf(events, intent)))).toEqual([
      "dispute-opened 120.00 USD 15.00",
      "dispute-won 120.00 USD 15.00",
    ]);
    expect(await provider.readEvents(noon + 1_000)).toEqual({ ok: true, value: [] });
    fake.books.events.length = 0;
  });

  it("are fetched page after page", async () => {
    fake.books.events.length = 0;
    for (let i = 0; i < 130; i += 1) emit(fake.books, "payout.paid", { id: `po_${i}` });
    expect(expectOk(await provider.readEvents(noon))).toHaveLength(130);
    fake.books.events.length = 0;
  });
});

describe("other messages", () => {
  it("tell of methods that come, change and go, and of nothing we do not keep", () => {
    const { length } = fake.books.events;
    const card = fake.books.methods.get("pm_card_visa") ?? {};
    emit(fake.books, "payment_method.attached", card);
    emit(fake.books, "payment_method.automatically_updated", card);
    emit(fake.books, "payment_method.detached", { ...card, customer: null });
    emit(fake.books, "payment_method.attached", fake.books.methods.get("pm_link") ?? {});
    emit(fake.books, "customer.updated", { id: "cus_fixture" });
    expect(
      reportsSince(length).map((one) =>
        one.kind === "method" ? `${one.change} ${one.customerReference} ${one.method.label}` : one,
      ),
    ).toEqual([
      "attached cus_fixture visa 4242",
      "updated cus_fixture visa 4242",
      "detached undefined visa 4242",
    ]);
  });

  it("that are signed and make no sense are malformed, not crashes", () => {
    const unreadable = [
      { type: "payment_intent.succeeded", object: {} },
      { type: "payment_intent.succeeded", object: { id: "pi_1" } },
      {
        type: "payment_intent.succeeded",
        object: { status: "succeeded", metadata: {}, amount_received: 1, currency: "usd" },
      },
      {
        type: "payout.paid",
        object: { id: "po_1", status: "paid", amount: 1.5, currency: "usd" },
      },
      {
        type: "charge.dispute.created",
        object: { id: "dp_1", charge: "ch_1", currency: "usd", amount: 1 },
      },
    ];
    for (const { type, object } of unreadable) {
      const event = { id: "evt_x", object: "event", type, created: stripeNow, data: { object } };
      const read = provider.readWebhook(fake.deliver(event as never, stripeNow), noon);
      expect(read).toMatchObject({ ok: false, faults: [{ code: "webhook-malformed" }] });
    }
    for (const body of [[], null, { id: 7 }]) {
      const read = provider.readWebhook(fake.deliver(body as never, stripeNow), noon);
      expect(read).toMatchObject({ ok: false, faults: [{ code: "webhook-malformed" }] });
    }
  });

  it("are accepted with the previous signing secret while it is being replaced", async () => {
    const { intent } = await charged();
    const [event] = fake.books.events.filter((one) => one.data.object.id === intent.providerId);
    if (event === undefined) throw new Error("the charge emitted a message");
    const old = fake.deliver(event, stripeNow, "whsec_old");
    expect(provider.readWebhook(old, noon)).toMatchObject({
      faults: [{ code: "webhook-signature" }],
    });
    const both = expectOk(
      stripeProvider({
        keys: {
          secret: secret(fakeSecretKey),
          webhook: secret(fakeWebhookSecret),
          previousWebhook: secret("whsec_old"),
        },
        options: {},
        clock: () => noon,
      }),
    );
    expect(stepsOf(expectOk(both.readWebhook(old, noon)), intent)).toEqual([]);
    expect(both.readWebhook(fake.deliver(event, stripeNow), noon)).toMatchObject({ ok: true });
  });
});
