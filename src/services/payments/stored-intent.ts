import type { CallPolicy } from "../../payments/call-policy.ts";
import { nextCall } from "../../payments/next-call.ts";
import type { PaymentIntent } from "../../payments/payment-intent.ts";
import type { HostedPage } from "../../payments/payment-provider.ts";
import type { ProviderMethodKind } from "../../payments/provider-method.ts";
import type { StoredIntent } from "../../store/payment-intents.ts";
import type { Instant } from "../../time/instant.ts";

/** How an intent's provider is called: its method is charged (or refunded), or a page is opened on which it is paid. */
export type IntentWay = "method" | "checkout";

/** What was agreed about an intent besides the intent itself. */
export interface IntentAgreement {
  /** Of a checkout: which kinds may be used, and where the customer comes back to. */
  readonly page?: {
    readonly kinds: readonly ProviderMethodKind[];
    readonly successUrl: string;
    readonly cancelUrl: string;
    /** How browsers reach us; absent where it was recorded before pages were served here. */
    readonly origin?: string;
  };
  /** Of a refund: our id of the payment, and which invoices may be owed again. */
  readonly payment?: string;
  readonly reopen?: "last" | readonly string[];
  readonly reason?: string;
  /** What it was begun with, where a key protects it: a digest of the request. */
  readonly request?: string;
}

/** An intent as use cases work with it. */
export interface KeptIntent {
  readonly intent: PaymentIntent;
  readonly way: IntentWay;
  readonly agreement: IntentAgreement;
  readonly page: HostedPage | null;
  readonly nextCallAt: Instant | null;
}

/** Reads an intent as it was stored. */
export const readIntent = (row: StoredIntent): KeptIntent => ({
  intent: JSON.parse(row.document) as PaymentIntent,
  way: row.way as IntentWay,
  agreement: JSON.parse(row.terms) as IntentAgreement,
  page: row.page === null ? null : (JSON.parse(row.page) as HostedPage),
  nextCallAt: row.nextCallAt,
});

/** When somebody must act on an intent again: null where nobody must. */
export function nextCallAt(
  intent: PaymentIntent,
  now: Instant,
  policy: CallPolicy,
): Instant | null {
  const next = nextCall(intent, now, policy);
  if (next.kind === "done") return null;
  return next.kind === "wait" ? next.until : now;
}

/** The row of an intent that is written down. */
export const rowOfIntent = (
  intent: PaymentIntent,
  way: IntentWay,
  agreement: IntentAgreement,
  nextAt: Instant | null,
) => ({
  id: intent.id,
  kind: intent.kind,
  way,
  provider: intent.provider,
  customer: intent.customer,
  invoice: intent.invoices[0] ?? null,
  charge: intent.kind === "refund" ? intent.refunds.intent : null,
  state: intent.state,
  idempotencyKey: intent.idempotencyKey,
  recordedAt: intent.recordedAt,
  nextCallAt: nextAt,
  document: JSON.stringify(intent),
  terms: JSON.stringify(agreement),
});
