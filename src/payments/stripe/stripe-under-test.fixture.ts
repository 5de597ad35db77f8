import { expectOk } from "../../fault/fault.ts";
import { noon } from "../intent.fixture.ts";
import type { IntentMethod, PaymentIntent } from "../payment-intent.ts";
import type { PaymentProvider } from "../payment-provider.ts";
import { type ProviderUnderTest, stepsOf } from "../provider.conformance.ts";
import type { ProviderMethodKind } from "../provider-method.ts";
import { secret } from "../secret.ts";
import type { WebhookDelivery } from "../webhook-delivery.ts";
import {
  type FakeStripe,
  type FakeTrouble,
  fakeSecretKey,
  fakeWebhookSecret,
  startFakeStripe,
} from "./fake-stripe.fixture.ts";
import { settlePayment } from "./fake-stripe-money.fixture.ts";
import type { FakeMethod } from "./fake-stripe-objects.fixture.ts";
import { stripeProvider } from "./stripe.ts";

/** The server's clock: whole seconds, and our own clock with it. */
export const stripeNow = noon / 1_000;

const methods: readonly FakeMethod[] = [
  ...[
    "pm_card_visa",
    "pm_card_visa_chargeDeclinedInsufficientFunds",
    "pm_card_visa_chargeDeclinedStolenCard",
    "pm_card_chargeDeclinedExpiredCard",
    "pm_card_authenticationRequired",
  ].map((id) => ({
    id,
    object: "payment_method" as const,
    type: "card",
    customer: "cus_fixture",
    card: { brand: "visa", last4: "4242", exp_month: 4, exp_year: 2031 },
  })),
  ...["pm_usBankAccount_success", "pm_usBankAccount_insufficientFunds"].map((id) => ({
    id,
    object: "payment_method" as const,
    type: "us_bank_account",
    customer: "cus_fixture",
    us_bank_account: { bank_name: "STRIPE TEST BANK", last4: "6789" },
  })),
  {
    id: "pm_sepaDebit",
    object: "payment_method",
    type: "sepa_debit",
    customer: "cus_fixture",
    sepa_debit: { country: "DE", last4: "3000" },
  },
  { id: "pm_link", object: "payment_method", type: "link", customer: "cus_fixture" },
];

/** A local Stripe with the test methods on file, and a provider that calls it. */
export async function startStripe(): Promise<FakeStripe> {
  const fake = await startFakeStripe(stripeNow);
  for (const method of methods) fake.books.methods.set(method.id, { ...method });
  return fake;
}

/** A provider that calls the local server. */
export const providerOf = (
  fake: FakeStripe,
  options: Readonly<Record<string, string>> = {},
  key = fakeSecretKey,
): PaymentProvider =>
  expectOk(
    stripeProvider({
      keys: { secret: secret(key), webhook: secret(fakeWebhookSecret) },
      options: {
        host: "127.0.0.1",
        port: String(fake.port),
        protocol: "http",
        readRetries: "0",
        ...options,
      },
      clock: () => noon,
    }),
  );

/** Every message about an intent, signed now. */
export const deliveriesOf = (fake: FakeStripe, intent: PaymentIntent): readonly WebhookDelivery[] =>
  fake.books.events
    .filter(({ data }) => {
      const { id, payment_intent: payment } = data.object;
      return intent.providerId !== null && [id, payment].includes(intent.providerId);
    })
    .map((event) => fake.deliver(event, stripeNow));

/** Stripe as the conformance suite sees it. */
export function stripeUnderTest(
  fake: () => FakeStripe,
  provider: () => PaymentProvider,
): ProviderUnderTest {
  const method = (reference: string, kind: ProviderMethodKind = "card", trouble?: FakeTrouble) => {
    return (): Partial<IntentMethod> => {
      if (trouble !== undefined) fake().troubles.push(trouble);
      return { reference, kind };
    };
  };
  return {
    name: "stripe",
    provider,
    now: () => noon,
    methods: {
      succeeds: method("pm_card_visa"),
      declined: method("pm_card_visa_chargeDeclinedInsufficientFunds"),
      "declined-for-good": method("pm_card_visa_chargeDeclinedStolenCard"),
      "needs-action": method("pm_card_authenticationRequired"),
      "settles-later": method("pm_usBankAccount_success", "ach"),
      "fails-later": method("pm_usBankAccount_insufficientFunds", "ach"),
      "answer-lost": method("pm_card_visa", "card", "error-after"),
      "never-arrives": method("pm_card_visa", "card", "unavailable"),
      busy: method("pm_card_visa", "card", "rate-limit"),
    },
    settle: (intent) => {
      const { books } = fake();
      const payment = books.payments.get(intent.providerId ?? "");
      const fails = payment?.payment_method === "pm_usBankAccount_insufficientFunds";
      if (payment?.status === "processing")
        settlePayment(books, payment.id, fails ? "failed" : "succeeded");
    },
    tellings: (intent) =>
      deliveriesOf(fake(), intent).flatMap((one) =>
        stepsOf(expectOk(provider().readWebhook(one, noon)), intent),
      ),
    deliveries: (intent) => deliveriesOf(fake(), intent),
    secrets: [fakeSecretKey, fakeWebhookSecret],
    currencies: ["USD", "EUR", "JPY", "KWD", "ISK"],
  };
}
