import { describe, expect, it } from "vitest";
import { expectOk } from "../fault/fault.ts";
import { type CurrencyCode, minorUnits } from "../money/currency.ts";
import { decimalOf, formatFixed } from "../money/decimal.ts";
import type { Instant } from "../time/instant.ts";
import type { CallAnswer } from "./call-answer.ts";
import { defaultCallPolicy } from "./call-policy.ts";
import { anyCharge, type Told, tell } from "./intent.fixture.ts";
import { moneyEffects } from "./intent-effect.ts";
import {
  type ChargeIntent,
  type IntentMethod,
  type PaymentIntent,
  recordRefund,
} from "./payment-intent.ts";
import type { PaymentProvider } from "./payment-provider.ts";
import { type ProviderEvent, routeOf } from "./provider-report.ts";
import type { IntentEvent } from "./step-intent.ts";
import type { WebhookDelivery } from "./webhook-delivery.ts";

/** What a method of the provider under test does when it is charged. */
export type MethodBehaviour =
  | "succeeds"
  | "declined"
  | "declined-for-good"
  | "needs-action"
  | "settles-later"
  | "fails-later"
  | "answer-lost"
  | "never-arrives"
  | "busy";

/** A payment provider to put to the test. What it does not have is absent, and its tests are left out. */
export interface ProviderUnderTest {
  readonly name: string;
  readonly provider: () => PaymentProvider;
  readonly now: () => Instant;
  /** The method that behaves so; prepares the provider where it is the network that misbehaves. */
  readonly methods: Readonly<Partial<Record<MethodBehaviour, () => Partial<IntentMethod>>>>;
  /** Lets everything that is pending come to its end. */
  readonly settle: (intent: PaymentIntent) => void | Promise<void>;
  /** Everything that the provider has to tell about an intent by now, in its order. */
  readonly tellings: (intent: PaymentIntent) => readonly IntentEvent[];
  /** The same as the messages it posts; absent where it posts none. */
  readonly deliveries?: (intent: PaymentIntent) => readonly WebhookDelivery[];
  /** Texts that no answer may contain. */
  readonly secrets: readonly string[];
  readonly currencies: readonly CurrencyCode[];
}

let serial = 0;

/** A charge by the method, with an id that no other test of the process uses. */
export function newCharge(
  under: ProviderUnderTest,
  behaviour: MethodBehaviour = "succeeds",
  amount = "120.00",
  currency: CurrencyCode = "USD",
): ChargeIntent {
  const method = under.methods[behaviour];
  if (method === undefined) throw new Error(`${under.name} has no method that ${behaviour}`);
  serial += 1;
  const { name: provider } = under.provider();
  const base = { id: "m-1", kind: "card", customerReference: "cus_fixture" } as const;
  const id = `${under.name}-${serial}`;
  return anyCharge({
    id,
    provider,
    amount,
    currency,
    method: { ...base, ...method() },
    at: under.now(),
  });
}

/** Records the call, makes it, and takes its answer in, as the use case does. */
export async function call(under: ProviderUnderTest, intent: PaymentIntent): Promise<Told> {
  const sent = tell(intent, [{ kind: "send", at: under.now() }]);
  const answer = await answerOf(under, sent.intent);
  const { length: attempt } = sent.intent.attempts;
  const told = tell(sent.intent, [{ kind: "answer", at: under.now(), attempt, answer }]);
  return { intent: told.intent, effects: [...sent.effects, ...told.effects] };
}

const answerOf = (under: ProviderUnderTest, intent: PaymentIntent): Promise<CallAnswer> =>
  intent.kind === "charge" ? under.provider().charge(intent) : under.provider().refund(intent);

/** Asks the provider what became of an intent, `laterMs` from now, and takes it in. */
export async function lookUp(
  under: ProviderUnderTest,
  intent: PaymentIntent,
  laterMs = 0,
): Promise<Told> {
  const answer = await under.provider().lookUp(intent);
  return tell(intent, [{ kind: "look-up", at: under.now() + laterMs, answer }]);
}

const moneyIds = (intent: PaymentIntent): readonly string[] =>
  moneyEffects(intent).map(({ kind, amount, currency }) => `${kind} ${amount} ${currency}`);

/** The events of a delivery that belong to an intent, as steps. */
export const stepsOf = (events: readonly ProviderEvent[], intent: PaymentIntent): IntentEvent[] =>
  events.flatMap((event) =>
    event.reports.flatMap((report): IntentEvent[] => {
      if (report.kind === "payout" || report.kind === "method") return [];
      const route = routeOf(report);
      const isOurs =
        route.to === "intent"
          ? route.intent === intent.id
          : route.to === "payment" && route.payment === intent.providerId;
      return isOurs ? [{ kind: "report", event, report }] : [];
    }),
  );

/** Registers the tests that every payment provider must pass. */
export function describePaymentProvider(under: ProviderUnderTest): void {
  describe(`${under.name}: a payment provider`, () => {
    describeCharges(under);
    describeLostAnswers(under);
    describeRefunds(under);
    describeMessages(under);
  });
}

function describeCharges(under: ProviderUnderTest): void {
  it("charges once, however often the call is repeated", async () => {
    const { intent } = await call(under, newCharge(under));
    await answerOf(under, intent);
    const again = await lookUp(under, intent);
    await under.settle(again.intent);
    const end = tell(again.intent, under.tellings(again.intent));
    expect(moneyIds(end.intent)).toEqual(["payment-received 120.00 USD"]);
    expect(end.intent.state).toBe("succeeded");
  });

  it.each(under.currencies)("charges %s to its last digit", async (currency) => {
    const digits = minorUnits(currency);
    const amount = formatFixed(
      decimalOf(digits === 3 ? "7.13" : digits === 0 ? "713" : "7.13"),
      digits,
    );
    const { intent } = await call(under, newCharge(under, "succeeds", amount, currency));
    await under.settle(intent);
    const end = tell(intent, under.tellings(intent)).intent;
    expect(moneyIds(end)).toEqual([`payment-received ${amount} ${currency}`]);
  });

  const declines: readonly (readonly [MethodBehaviour, string])[] = [
    ["declined", "retryable"],
    ["declined-for-good", "final"],
    ["needs-action", "needs-action"],
  ];
  it.each(declines.filter(([behaviour]) => under.methods[behaviour] !== undefined))(
    "tells a charge that is %s from the others",
    async (behaviour, expected) => {
      const { intent, effects } = await call(under, newCharge(under, behaviour));
      expect(moneyIds(intent)).toEqual([]);
      const [notice] = effects;
      const shown =
        notice?.kind === "payment-needs-action"
          ? "needs-action"
          : notice?.kind === "payment-failed" && notice.decline.class;
      expect(shown).toBe(expected);
    },
  );

  const pending = (["settles-later", "fails-later"] as const).filter((one) => under.methods[one]);
  it.each(pending)("waits for a charge that %s", async (behaviour) => {
    const { intent } = await call(under, newCharge(under, behaviour));
    expect(intent.state).toBe("pending");
    await under.settle(intent);
    const end = await lookUp(under, intent);
    expect(end.intent.state).toBe(behaviour === "settles-later" ? "succeeded" : "failed");
    expect(moneyIds(end.intent)).toHaveLength(behaviour === "settles-later" ? 1 : 0);
  });
}

function describeLostAnswers(under: ProviderUnderTest): void {
  const { absentAfterMs } = defaultCallPolicy;

  it.runIf(under.methods["answer-lost"])("finds a charge whose answer was lost", async () => {
    const { intent } = await call(under, newCharge(under, "answer-lost"));
    expect(intent.state).toBe("unknown");
    const found = await lookUp(under, intent);
    expect(found.intent.state).toBe("succeeded");
    const twice = await lookUp(under, found.intent);
    expect(twice.effects).toEqual([]);
    expect(moneyIds(twice.intent)).toEqual(["payment-received 120.00 USD"]);
  });

  it.runIf(under.methods["never-arrives"])("does not find one that never arrived", async () => {
    const { intent } = await call(under, newCharge(under, "never-arrives"));
    expect(intent.state).toBe("unknown");
    expect((await lookUp(under, intent)).intent.state).toBe("unknown");
    const believed = await lookUp(under, intent, absentAfterMs);
    expect(believed.intent.state).toBe("recorded");
    const again = await call(under, believed.intent);
    expect(moneyIds(again.intent)).toEqual(["payment-received 120.00 USD"]);
  });

  it.runIf(under.methods.busy)("may be called again where it was busy", async () => {
    const { intent } = await call(under, newCharge(under, "busy"));
    expect(intent).toMatchObject({ state: "recorded", attempts: [{ answer: "not-executed" }] });
    expect((await call(under, intent)).intent.state).toBe("succeeded");
  });

  it("finds nothing of an intent that it was never called for", async () => {
    expect(await under.provider().lookUp(newCharge(under))).toEqual({ kind: "absent" });
  });
}

function describeRefunds(under: ProviderUnderTest): void {
  it("gives back a part, once, however often the call is repeated", async () => {
    const charged = await call(under, newCharge(under));
    await under.settle(charged.intent);
    const { intent: charge } = tell(charged.intent, under.tellings(charged.intent));
    const { provider, customer, invoices, currency, method } = charge;
    const refund = expectOk(
      recordRefund(
        {
          id: `${charge.id}-back`,
          provider,
          customer,
          invoices,
          amount: "50.00",
          currency,
          method,
          at: under.now(),
        },
        { intent: charge.id, payment: charge.providerId ?? "" },
      ),
    );
    const { intent } = await call(under, refund);
    await answerOf(under, intent);
    const asked = await lookUp(under, intent);
    await under.settle(asked.intent);
    const end = tell(asked.intent, under.tellings(asked.intent));
    expect(moneyIds(end.intent)).toEqual(["refund-done 50.00 USD"]);
    expect(end.intent.state).toBe("succeeded");
  });
}

function describeMessages(under: ProviderUnderTest): void {
  const { deliveries } = under;

  it.runIf(deliveries === undefined)("says that it posts no messages", () => {
    const refused = under.provider().readWebhook({ body: "{}", headers: {} }, under.now());
    expect(refused).toMatchObject({ ok: false, faults: [{ code: "not-offered" }] });
  });
  if (deliveries === undefined) return;
  const read = (delivery: WebhookDelivery, now = under.now()) =>
    under.provider().readWebhook(delivery, now);
  const charged = async () => {
    const { intent } = await call(under, newCharge(under));
    return { intent, posted: deliveries(intent) };
  };

  it("tells by message what it tells by answer, whichever comes first", async () => {
    const { intent, posted } = await charged();
    const events = posted.flatMap((one) => expectOk(read(one)));
    const unanswered = tell({ ...newCharge(under), id: intent.id }, [
      { kind: "send", at: under.now() },
      ...stepsOf(events, intent).toReversed(),
      ...stepsOf(events, intent),
    ]);
    expect(moneyIds(unanswered.intent)).toEqual(moneyIds(intent));
    expect(tell(intent, stepsOf(events, intent)).effects).toEqual([]);
  });

  it("accepts the body as bytes and as text, and the same message twice alike", async () => {
    const [one] = (await charged()).posted;
    const { body = "", headers = {} } = one ?? {};
    const bytes = new TextEncoder().encode(String(body));
    expect(read({ body: bytes, headers })).toEqual(read({ body, headers }));
  });

  it("refuses what is changed, unsigned, signed by others or old", async () => {
    const [one] = (await charged()).posted;
    const { body = "", headers = {} } = one ?? {};
    const [[name, signature] = ["", ""]] = Object.entries(headers);
    const other = String(signature).replace(/v1=./, (text) => (text === "v1=0" ? "v1=1" : "v1=0"));
    for (const [refused, now] of [
      [{ body: `${String(body)} `, headers }],
      [{ body, headers: {} }],
      [{ body, headers: { [name]: ["a", "b"] } }],
      [{ body, headers: { [name]: other } }],
      [{ body, headers: { [name]: "" } }],
      [{ body, headers }, under.now() + 301_000],
      [{ body: "", headers: { [name]: other } }],
    ] as const)
      expect(read(refused, now)).toMatchObject({
        ok: false,
        faults: [{ code: "webhook-signature" }],
      });
  });

  it("never shows a key", async () => {
    const { intent, posted } = await charged();
    const wrong = read({ body: "{}", headers: posted[0]?.headers ?? {} });
    const shown = JSON.stringify([intent, wrong, posted.map((one) => read(one)), under.provider()]);
    for (const one of under.secrets) expect(shown).not.toContain(one);
  });
}
