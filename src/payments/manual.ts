import { ok, type Result } from "../fault/fault.ts";
import type { Instant } from "../time/instant.ts";
import type { CallAnswer } from "./call-answer.ts";
import type { ChargeIntent, PaymentIntent, RefundIntent } from "./payment-intent.ts";
import type { PaymentProvider } from "./payment-provider.ts";
import { notOffered } from "./provider-fault.ts";
import type { PaymentReport, RefundReport } from "./provider-report.ts";

const name = "manual";

/** What the operator says about money: its own reference for it, so saying it twice is saying it once. */
export interface OperatorEntry {
  readonly reference: string;
  readonly at: Instant;
}

/**
 * Money that people move: a charge is asked for and stays pending until the operator says that it came, with
 * {@link moneyCame} or {@link moneyFailed}; a refund until the operator has made the transfer. It needs no keys.
 */
export function manualProvider(): Result<PaymentProvider> {
  const offersNot = (call: string) => () => Promise.resolve(notOffered(name, call));
  return ok({
    name,
    kinds: ["bank-transfer"],
    openCustomer: (customer) => Promise.resolve(ok(customer.id)),
    listMethods: () => Promise.resolve(ok([])),
    detachMethod: () => Promise.resolve(ok(undefined)),
    charge: (intent) => Promise.resolve(reported(waiting(intent))),
    refund: (intent) => Promise.resolve(reported(waiting(intent))),
    lookUp: (intent) =>
      Promise.resolve(
        intent.attempts.length === 0
          ? { kind: "absent" }
          : { kind: "found", reports: [waiting(intent)] },
      ),
    withdraw: (intent) =>
      Promise.resolve({
        kind: "reported",
        reports: [{ kind: "payment-withdrawn", payment: idOf(intent), at: intent.recordedAt }],
      }),
    setUpMethod: offersNot("pages for customers"),
    openCheckout: offersNot("pages for customers"),
    readPayout: offersNot("payouts"),
    readEvents: offersNot("messages"),
    readWebhook: () => notOffered(name, "messages"),
  });
}

/** The operator says that the money of a charge came: how much of it, and when. */
export const moneyCame = (
  intent: ChargeIntent,
  amount: string,
  { reference, at }: OperatorEntry,
): PaymentReport => ({
  ...paymentOf(intent),
  payment: `${idOf(intent)}-${reference}`,
  try: `${idOf(intent)}-${reference}`,
  amount,
  status: "succeeded",
  at,
});

/** The operator says that the money of a charge will not come. */
export const moneyFailed = (intent: ChargeIntent, code: string, at: Instant): PaymentReport => ({
  ...paymentOf(intent),
  status: "failed",
  decline: { class: "final", code },
  at,
});

/** The operator says that the money of a refund was sent, or came back because it could not be delivered. */
export const moneyWentBack = (
  intent: RefundIntent,
  status: "succeeded" | "failed",
  at: Instant,
): RefundReport => ({ ...refundOf(intent), status, at });

const idOf = (intent: PaymentIntent): string => `manual-${intent.id}`;

const reported = (report: PaymentReport | RefundReport): CallAnswer => ({
  kind: "reported",
  reports: [report],
});

const waiting = (intent: PaymentIntent): PaymentReport | RefundReport =>
  intent.kind === "charge" ? paymentOf(intent) : refundOf(intent);

const paymentOf = (intent: ChargeIntent): PaymentReport => ({
  kind: "payment",
  payment: idOf(intent),
  try: idOf(intent),
  status: "pending",
  amount: intent.amount,
  currency: intent.currency,
  at: intent.recordedAt,
  intent: intent.id,
});

const refundOf = (intent: RefundIntent): RefundReport => ({
  kind: "refund",
  refund: idOf(intent),
  payment: intent.refunds.payment,
  status: "pending",
  amount: intent.amount,
  currency: intent.currency,
  at: intent.recordedAt,
  intent: intent.id,
});
