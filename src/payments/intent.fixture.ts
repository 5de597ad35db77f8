import { expectOk } from "../fault/fault.ts";
import { type CallPolicy, defaultCallPolicy } from "./call-policy.ts";
import type { PaymentEffect } from "./intent-effect.ts";
import {
  type ChargeIntent,
  type IntentTerms,
  type PaymentIntent,
  type RefundIntent,
  recordCharge,
  recordRefund,
} from "./payment-intent.ts";
import { type IntentEvent, stepIntent } from "./step-intent.ts";

/** When the intents of these tests are recorded. */
export const noon = Date.UTC(2026, 2, 2, 12);

const terms: IntentTerms = {
  id: "int-1",
  provider: "sandbox",
  customer: "acme",
  invoices: ["INV-1"],
  amount: "120.00",
  currency: "USD",
  method: { id: "m-1", kind: "card", reference: "sandbox-succeeds", customerReference: "c-1" },
  at: noon,
};

/** A recorded charge of 120 USD. */
export const anyCharge = (changes: Partial<IntentTerms> = {}): ChargeIntent =>
  expectOk(recordCharge({ ...terms, ...changes }));

/** A recorded refund of 50 USD of it. */
export const anyRefund = (changes: Partial<IntentTerms> = {}, payment = "p-1"): RefundIntent =>
  expectOk(
    recordRefund(
      { ...terms, id: "ref-1", amount: "50.00", ...changes },
      { intent: "int-1", payment },
    ),
  );

/** An intent after some events, and everything that it gave out. */
export interface Told {
  readonly intent: PaymentIntent;
  readonly effects: readonly PaymentEffect[];
}

/** Steps an intent through events that are all accepted. */
export function tell(
  intent: PaymentIntent,
  events: readonly IntentEvent[],
  policy: CallPolicy = defaultCallPolicy,
): Told {
  return events.reduce<Told>(
    (told, event) => {
      const step = expectOk(stepIntent(told.intent, event, policy));
      return { intent: step.intent, effects: [...told.effects, ...step.effects] };
    },
    { intent, effects: [] },
  );
}
