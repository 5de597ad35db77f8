import type { Decline, DeclineClass } from "../decline.ts";

/** What the charged method will never do again, or must not be asked for again. Stripe's decline and error codes. */
const final = [
  "account_closed",
  "bank_account_closed",
  "bank_account_restricted",
  "bank_account_unusable",
  "bank_account_unverified",
  "bank_ownership_changed",
  "card_not_supported",
  "currency_not_supported",
  "debit_not_authorized",
  "do_not_try_again",
  "expired_card",
  "fraudulent",
  "highest_risk_level",
  "incorrect_account_holder_name",
  "incorrect_account_holder_type",
  "incorrect_cvc",
  "incorrect_number",
  "invalid_account",
  "invalid_account_number",
  "invalid_bank_account",
  "invalid_cvc",
  "invalid_expiry_month",
  "invalid_expiry_year",
  "invalid_number",
  "lost_card",
  "merchant_blacklist",
  "new_account_information_available",
  "no_account",
  "not_permitted",
  "payment_method_not_available",
  "pickup_card",
  "resource_missing",
  "restricted_card",
  "revocation_of_all_authorizations",
  "revocation_of_authorization",
  "security_violation",
  "stolen_card",
  "stop_payment_order",
  "testmode_decline",
  "transaction_not_allowed",
];

/** What only the customer can mend, on a page of Stripe. */
const needsAction = [
  "authentication_not_handled",
  "authentication_required",
  "offline_pin_required",
  "online_or_offline_pin_required",
  "payment_intent_action_required",
  "payment_intent_authentication_failure",
  "payment_intent_mandate_invalid",
];

const classes: ReadonlyMap<string, DeclineClass> = new Map<string, DeclineClass>([
  ...final.map((code) => [code, "final"] as const),
  ...needsAction.map((code) => [code, "needs-action"] as const),
]);

/** What Stripe or the card scheme advises, which outweighs the code. */
const advised: Readonly<Record<string, DeclineClass>> = {
  confirm_card_data: "final",
  do_not_try_again: "final",
  try_again_later: "retryable",
};

/** The parts of a Stripe error that say why a payment failed. */
export interface StripeFailure {
  readonly code?: string | null | undefined;
  readonly decline_code?: string | null | undefined;
  readonly advice_code?: string | null | undefined;
}

/**
 * What to do about a failed payment: by Stripe's advice, else its decline code, else its error code. An unknown code is
 * retryable, for retries are few and bounded by the model.
 */
export function stripeDecline({ code, decline_code, advice_code }: StripeFailure): Decline {
  const shown = filled(decline_code) ?? filled(code) ?? "unknown";
  const known = classes.get(filled(decline_code) ?? "") ?? classes.get(filled(code) ?? "");
  // What needs the customer stays so: trying again later without it fails again.
  if (known === "needs-action") return { class: known, code: shown };
  const advice = filled(advice_code);
  const byAdvice =
    advice !== undefined && Object.hasOwn(advised, advice) ? advised[advice] : undefined;
  return { class: byAdvice ?? known ?? "retryable", code: shown };
}

const filled = (text: string | null | undefined): string | undefined =>
  text === null || text === "" ? undefined : text;
