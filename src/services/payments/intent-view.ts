import type { Decline } from "../../payments/decline.ts";
import { noticeOf } from "../../payments/intent-effect.ts";
import type { IntentState } from "../../payments/payment-intent.ts";
import { formatInstant, type Instant } from "../../time/instant.ts";
import type { KeptIntent } from "./stored-intent.ts";

/** A call to a provider, as the API shows it. */
export interface CallView {
  readonly number: number;
  readonly sentAt: string;
  readonly answeredAt: string | null;
  /** `reported`, `refused`, `not-executed`, `lost` or `absent`; null while it is waited for. */
  readonly answer: string | null;
}

/** An intent, as the API shows it. Times RFC 3339 UTC, amounts with all digits of the minor unit. */
export interface IntentView {
  readonly id: string;
  readonly kind: "charge" | "refund";
  /** `method`: the customer's method is charged, or refunded to. `checkout`: the customer pays on a page. */
  readonly way: "method" | "checkout";
  readonly provider: string;
  readonly customer: string;
  /** Number of the invoice; null where there is none. */
  readonly invoice: string | null;
  /** Of a refund, the payment whose money goes back. */
  readonly payment: string | null;
  readonly amount: string;
  readonly currency: string;
  readonly state: IntentState;
  /** Why it failed, or what it waits for; null where there is nothing to say. */
  readonly reason: string | null;
  readonly decline: Decline | null;
  readonly method: { readonly id: string; readonly kind: string };
  /** The provider's own id of what came of it. */
  readonly providerId: string | null;
  readonly recordedAt: string;
  readonly nextCallAt: string | null;
  readonly calls: readonly CallView[];
  readonly lookUps: number;
  /** The page on which it is paid; null where there is none. */
  readonly page: { readonly url: string; readonly expiresAt: string | null } | null;
}

/** Shows an intent: nothing of a provider's keys is in it, and of a method only what people may see. */
export function intentView({ intent, way, agreement, page, nextCallAt }: KeptIntent): IntentView {
  const notice = noticeOf(intent);
  const decline = notice !== undefined && "decline" in notice ? notice.decline : null;
  return {
    id: intent.id,
    kind: intent.kind,
    way,
    provider: intent.provider,
    customer: intent.customer,
    invoice: intent.invoices[0] ?? null,
    payment: intent.kind === "refund" ? (agreement.payment ?? intent.refunds.intent) : null,
    amount: intent.amount,
    currency: intent.currency,
    state: intent.state,
    reason: intent.cancelled?.reason ?? decline?.code ?? waitsFor(notice?.kind),
    decline,
    method: { id: intent.method.id, kind: intent.method.kind },
    providerId: intent.providerId,
    recordedAt: formatInstant(intent.recordedAt),
    nextCallAt: textOrNull(nextCallAt),
    calls: intent.attempts.map(({ number, sentAt, answeredAt, answer }) => ({
      number,
      sentAt: formatInstant(sentAt),
      answeredAt: textOrNull(answeredAt),
      answer,
    })),
    lookUps: intent.lookUps.count,
    page: page === null ? null : { url: page.url, expiresAt: textOrNull(page.expiresAt) },
  };
}

const waitsFor = (notice: string | undefined): string | null =>
  notice === "payment-needs-action" ? "needs-action" : null;

const textOrNull = (at: Instant | null): string | null => (at === null ? null : formatInstant(at));
