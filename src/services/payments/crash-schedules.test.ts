import fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { propertyRuns, propertySeed } from "../../../test/property.ts";
import { expectOk } from "../../fault/fault.ts";
import { compare, decimalOf, format, subtract, sum } from "../../money/decimal.ts";
import { noon } from "../../payments/intent.fixture.ts";
import type { FakeStripe } from "../../payments/stripe/fake-stripe.fixture.ts";
import {
  closeDispute,
  disputePayment,
  payOnPage,
  settlePayment,
} from "../../payments/stripe/fake-stripe-money.fixture.ts";
import { startStripe } from "../../payments/stripe/stripe-under-test.fixture.ts";
import { brokenInvariant } from "../../receivable/broken-invariant.ts";
import { allOpenItems } from "../../store/open-items.ts";
import { listEffects } from "../../store/payment-effects.ts";
import { listIntents } from "../../store/payment-intents.ts";
import type { Tx } from "../../store/tenant.ts";
import { addTenant } from "../../store/tenants.ts";
import { type TestDatabase, testDatabase } from "../../store/test-database.fixture.ts";
import { DAY_MS, MINUTE_MS } from "../../time/instant.ts";
import { anySchedule, type Happening } from "./any-schedule.fixture.ts";
import { chargeInvoice } from "./charge-invoice.ts";
import { killable } from "./crash-points.fixture.ts";
import { fetchMethods } from "./customer-payments.ts";
import { openCheckout } from "./open-checkout.ts";
import type { PaymentParts } from "./payment-parts.ts";
import { owingCustomer, paymentParts, withStripe } from "./payment-scene.fixture.ts";
import { takeDelivery } from "./provider-messages.ts";
import { followMoney } from "./record-effects.ts";
import { refundPayment } from "./refund-payment.ts";
import { runPayments } from "./run-payments.ts";
import { readIntent } from "./stored-intent.ts";
import { withdrawIntent } from "./withdraw-intent.ts";

let database: TestDatabase;
let fake: FakeStripe | undefined;
beforeAll(async () => {
  database = await testDatabase({ tenants: [] });
});
afterEach(async () => {
  await fake?.close();
  fake = undefined;
});
afterAll(() => database.drop());

const fewAmounts = ["100.00", "60.00", "249.99", "10.00"];
const references = [
  "pm_card_visa",
  "pm_card_visa_chargeDeclinedInsufficientFunds",
  "pm_usBankAccount_success",
  "pm_card_authenticationRequired",
];

let tenants = 0;

/** Lets a schedule happen to a tenant of its own, then lets everything settle, and looks at the books of both sides. */
async function happen(schedule: readonly Happening[], amounts: readonly string[] = fewAmounts) {
  tenants += 1;
  const tenant = `t-${tenants}`;
  await addTenant(database.admin, { id: tenant, name: tenant, createdAt: noon });
  const time = { now: noon };
  const server = await startStripe();
  fake = server;
  const living = paymentParts(database.store, time, { prefix: `${tenant}-` });
  const { parts, live, kills } = killable(living);
  const ids = amounts.map((_, index) => `c-1:${index + 1}`);
  const numbers = await owingCustomer(living, tenant, amounts, noon - DAY_MS);
  await withStripe(living, tenant, server);
  const methods = new Map<string, string>();
  for (const reference of references) {
    const request = { provider: "stripe", reference };
    const view = expectOk(await fetchMethods(living, tenant, "c-1", request));
    methods.set(reference, view.methods.at(-1)?.id ?? "");
  }
  const methodIds = references.map((reference) => methods.get(reference) ?? "");
  // From here on an answer that is late is one that is lost.
  await withStripe(living, tenant, server, 100);
  // Who asks for the same again after a crash sends the same key.
  const once = (route: string, key: number, body: unknown) => ({
    key: `${route}-${key % 2}-${JSON.stringify(body)}`,
    route,
    body: JSON.stringify([key % 2, body]),
  });
  const payments = () => [...server.books.payments.values()];
  const intents = () =>
    database.store.withTenant(tenant, async (tx) =>
      expectOk(await listIntents(tx, { limit: 500 })).items.map((row) => readIntent(row)),
    );
  const at = <T>(all: readonly T[], place: number): T | undefined =>
    all.length === 0 ? undefined : all[place % all.length];
  const move = (ms: number): void => {
    time.now += ms;
    server.books.now = time.now / 1_000;
  };
  const deliver = async (place: number, by = parts): Promise<void> => {
    const event = at(server.books.events, place);
    if (event === undefined) return;
    expectOk(await takeDelivery(by, tenant, "stripe", server.deliver(event, server.books.now)));
  };
  const act = async (one: Happening): Promise<unknown> => {
    switch (one.kind) {
      case "charge": {
        const request = {
          invoice: ids[one.invoice] ?? "",
          method: methodIds[one.method] ?? "",
        };
        return chargeInvoice(parts, tenant, request, once("charge", one.key, request));
      }
      case "checkout": {
        const request = {
          invoice: ids[one.invoice] ?? "",
          provider: "stripe",
          successUrl: "https://acme.example/paid",
          cancelUrl: "https://acme.example/back",
          origin: "https://billing.example",
        };
        return openCheckout(parts, tenant, request, once("checkout", one.key, request));
      }
      case "refund": {
        const payment = at(
          (await intents()).filter(
            ({ intent }) => intent.kind === "charge" && intent.state === "succeeded",
          ),
          one.payment,
        );
        if (payment === undefined) return;
        const request = {
          payment: payment.intent.id,
          amount: `${one.amount} USD` as const,
          reopen: "last" as const,
        };
        return refundPayment(parts, tenant, request, once("refund", one.key, request));
      }
      case "withdraw": {
        const payment = at(await intents(), one.payment);
        return payment && withdrawIntent(parts, tenant, payment.intent.id, "by hand");
      }
      case "run":
        return runPayments(parts, tenant);
      case "deliver":
        for (const place of one.messages) await deliver(place);
        return;
      case "trouble":
        return server.troubles.push(one.trouble);
      case "wait":
        return move(one.minutes * MINUTE_MS);
      case "settle": {
        const pending = payments().find(({ status }) => status === "processing");
        return pending && settlePayment(server.books, pending.id, one.end);
      }
      case "pay-on-page": {
        const page = at(
          [...server.books.sessions.values()].filter(({ status }) => status === "open"),
          one.page,
        );
        return page && payOnPage(server.books, page);
      }
      case "dispute": {
        const disputed = [...server.books.disputes.values()].map(
          (dispute) => dispute.payment_intent,
        );
        const refunded = [...server.books.refunds.values()].map((refund) => refund.payment_intent);
        const payment = at(
          payments().filter(
            ({ id, status }) =>
              status === "succeeded" && !disputed.includes(id) && !refunded.includes(id),
          ),
          one.payment,
        );
        return payment && disputePayment(server.books, payment.id);
      }
      case "end-dispute": {
        const dispute = at(
          [...server.books.disputes.values()].filter(({ status }) => status === "needs_response"),
          one.dispute,
        );
        return dispute && closeDispute(server.books, dispute.id, one.end);
      }
    }
  };
  for (const one of schedule) {
    live("killedAfter" in one ? one.killedAfter : undefined);
    // What a killed process was doing is done for; everything else that fails is a bug.
    await act(one).catch((error: unknown) => {
      if (!(error instanceof Error) || error.message !== "killed") throw error;
    });
    live();
  }
  await settleAll();
  async function settleAll(): Promise<void> {
    server.troubles.length = 0;
    for (let round = 0; round < 14; round += 1) {
      for (const { id } of payments().filter(({ status }) => status === "processing"))
        settlePayment(server.books, id, "succeeded");
      move(round < 9 ? 20 * MINUTE_MS : DAY_MS);
      await runPayments(living, tenant);
    }
    for (const place of server.books.events.keys()) await deliver(place, living);
    for (const place of server.books.events.keys()) await deliver(place, living);
  }
  const books = await database.store.withTenant(tenant, (tx) => readBooks(living, tx));
  return {
    server,
    books,
    intents: await intents(),
    kills: kills(),
    failures: living.failures,
    amounts,
    numbers: new Map(ids.map((id, index) => [id, numbers[index]])),
  };
}

async function readBooks(parts: PaymentParts, tx: Tx) {
  await followMoney(tx);
  const state = await parts.books.owedBy(tx, "c-1");
  if (state === undefined) throw new Error("the customer owes something");
  const effects = expectOk(await listEffects(tx, { limit: 2_000 })).items;
  return { state, effects, open: await allOpenItems(tx, 500) };
}

const total = (amounts: readonly string[]): string => format(sum(amounts.map(decimalOf)));
const dollars = (cents: number): string => format(decimalOf((cents / 100).toFixed(2)));

/** Every law that must hold once all has settled, whatever happened on the way. */
function checkLaws({
  server,
  books,
  intents,
  failures,
  amounts,
  numbers,
}: Awaited<ReturnType<typeof happen>>): void {
  const { state, effects, open } = books;
  expect(failures.filter((error) => (error as Error).message !== "killed")).toEqual([]);
  expect(brokenInvariant(state)).toBeUndefined();
  const paid = [...server.books.payments.values()].filter(({ status }) => status === "succeeded");
  const received = state.settlements.flatMap((one) => (one.kind === "payment" ? one : []));
  // Never lost, never doubled: each payment at Stripe is one payment here, of the same amount.
  expect(
    received
      .filter(({ method }) => method !== "refund-returned")
      .map(({ providerId, amount }) => `${providerId} ${format(decimalOf(amount))}`)
      .sort(),
  ).toEqual(paid.map(({ id, amount_received }) => `${id} ${dollars(amount_received)}`).sort());
  // One intent, at most one payment; and no payment without one.
  const known = new Set(intents.map(({ intent }) => intent.id));
  const named = paid.map(({ metadata }) => metadata.florin_intent ?? "");
  expect(new Set(named).size).toBe(named.length);
  for (const id of named) expect(known).toContain(id);
  // Who asks for the same again asked once.
  const requests = intents.map(({ agreement }) => agreement.request);
  expect(new Set(requests).size).toBe(requests.length);
  // Nobody pays more than an invoice, but for what went back of it and is owed again.
  const refunds = [...server.books.refunds.values()].filter(({ status }) => status === "succeeded");
  expect(total(received.flatMap((one) => one.refunds.map(({ amount }) => amount)))).toBe(
    total(refunds.map(({ amount }) => dollars(amount))),
  );
  expect(received.every(({ unapplied }) => Number(unapplied) === 0)).toBe(true);
  for (const item of state.items) {
    const charged = received.filter(({ id }) =>
      intents.some(
        ({ intent }) => intent.id === id && intent.invoices.includes(numbers.get(item.id) ?? ""),
      ),
    );
    const lost = charged.flatMap((one) => [
      ...one.refunds,
      ...one.disputes.filter(({ status }) => status === "lost"),
    ]);
    const kept = subtract(
      sum(charged.map(({ amount }) => decimalOf(amount))),
      sum(lost.map(({ amount }) => decimalOf(amount))),
    );
    expect(compare(kept, decimalOf(item.total))).toBeLessThanOrEqual(0);
  }
  for (const dispute of server.books.disputes.values()) {
    const ours = received.flatMap((one) => one.disputes).find(({ id }) => id === dispute.id);
    const standing = dispute.status === "needs_response" ? "open" : dispute.status;
    expect(ours?.status).toBe(standing);
  }
  // What is open is what was billed less what is here, and the list over all customers says the same.
  expect(open.map(({ id, open: left }) => `${id} ${left}`).sort()).toEqual(
    state.items
      .filter(({ open: left }) => Number(left) > 0)
      .map(({ invoice, open: left }) => `${invoice} ${left}`)
      .sort(),
  );
  const gone = received.flatMap((one) => [
    ...one.refunds,
    ...one.disputes.filter(({ status }) => status === "lost"),
  ]);
  const here = subtract(
    sum(received.map(({ amount }) => decimalOf(amount))),
    sum(gone.map(({ amount }) => decimalOf(amount))),
  );
  expect(total(state.items.map((item) => item.open))).toBe(
    format(subtract(sum(amounts.map(decimalOf)), here)),
  );
  // Nothing hangs: no call is unanswered, no charge of the account waits for one, no effect was refused.
  expect(intents.filter(({ intent }) => ["sent", "unknown"].includes(intent.state))).toEqual([]);
  const waiting = intents.filter(({ intent }) => intent.state === "pending");
  expect(
    state.items.flatMap(({ charges }) => charges).filter(({ status }) => status === "pending")
      .length,
  ).toBe(waiting.filter(({ intent }) => intent.kind === "charge").length);
  expect(effects.filter(({ state: taken }) => taken === "refused")).toEqual([]);
}

const troubles = [undefined, "hang-after", "error-after", "rate-limit"] as const;
/** More steps than a charge, a refund or a run has. */
const stepsMost = 12;

/** A charge for each step and each trouble: killed there, and asked for again; then the same of refunds. */
function killedAtEachStep(): readonly Happening[] {
  const charges = troubles.flatMap((trouble, row) =>
    Array.from({ length: stepsMost }, (_, step): readonly Happening[] => {
      const invoice = row * stepsMost + step;
      const charge = { kind: "charge", invoice, method: 0, key: 0 } as const;
      return [
        ...(trouble === undefined ? [] : [{ kind: "trouble", trouble } as const]),
        { ...charge, killedAfter: step + 1 },
        ...(step % 2 === 0 ? [{ ...charge, killedAfter: undefined }] : []),
      ];
    }).flat(),
  );
  const refunds = Array.from({ length: stepsMost }, (_, step): readonly Happening[] => {
    const refund = { kind: "refund", payment: step, amount: "10.00", key: 0 } as const;
    return [
      { kind: "trouble", trouble: troubles[step % 4] ?? "hang-after" },
      { ...refund, killedAfter: step + 1 },
      { ...refund, killedAfter: undefined },
    ];
  }).flat();
  const runs = Array.from({ length: stepsMost }, (_, step): readonly Happening[] => [
    { kind: "wait", minutes: 15 },
    { kind: "run", killedAfter: step + 1 },
  ]).flat();
  const recovered: readonly Happening[] = Array.from({ length: 3 }, (): readonly Happening[] => [
    { kind: "wait", minutes: 15 },
    { kind: "run", killedAfter: undefined },
  ]).flat();
  return [...charges, ...runs, ...recovered, ...refunds, ...runs];
}

describe("payments through Stripe, killed between any two steps", () => {
  it("are neither lost nor doubled at any step of a charge or a refund", {
    timeout: 120_000,
  }, async () => {
    const invoices = Array.from(
      { length: troubles.length * stepsMost },
      (_, index) => `${100 + index}.00`,
    );
    const outcome = await happen(killedAtEachStep(), invoices);
    expect(outcome.kills).toBeGreaterThan(40);
    expect(outcome.server.books.refunds.size).toBeGreaterThan(8);
    checkLaws(outcome);
  });

  it("are neither lost nor doubled, whatever the schedule", { timeout: 240_000 }, async () => {
    let kills = 0;
    await fc.assert(
      fc.asyncProperty(anySchedule, async (schedule) => {
        const outcome = await happen(schedule);
        await fake?.close();
        kills += outcome.kills;
        checkLaws(outcome);
      }),
      { seed: propertySeed, numRuns: 12 * propertyRuns },
    );
    expect(kills).toBeGreaterThan(20);
  });
});
