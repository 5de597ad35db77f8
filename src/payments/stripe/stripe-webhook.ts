import { Stripe } from "stripe";
import { ok, type Result } from "../../fault/fault.ts";
import type { Instant } from "../../time/instant.ts";
import { badSignature, malformedWebhook } from "../provider-fault.ts";
import type { MethodReport, ProviderEvent, ProviderReport } from "../provider-report.ts";
import type { Secret } from "../secret.ts";
import type { WebhookDelivery } from "../webhook-delivery.ts";
import { headerOf, toleranceMs } from "../webhook-signature.ts";
import { stripeMethod } from "./stripe-method.ts";
import {
  disputeReports,
  idOf,
  paymentReports,
  payoutReports,
  refundReports,
  sessionReports,
  stripeTime,
} from "./stripe-report.ts";

const name = "stripe";
const header = "stripe-signature";

/** The messages to ask Stripe for when the webhook endpoint is set up; others are accepted and say nothing. */
export const stripeEventTypes = [
  "payment_intent.succeeded",
  "payment_intent.processing",
  "payment_intent.payment_failed",
  "payment_intent.requires_action",
  "payment_intent.canceled",
  "checkout.session.expired",
  "refund.created",
  "refund.updated",
  "refund.failed",
  "charge.dispute.created",
  "charge.dispute.updated",
  "charge.dispute.closed",
  "charge.dispute.funds_withdrawn",
  "charge.dispute.funds_reinstated",
  "payout.paid",
  "payout.failed",
  "payment_method.attached",
  "payment_method.updated",
  "payment_method.automatically_updated",
  "payment_method.detached",
] as const;

/**
 * Verifies Stripe's signature over the raw body with any of the keys (two while one is being replaced) at the given clock,
 * and translates the message. Refuses with `webhook-signature` or `webhook-malformed`.
 */
export function readStripeWebhook(
  { body, headers }: WebhookDelivery,
  keys: readonly Secret[],
  now: Instant,
): Result<readonly ProviderEvent[]> {
  const signature = headerOf(headers, header);
  if (signature === undefined) return badSignature(`send the header ${header} once`);
  for (const key of keys) {
    const event = verified(body, signature, key, now);
    if (event === "malformed") return malformedWebhook("", "the body is not JSON");
    if (event !== "unsigned") {
      const read = translateStripeEvent(event);
      return read.ok ? ok([read.value]) : read;
    }
  }
  return badSignature("check the endpoint's signing secret, the raw body and the clock");
}

function verified(
  body: Uint8Array | string,
  signature: string,
  key: Secret,
  now: Instant,
): Stripe.Event | "unsigned" | "malformed" {
  try {
    const tolerance = toleranceMs / 1_000;
    // The signature is checked before the body is parsed, so an error of parsing comes from Stripe's own bytes.
    return Stripe.webhooks.constructEvent(body, signature, key.reveal(), tolerance, undefined, now);
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError) return "unsigned";
    return "malformed";
  }
}

/** A message of Stripe in our words. Refuses with `webhook-malformed`. */
export function translateStripeEvent(event: Stripe.Event): Result<ProviderEvent> {
  if (typeof event?.id !== "string" || typeof event.created !== "number")
    return malformedWebhook("", "this is not an event of Stripe");
  const { object } = (event.data ?? {}) as { readonly object?: { readonly id?: unknown } };
  if (typeof object?.id !== "string")
    return malformedWebhook("/data/object/id", "the event is about nothing");
  const at = stripeTime(event.created);
  const reports = reportsSafely(event, at);
  if (!reports.ok) {
    const [fault] = reports.faults;
    return malformedWebhook(`/data/object${fault?.path ?? ""}`, fault?.message ?? "unreadable");
  }
  return ok({ provider: name, id: event.id, type: event.type, at, reports: reports.value });
}

/** An object that lacks what its API version promises is the endpoint's fault, not a crash of ours. */
function reportsSafely(event: Stripe.Event, at: Instant): Result<readonly ProviderReport[]> {
  try {
    return reportsOf(event, at);
  } catch (error) {
    if (error instanceof TypeError) return malformedWebhook("", "a field is missing");
    throw error;
  }
}

function reportsOf(event: Stripe.Event, at: Instant): Result<readonly ProviderReport[]> {
  switch (event.type) {
    case "payment_intent.succeeded":
    case "payment_intent.processing":
    case "payment_intent.payment_failed":
    case "payment_intent.requires_action":
    case "payment_intent.canceled":
      return paymentReports(event.data.object, at);
    case "checkout.session.expired":
      return ok(sessionReports(event.data.object, at));
    case "refund.created":
    case "refund.updated":
    case "refund.failed":
    case "charge.refund.updated":
      return refundReports(event.data.object, at);
    case "charge.dispute.created":
    case "charge.dispute.updated":
    case "charge.dispute.closed":
    case "charge.dispute.funds_withdrawn":
    case "charge.dispute.funds_reinstated":
      return disputeReports(event.data.object, at);
    case "payout.paid":
    case "payout.failed":
      return payoutReports(event.data.object, at);
    case "payment_method.attached":
      return ok(methodReports(event.data.object, "attached", at));
    case "payment_method.updated":
    case "payment_method.automatically_updated":
      return ok(methodReports(event.data.object, "updated", at));
    case "payment_method.detached":
      return ok(methodReports(event.data.object, "detached", at));
    default:
      return ok([]);
  }
}

function methodReports(
  object: Stripe.PaymentMethod,
  change: MethodReport["change"],
  at: Instant,
): readonly MethodReport[] {
  const method = stripeMethod(object);
  if (method === undefined) return [];
  const customer = idOf(object.customer);
  const named = customer === undefined ? {} : { customerReference: customer };
  return [{ kind: "method", change, ...named, method, at }];
}
