import type { Fault } from "../fault/fault.ts";
import type { CurrencyCode } from "../money/currency.ts";
import type { Instant } from "../time/instant.ts";
import type { Decline } from "./decline.ts";
import type { ProviderMethod } from "./provider-method.ts";

/** An amount as every report and document writes it: text with all digits of the minor unit, and its currency. */
export interface ReportedAmount {
  readonly amount: string;
  readonly currency: CurrencyCode;
}

/** How one try of a payment stands. It only ever moves to the right, and never from `failed` to `succeeded`. */
export type TryStatus = "needs-action" | "pending" | "failed" | "succeeded";

/** A try of a payment, as the provider sees it. A payment that failed may be tried again under the same id. */
export interface PaymentReport extends ReportedAmount {
  readonly kind: "payment";
  /** The provider's id of the payment. */
  readonly payment: string;
  /** The provider's id of this try; the payment's own where the provider gives a try none. */
  readonly try: string;
  readonly status: TryStatus;
  /** The provider's time: of the event, or when the try began where only its present state is known. */
  readonly at: Instant;
  /** Our intent, where the provider was told it. */
  readonly intent?: string;
  /** Present where it failed. */
  readonly decline?: Decline;
}

/** A payment can no longer succeed: it was withdrawn before any money moved. */
export interface PaymentWithdrawn {
  readonly kind: "payment-withdrawn";
  readonly payment: string;
  readonly at: Instant;
  readonly intent?: string;
}

/** A refund, also one that was made at the provider's own console. It may fail after it succeeded. */
export interface RefundReport extends ReportedAmount {
  readonly kind: "refund";
  readonly refund: string;
  readonly payment: string;
  readonly status: "pending" | "succeeded" | "failed";
  readonly at: Instant;
  /** Our refund intent; absent for a refund that was not started by us. */
  readonly intent?: string;
  /** The provider's code, where it failed. */
  readonly reason?: string;
}

/**
 * Money of a payment that the customer's bank took back, or that came back to us. `opened` is reported when the money
 * left, so a mere inquiry is none of these.
 */
export interface DisputeReport extends ReportedAmount {
  readonly kind: "dispute";
  readonly dispute: string;
  readonly payment: string;
  readonly status: "opened" | "won" | "lost";
  /** Opened: what the provider charges; won: how much of that it gives back; lost: 0. In `feeCurrency`. */
  readonly fee: string;
  /** The currency we are paid out in, which may be another than the payment's. */
  readonly feeCurrency: CurrencyCode;
  readonly at: Instant;
  readonly reason?: string;
}

/** A transfer to our bank account. What it is made of is asked for with `readPayout`. */
export interface PayoutReport extends ReportedAmount {
  readonly kind: "payout";
  readonly payout: string;
  /** `failed`: the bank sent it back, and the amount stands with the provider again. */
  readonly status: "paid" | "failed";
  readonly at: Instant;
}

/** A customer's way to pay came, changed (a card renewed by its bank) or went. */
export interface MethodReport {
  readonly kind: "method";
  readonly change: "attached" | "updated" | "detached";
  /** The provider's id of the customer; absent where a detached method no longer names it. */
  readonly customerReference?: string;
  readonly method: ProviderMethod;
  readonly at: Instant;
}

/** One statement of a provider about money or methods, in words that all providers share. */
export type ProviderReport =
  | PaymentReport
  | PaymentWithdrawn
  | RefundReport
  | DisputeReport
  | PayoutReport
  | MethodReport;

/** The statements that a single intent learns from. */
export type IntentReport = PaymentReport | PaymentWithdrawn | RefundReport | DisputeReport;

/** A verified message of a provider. Its reports may be none: not every message concerns us. */
export interface ProviderEvent {
  readonly provider: string;
  /** Unique for the provider; the same on every delivery. */
  readonly id: string;
  /** The provider's name of it: `payment_intent.succeeded`. */
  readonly type: string;
  readonly at: Instant;
  readonly reports: readonly ProviderReport[];
  /** Why a message that was fetched cannot be read; it has no reports then, and somebody must look at it. */
  readonly fault?: Fault;
}

/** Where a report belongs. */
export type ReportRoute =
  | { readonly to: "intent"; readonly intent: string }
  | { readonly to: "payment"; readonly payment: string }
  | { readonly to: "payout"; readonly payout: string }
  | { readonly to: "method"; readonly method: string };

/**
 * Where a report belongs: to the intent that it names, else to the charge intent that made the payment. One whose
 * payment no intent knows waits, and is stepped as soon as an intent learns that payment's id.
 */
export function routeOf(report: ProviderReport): ReportRoute {
  switch (report.kind) {
    case "payout":
      return { to: "payout", payout: report.payout };
    case "method":
      return { to: "method", method: report.method.reference };
    case "dispute":
      return { to: "payment", payment: report.payment };
    case "payment":
    case "payment-withdrawn":
    case "refund":
      return report.intent === undefined
        ? { to: "payment", payment: report.payment }
        : { to: "intent", intent: report.intent };
  }
}
