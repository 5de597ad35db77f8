import type { PaymentEffect } from "../../payments/intent-effect.ts";
import type { PaymentReceived, Receivables } from "../../receivable/receivables.ts";
import type { MoneyCommand, MoneyFact } from "../money-facts.ts";

/** What the effects of an intent are worked out with, besides themselves. */
export interface EffectContext {
  /** What the customer owes and has paid, before the effect. */
  readonly states: readonly Receivables[];
  /** What kind of method the intent uses. */
  readonly method: string;
  /** Of a refund, which invoices may be owed again; absent for one that others made. */
  readonly reopen?: "last" | readonly string[];
  /** Of a refund, the payment that it was asked for, by our id. */
  readonly refunds?: string;
}

/**
 * The fact that an effect of an intent tells the customer's account; undefined for a notice that moves nothing there. It
 * has the id of the effect, which is the same in whatever order a provider's messages come.
 */
export function factOfEffect(effect: PaymentEffect, context: EffectContext): MoneyFact | undefined {
  const command = commandOf(effect, context);
  return command === undefined ? undefined : { id: effect.id, currency: effect.currency, command };
}

function commandOf(effect: PaymentEffect, context: EffectContext): MoneyCommand | undefined {
  const { amount, currency, provider, at } = effect;
  switch (effect.kind) {
    case "payment-received":
      return {
        kind: "receive-payment",
        id: newPaymentId(effect, context),
        receivedAt: at,
        amount,
        currency,
        method: context.method,
        provider,
        providerId: effect.payment,
        appliesTo: effect.invoices.map((invoice) => ({ invoice })),
      };
    case "refund-done":
      return {
        kind: "refund",
        id: effect.refund,
        payment: paymentId(effect, context),
        amount,
        ...(context.refunds === undefined
          ? { reopen: "last" as const }
          : context.reopen === undefined
            ? {}
            : { reopen: context.reopen }),
      };
    case "refund-returned":
      return {
        kind: "receive-payment",
        id: effect.id,
        receivedAt: at,
        amount,
        currency,
        method: "refund-returned",
        provider,
        providerId: effect.refund,
      };
    case "dispute-opened":
      return {
        kind: "dispute-opened",
        id: effect.dispute,
        payment: paymentId(effect, context),
        amount,
        provider,
        ...(effect.feeCurrency === currency ? { fee: effect.fee } : {}),
      };
    case "dispute-won":
      return {
        kind: "dispute-won",
        id: effect.dispute,
        ...(effect.feeCurrency === currency ? { feeReturned: effect.feeReturned } : {}),
      };
    case "dispute-lost":
      return { kind: "dispute-lost", id: effect.dispute };
    case "payment-failed":
      return effect.invoices.length === 0
        ? undefined
        : {
            kind: "payment-failed",
            id: effect.intent,
            refused: effect.decline.class === "final",
          };
    case "payment-cancelled":
      return effect.invoices.length === 0
        ? undefined
        : { kind: "payment-failed", id: effect.intent };
    case "payment-pending":
    case "payment-needs-action":
    case "refund-pending":
    case "refund-cancelled":
    case "refund-failed":
      return undefined;
  }
}

const paymentsOf = ({ states }: EffectContext): readonly PaymentReceived[] =>
  states.flatMap(({ settlements }) =>
    settlements.filter((one): one is PaymentReceived => one.kind === "payment"),
  );

/** The payment that a charge becomes has the charge's id. Another one that came of the same intent has its effect's. */
function newPaymentId(
  effect: PaymentEffect & { readonly kind: "payment-received" },
  context: EffectContext,
): string {
  const taken = paymentsOf(context).some(
    ({ id, providerId }) => id === effect.intent && providerId !== effect.payment,
  );
  return taken ? effect.id : effect.intent;
}

/** Our id of a provider's payment. */
function paymentId(
  { provider, payment, intent }: PaymentEffect & { readonly payment: string },
  context: EffectContext,
): string {
  const known = paymentsOf(context).find(
    (one) => one.provider === provider && one.providerId === payment,
  );
  return known?.id ?? context.refunds ?? intent;
}
