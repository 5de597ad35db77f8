import type { Stripe } from "stripe";
import type { Result } from "../../fault/fault.ts";
import { DAY_MS, SECOND_MS } from "../../time/instant.ts";
import type { LookUpAnswer } from "../call-answer.ts";
import type { ChargeIntent, PaymentIntent, RefundIntent } from "../payment-intent.ts";
import type { IntentReport } from "../provider-report.ts";
import type { StripeAccess } from "./stripe-call.ts";
import { faultOfError } from "./stripe-error.ts";
import {
  intentKey,
  paymentReports,
  refundReports,
  sessionReports,
  stripeTime,
  waitingReport,
} from "./stripe-report.ts";

/** Lists are read so far; a customer with more payments in the time looked at leaves the answer open. */
const readMost = 1_000;
const pageSize = 100;
const withCharge = ["latest_charge"];

/**
 * What became of an intent. By its id at Stripe where that is known; else in the customer's payments, or the payment's
 * refunds, since a day before the first call, by the mark that each call carries. Lists are read and not the search:
 * Stripe's search index lags behind by up to a minute and more, its lists do not.
 */
export async function lookUpStripe(
  access: StripeAccess,
  intent: PaymentIntent,
): Promise<LookUpAnswer> {
  try {
    const found =
      intent.kind === "refund"
        ? await findRefunds(access.stripe, intent)
        : await findPayments(access.stripe, intent);
    if (found === "too-many") return { kind: "lost", message: "too many payments to look through" };
    const reports = found.flatMap((one) => (one.ok ? one.value : []));
    if (found.some((one) => !one.ok)) return { kind: "lost", message: "unreadable answer" };
    return reports.length === 0 ? { kind: "absent" } : { kind: "found", reports };
  } catch (error) {
    const fault = faultOfError(error, access.secrets);
    return { kind: "lost", message: fault.suggestion ?? fault.message };
  }
}

type Found = readonly Result<readonly IntentReport[]>[] | "too-many";

async function findPayments(stripe: Stripe, intent: ChargeIntent): Promise<Found> {
  const { providerId } = intent;
  if (providerId?.startsWith("cs_")) return findByPage(stripe, intent, providerId);
  if (providerId !== null)
    return [
      paymentReports(await stripe.paymentIntents.retrieve(providerId, { expand: withCharge })),
    ];
  const { customerReference } = intent.method;
  const payments = await marked(
    intent,
    stripe.paymentIntents.list({
      ...(customerReference === undefined ? {} : { customer: customerReference }),
      created: { gte: searchedFrom(intent) },
      limit: pageSize,
      expand: ["data.latest_charge"],
    }),
  );
  return payments === "too-many" ? payments : payments.map((payment) => paymentReports(payment));
}

/** A page leads to a payment once the customer pays on it; until then it waits, or has expired. */
async function findByPage(stripe: Stripe, intent: ChargeIntent, page: string): Promise<Found> {
  const expand = ["payment_intent.latest_charge"];
  const session = await stripe.checkout.sessions.retrieve(page, { expand });
  const { payment_intent: payment } = session;
  if (typeof payment === "object" && payment !== null) return [paymentReports(payment)];
  const expired = sessionReports(session, stripeTime(session.expires_at));
  const { id, amount, currency } = intent;
  const reports =
    expired.length > 0 ? expired : [waitingReport(session, { intent: id, amount, currency })];
  return [{ ok: true, value: reports }];
}

async function findRefunds(stripe: Stripe, intent: RefundIntent): Promise<Found> {
  if (intent.providerId !== null)
    return [refundReports(await stripe.refunds.retrieve(intent.providerId))];
  const refunds = await marked(
    intent,
    stripe.refunds.list({ payment_intent: intent.refunds.payment, limit: pageSize }),
  );
  return refunds === "too-many" ? refunds : refunds.map((refund) => refundReports(refund));
}

async function marked<T extends { readonly metadata: Stripe.Metadata | null }>(
  intent: PaymentIntent,
  list: AsyncIterable<T>,
): Promise<readonly T[] | "too-many"> {
  const found: T[] = [];
  let read = 0;
  for await (const one of list) {
    read += 1;
    if (one.metadata?.[intentKey] === intent.id) found.push(one);
    if (read === readMost && found.length === 0) return "too-many";
    if (read === readMost) break;
  }
  return found;
}

/** Seconds. A day early, for clocks that differ. */
const searchedFrom = ({ attempts, recordedAt }: PaymentIntent): number =>
  Math.floor(((attempts[0]?.sentAt ?? recordedAt) - DAY_MS) / SECOND_MS);
