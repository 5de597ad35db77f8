import { Stripe } from "stripe";
import { type Fault, type Result, refuse } from "../../fault/fault.ts";
import type { CallAnswer } from "../call-answer.ts";
import { providerRefused, providerUnavailable } from "../provider-fault.ts";
import { type Secret, scrub } from "../secret.ts";
import { stripeDecline } from "./stripe-decline.ts";
import { paymentReports } from "./stripe-report.ts";

/**
 * What an error of the SDK says about a call that should move money. Anything that leaves open whether it was done is
 * `lost`: a time-out, a broken connection, an error of Stripe's, and a key that another call is using or has used
 * (409, `idempotency_error`). What is not an error of the SDK is a bug and is thrown on.
 */
export function answerOfError(error: unknown, secrets: readonly Secret[]): CallAnswer {
  if (!(error instanceof Stripe.errors.StripeError)) throw error;
  const message = scrub(`${error.code ?? error.type}: ${error.message}`, secrets);
  const { payment_intent: payment } = error;
  if (payment !== undefined && typeof payment === "object") {
    const reports = paymentReports(payment);
    if (reports.ok && reports.value.length > 0) return { kind: "reported", reports: reports.value };
  }
  if (isBusy(error)) {
    const seconds = /^\d{1,6}$/.exec(error.headers?.["retry-after"] ?? "")?.[0];
    const wait = seconds === undefined ? {} : { retryAfterMs: Number(seconds) * 1_000 };
    return { kind: "not-executed", message, ...wait };
  }
  if (isWrongKey(error)) return { kind: "not-executed", message };
  if (isRefusal(error)) return { kind: "refused", decline: stripeDecline(error), message };
  return { kind: "lost", message };
}

/** The fault of a call that moves no money. */
export function faultOfError(error: unknown, secrets: readonly Secret[]): Fault {
  if (!(error instanceof Stripe.errors.StripeError)) throw error;
  const message = scrub(`${error.code ?? error.type}: ${error.message}`, secrets);
  const final = isRefusal(error) || isWrongKey(error);
  return final ? providerRefused(message) : providerUnavailable(message);
}

/** A call that moves no money, with its errors as faults. */
export async function refusable<T>(
  secrets: readonly Secret[],
  call: () => Promise<Result<T>>,
): Promise<Result<T>> {
  try {
    return await call();
  } catch (error) {
    return refuse(faultOfError(error, secrets));
  }
}

const isBusy = (error: Stripe.errors.StripeError): boolean =>
  error instanceof Stripe.errors.StripeRateLimitError;

/** Our own key is wrong or lacks a right: nothing is done, and it may be sent again with a better one. */
const isWrongKey = (error: Stripe.errors.StripeError): boolean =>
  error instanceof Stripe.errors.StripeAuthenticationError ||
  error instanceof Stripe.errors.StripePermissionError;

const isRefusal = (error: Stripe.errors.StripeError): boolean =>
  error instanceof Stripe.errors.StripeCardError ||
  error instanceof Stripe.errors.StripeInvalidRequestError;
