import type { Stripe } from "stripe";
import { ok } from "../../fault/fault.ts";
import { decimalOf } from "../../money/decimal.ts";
import type { CallAnswer } from "../call-answer.ts";
import type { ChargeIntent, PaymentIntent, RefundIntent } from "../payment-intent.ts";
import type { Secret } from "../secret.ts";
import { toStripeAmount } from "./stripe-amount.ts";
import { answerOfError } from "./stripe-error.ts";
import { idOf, intentKey, paymentReports, refundReports, stripeTime } from "./stripe-report.ts";

/** The SDK and the keys that no message may contain. */
export interface StripeAccess {
  readonly stripe: Stripe;
  readonly secrets: readonly Secret[];
}

/**
 * One call that may move money. The SDK itself does not repeat it (but for a connection that was closed under it, with the
 * same key), so what we record as one call is one call; repeating is the intent's business.
 */
const moving = { maxNetworkRetries: 0 } as const;

/** Stripe's words for a charge: confirmed at once, without the customer, and never with a page to be sent to. */
export async function chargeStripe(
  { stripe, secrets }: StripeAccess,
  intent: ChargeIntent,
): Promise<CallAnswer> {
  const { reference, customerReference } = intent.method;
  if (reference === undefined || customerReference === undefined) return noMethod;
  const amount = toStripeAmount(decimalOf(intent.amount), intent.currency);
  if (!amount.ok) return unchargeable(amount.faults[0]?.message);
  const parameters: Stripe.PaymentIntentCreateParams = {
    amount: amount.value,
    currency: intent.currency.toLowerCase(),
    customer: customerReference,
    payment_method: reference,
    confirm: true,
    off_session: true,
    automatic_payment_methods: { enabled: true, allow_redirects: "never" },
    description: descriptionOf(intent),
    metadata: { [intentKey]: intent.id },
    expand: ["latest_charge"],
  };
  return answering(secrets, async () =>
    paymentReports(
      await stripe.paymentIntents.create(parameters, {
        ...moving,
        idempotencyKey: intent.idempotencyKey,
      }),
    ),
  );
}

/** Gives back a part or all of a payment; Stripe itself refuses more than is left of it. */
export async function refundStripe(
  { stripe, secrets }: StripeAccess,
  intent: RefundIntent,
): Promise<CallAnswer> {
  const amount = toStripeAmount(decimalOf(intent.amount), intent.currency);
  if (!amount.ok) return unchargeable(amount.faults[0]?.message);
  const parameters: Stripe.RefundCreateParams = {
    payment_intent: intent.refunds.payment,
    amount: amount.value,
    metadata: { [intentKey]: intent.id },
  };
  return answering(secrets, async () =>
    refundReports(
      await stripe.refunds.create(parameters, {
        ...moving,
        idempotencyKey: intent.idempotencyKey,
      }),
    ),
  );
}

/**
 * Closes every payment and page of an intent that could still succeed. Where one cannot be closed because it has
 * succeeded or is being settled, the answer reports that instead.
 */
export async function withdrawStripe(
  access: StripeAccess,
  intent: ChargeIntent,
): Promise<CallAnswer> {
  const answers: CallAnswer[] = [];
  const payments = new Set(intent.knowledge.tries.map(({ payment }) => payment));
  if (payments.size === 0 && intent.attempts.length > 0)
    return { kind: "lost", message: "what was made of it is unknown: look it up first" };
  for (const payment of payments)
    answers.push(
      payment.startsWith("cs_")
        ? await closePage(access, intent, payment)
        : await cancelPayment(access, intent, payment),
    );
  const failed = answers.find(({ kind }) => kind !== "reported");
  if (failed !== undefined) return failed;
  const reports = answers.flatMap((answer) => (answer.kind === "reported" ? answer.reports : []));
  return { kind: "reported", reports };
}

async function cancelPayment(
  { stripe, secrets }: StripeAccess,
  intent: PaymentIntent,
  payment: string,
): Promise<CallAnswer> {
  const options = { ...moving, idempotencyKey: `${intent.idempotencyKey}-cancel-${payment}` };
  const cancelled = await answering(secrets, async () =>
    paymentReports(await stripe.paymentIntents.cancel(payment, {}, options)),
  );
  if (cancelled.kind !== "refused") return cancelled;
  const expand = { expand: ["latest_charge"] };
  return answering(secrets, async () =>
    paymentReports(await stripe.paymentIntents.retrieve(payment, expand)),
  );
}

async function closePage(
  { stripe, secrets }: StripeAccess,
  intent: PaymentIntent,
  page: string,
): Promise<CallAnswer> {
  const options = { ...moving, idempotencyKey: `${intent.idempotencyKey}-expire-${page}` };
  const withdrawn = ({ id, created }: Stripe.Checkout.Session) =>
    ({
      kind: "payment-withdrawn",
      payment: id,
      at: stripeTime(created),
      intent: intent.id,
    }) as const;
  try {
    const session = await stripe.checkout.sessions.expire(page, {}, options);
    return { kind: "reported", reports: [withdrawn(session)] };
  } catch (error) {
    const answer = answerOfError(error, secrets);
    if (answer.kind !== "refused") return answer;
  }
  return answering(secrets, async () => {
    // A page that cannot be closed was paid on or is closed already; what it led to says which.
    const session = await stripe.checkout.sessions.retrieve(page);
    const payment = idOf(session.payment_intent);
    if (payment === undefined) return ok([withdrawn(session)]);
    return paymentReports(await stripe.paymentIntents.retrieve(payment));
  });
}

/** A call whose reports are its answer; reports that cannot be read leave open what was done. */
async function answering(
  secrets: readonly Secret[],
  call: () => Promise<ReturnType<typeof paymentReports> | ReturnType<typeof refundReports>>,
): Promise<CallAnswer> {
  try {
    const reports = await call();
    if (!reports.ok)
      return { kind: "lost", message: reports.faults[0]?.message ?? "unreadable answer" };
    return reports.value.length === 0
      ? { kind: "lost", message: "the answer does not say how the payment stands" }
      : { kind: "reported", reports: reports.value };
  } catch (error) {
    return answerOfError(error, secrets);
  }
}

const noMethod: CallAnswer = {
  kind: "refused",
  decline: { class: "final", code: "no-method-on-file" },
  message: "the intent names no method and customer of the provider",
};

const unchargeable = (message = "the amount cannot be charged"): CallAnswer => ({
  kind: "refused",
  decline: { class: "final", code: "amount-not-charged" },
  message,
});

/** What stands on the customer's receipt: at most 500 characters, Stripe's limit of metadata and good for a line. */
export const descriptionOf = ({ invoices, id }: PaymentIntent): string =>
  (invoices.length === 0 ? `Payment ${id}` : `Invoice ${invoices.join(", ")}`).slice(0, 500);
