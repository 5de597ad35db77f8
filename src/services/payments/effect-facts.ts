import type { MoneyFact } from "../../account/money-fact.ts";
import { decimalOf } from "../../money/decimal.ts";
import { type Money, money } from "../../money/money.ts";
import type { PaymentEffect } from "../../payments/intent-effect.ts";
import type { PaymentReceived, Receivables } from "../../receivable/receivables.ts";
import { formatInstant } from "../../time/instant.ts";

/** What the effects of an intent are worked out with, besides themselves. */
export interface EffectContext {
  /** What the customer owes and has paid, before the effect; undefined where nobody knows. */
  readonly state: Receivables | undefined;
  /** What kind of method the intent uses. */
  readonly method: string;
  /** Of a refund, which invoices may be owed again; absent for one that others made. */
  readonly reopen?: "last" | readonly string[];
  /** Of a refund, the payment that it was asked for, by our id. */
  readonly refunds?: string;
}

/** The fact that an effect of an intent tells the customer's account; undefined for a notice that moves nothing there. */
export function factOfEffect(effect: PaymentEffect, context: EffectContext): MoneyFact | undefined {
  const { customer, provider, currency } = effect;
  const amount = money(decimalOf(effect.amount), currency);
  const receivedAt = formatInstant(effect.at);
  switch (effect.kind) {
    case "payment-received":
      return {
        fact: "payment",
        id: newPaymentId(effect, context),
        customer,
        amount,
        method: context.method,
        receivedAt,
        provider,
        providerId: effect.payment,
        appliesTo: effect.invoices.map((invoice) => ({ invoice })),
      };
    case "refund-done":
      return {
        fact: "refund",
        id: effect.refund,
        customer,
        payment: paymentId(effect, context),
        amount,
        ...reopening(context),
      };
    case "refund-returned":
      return {
        fact: "payment",
        id: effect.id,
        customer,
        amount,
        method: "refund-returned",
        receivedAt,
        provider,
        providerId: effect.refund,
      };
    default:
      return otherFact(effect, context, amount);
  }
}

function otherFact(
  effect: Exclude<
    PaymentEffect,
    { readonly kind: "payment-received" | "refund-done" | "refund-returned" }
  >,
  context: EffectContext,
  amount: Money,
): MoneyFact | undefined {
  const { id, customer, provider } = effect;
  switch (effect.kind) {
    case "dispute-opened": {
      const payment = paymentId(effect, context);
      const fee = money(decimalOf(effect.fee), effect.feeCurrency);
      return { fact: "dispute", id: effect.dispute, customer, payment, amount, provider, fee };
    }
    case "dispute-won": {
      const { dispute } = effect;
      const feeReturned = money(decimalOf(effect.feeReturned), effect.feeCurrency);
      return { fact: "dispute-outcome", id, customer, dispute, outcome: "won", feeReturned };
    }
    case "dispute-lost":
      return { fact: "dispute-outcome", id, customer, dispute: effect.dispute, outcome: "lost" };
    case "payment-failed":
    case "payment-cancelled": {
      if (effect.invoices.length === 0) return undefined;
      const refused = effect.kind === "payment-failed" && effect.decline.class === "final";
      return { fact: "charge-failure", id, customer, charge: effect.intent, refused };
    }
    case "payment-pending":
    case "payment-needs-action":
    case "refund-pending":
    case "refund-cancelled":
    case "refund-failed":
      return undefined;
  }
}

/** A refund that we did not ask for owes again what was paid last: nobody said what else it is for. */
const reopening = ({ refunds, reopen }: EffectContext) =>
  refunds === undefined ? { reopen: "last" as const } : reopen === undefined ? {} : { reopen };

const paymentsOf = ({ state }: EffectContext): readonly PaymentReceived[] =>
  (state?.settlements ?? []).filter((one): one is PaymentReceived => one.kind === "payment");

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
