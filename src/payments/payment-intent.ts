import { ok, type Result, refuse } from "../fault/fault.ts";
import { type CurrencyCode, parseCurrency, requireMinorUnit } from "../money/currency.ts";
import { isPositive, parseDecimal } from "../money/decimal.ts";
import { minorText } from "../money/minor-amount.ts";
import type { Instant } from "../time/instant.ts";
import type { Decline } from "./decline.ts";
import { type IntentKnowledge, knowsNothing } from "./intent-knowledge.ts";
import type { ProviderMethodKind } from "./provider-method.ts";

/** The method that is charged, or to which a refund goes back. */
export interface IntentMethod {
  /** Our id of the customer's method. */
  readonly id: string;
  readonly kind: ProviderMethodKind;
  /** The provider's id of the method and of the customer; absent for a provider that keeps neither. */
  readonly reference?: string;
  readonly customerReference?: string;
}

/**
 * How an intent stands. `unknown`: we called, and do not know what became of it, so nothing else may be charged for the
 * same debt until we do. Of `succeeded`, `failed` and `cancelled` only the first is for ever: a late success always wins.
 */
export const intentStates = [
  "recorded",
  "sent",
  "pending",
  "succeeded",
  "failed",
  "unknown",
  "cancelled",
] as const;

/** One of them. */
export type IntentState = (typeof intentStates)[number];

/** One call to the provider. */
export interface CallAttempt {
  /** Counts from 1. */
  readonly number: number;
  readonly sentAt: Instant;
  readonly answeredAt: Instant | null;
  /**
   * `lost`: no answer, or one that does not tell whether it was done. `absent`: looked up, and it never was done.
   * `not-executed`: the provider says that it did nothing, so it may be called again. Null while we wait.
   */
  readonly answer: "reported" | "refused" | "not-executed" | "lost" | "absent" | null;
  /** Why, where it was refused. */
  readonly decline?: Decline;
  /** The provider's wish, where it did nothing: not called again earlier. */
  readonly notBefore?: Instant;
}

interface IntentBase {
  readonly id: string;
  /** The registry's name of the provider: `stripe`. */
  readonly provider: string;
  readonly customer: string;
  /** Numbers of the invoices that it is for; may be none. */
  readonly invoices: readonly string[];
  /** Above zero, all digits of the minor unit. */
  readonly amount: string;
  readonly currency: CurrencyCode;
  readonly method: IntentMethod;
  /** The same on every call for this intent, so the provider acts once. */
  readonly idempotencyKey: string;
  readonly recordedAt: Instant;
  readonly state: IntentState;
  readonly attempts: readonly CallAttempt[];
  /** How often the provider was asked what became of it, and when last. */
  readonly lookUps: { readonly count: number; readonly lastAt: Instant | null };
  /** Set where we gave it up before it was ever done. */
  readonly cancelled: { readonly at: Instant; readonly reason: string } | null;
  readonly knowledge: IntentKnowledge;
  /** The provider's id of what it made: the one that succeeded, else the latest; null while unknown. */
  readonly providerId: string | null;
  /** Ids of the provider's messages that were taken in, in alphabetical order. */
  readonly seenEvents: readonly string[];
  /** The latest time of any of them. */
  readonly lastEventAt: Instant | null;
}

/** A wish to collect money from a customer, written down before the provider is called. */
export interface ChargeIntent extends IntentBase {
  readonly kind: "charge";
}

/** A wish to give money back. */
export interface RefundIntent extends IntentBase {
  readonly kind: "refund";
  /** The charge intent whose money goes back, and the provider's id of its payment. */
  readonly refunds: { readonly intent: string; readonly payment: string };
}

/** One call to a provider and all that became of it: a value of plain JSON, changed only by `stepIntent`. */
export type PaymentIntent = ChargeIntent | RefundIntent;

/** What is decided when an intent is written down. Ids are unique over everything that uses one provider account. */
export interface IntentTerms {
  readonly id: string;
  readonly provider: string;
  readonly customer: string;
  readonly invoices: readonly string[];
  readonly amount: string;
  readonly currency: string;
  readonly method: IntentMethod;
  readonly at: Instant;
}

/**
 * Writes down a charge, before any call. Refuses with `unknown-currency`, `not-a-number`, `wrong-minor-unit` and, at
 * zero or less, `amount-not-positive`.
 */
export function recordCharge(terms: IntentTerms): Result<ChargeIntent> {
  const base = recordIntent(terms, "charge");
  return base.ok ? ok({ ...base.value, kind: "charge" }) : base;
}

/**
 * Writes down a refund; whether there is enough to give back is asked of `checkRefund` before. Refuses like
 * {@link recordCharge}.
 */
export function recordRefund(
  terms: IntentTerms,
  refunds: RefundIntent["refunds"],
): Result<RefundIntent> {
  const base = recordIntent(terms, "refund");
  return base.ok ? ok({ ...base.value, kind: "refund", refunds }) : base;
}

function recordIntent(terms: IntentTerms, kind: PaymentIntent["kind"]): Result<IntentBase> {
  const { id, provider, customer, invoices, method, at } = terms;
  const currency = parseCurrency(terms.currency, "/currency");
  const amount = parseDecimal(terms.amount, "/amount");
  if (!currency.ok || !amount.ok)
    return refuse(...(currency.ok ? [] : currency.faults), ...(amount.ok ? [] : amount.faults));
  const whole = requireMinorUnit(amount.value, currency.value, "/amount");
  if (!whole.ok) return whole;
  if (!isPositive(whole.value))
    return refuse({
      code: "amount-not-positive",
      path: "/amount",
      message: "a charge or refund is above zero",
      value: terms.amount,
      suggestion: "leave it out where nothing is owed",
    });
  return ok({
    id,
    provider,
    customer,
    invoices,
    amount: minorText(whole.value, currency.value),
    currency: currency.value,
    method,
    idempotencyKey: `florin-${kind}-${id}`,
    recordedAt: at,
    state: "recorded",
    attempts: [],
    lookUps: { count: 0, lastAt: null },
    cancelled: null,
    knowledge: knowsNothing,
    providerId: null,
    seenEvents: [],
    lastEventAt: null,
  });
}
