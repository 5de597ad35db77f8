import type { Month } from "../ledger/recognition/accounting-month.ts";
import type { RevenueKind } from "../model/stream-kinds.ts";
import type { CurrencyCode } from "../money/currency.ts";
import type { Decimal } from "../money/decimal.ts";
import type { Instant } from "../time/instant.ts";
import type { Zone } from "../time/zone.ts";
import type { RecurringStretch } from "./recurring-stretch.ts";

/**
 * A line of an issued invoice, or of a credit note with its amount below zero. Without tax. A `prepayment` is billed and no
 * revenue: credits that were sold, and below zero what credits that had been sold paid of a document.
 */
export interface BilledLine {
  readonly customer: string;
  /** Absent where it is of a whole document. */
  readonly stream?: string;
  readonly kind: RevenueKind | "prepayment";
  readonly amount: Decimal;
  readonly currency: CurrencyCode;
  readonly issuedAt: Instant;
  /** What was billed for; null for a thing sold once. */
  readonly period: { readonly from: Instant; readonly to: Instant } | null;
  readonly invoice: string;
}

/** A part of a receivable: what is owed on an invoice, or was billed by a document, or is due back by one. */
export interface ReceivableItem {
  readonly customer: string;
  /** The document's number. */
  readonly invoice: string;
  readonly amount: Decimal;
  /** Of what is owed: whether it is not overdue. */
  readonly isCurrent?: boolean;
}

/** The receivable of one month in one currency, with tax as the books have it. */
export interface ReceivableSnapshot {
  readonly month: Month;
  readonly currency: CurrencyCode;
  readonly opening: Decimal;
  /** Invoices less credit notes of the month. */
  readonly billings: Decimal;
  readonly closing: Decimal;
  /** The part of the closing receivable that is not overdue. */
  readonly closingCurrent: Decimal;
  /** What opening, billings and closing are made of; left out where only sums were asked for. */
  readonly items?: {
    readonly opening: readonly ReceivableItem[];
    readonly billings: readonly ReceivableItem[];
    readonly closing: readonly ReceivableItem[];
  };
}

/** Revenue of a stream in a month, and what is still deferred at its end. */
export interface StreamRevenue {
  readonly month: Month;
  /** Empty for credits that were sold and not used: they are deferred for no stream. */
  readonly stream: string;
  readonly kind: RevenueKind;
  readonly currency: CurrencyCode;
  readonly recognised: Decimal;
  readonly deferred: Decimal;
  /** The part of `deferred` whose invoices are not paid yet; left out where it is not known. */
  readonly deferredUnpaid?: Decimal;
}

/** What a customer's metered use of a month came to, after discounts and without tax. */
export interface UsageRevenue {
  readonly customer: string;
  readonly subscription: string;
  readonly plan: string;
  readonly stream: string;
  readonly segment?: string;
  readonly month: Month;
  readonly amount: Decimal;
  readonly currency: CurrencyCode;
}

/** A cancellation that took, or will take, effect; a withdrawn one is none. */
export interface Cancellation {
  readonly customer: string;
  readonly subscription: string;
  readonly requestedAt: Instant;
  /** When the subscription ends. */
  readonly endsAt: Instant;
  /** The end of the last period that was paid for, where it is later than the end. */
  readonly paidThrough?: Instant;
}

/** From an instant on, one unit of `currency` is worth `rate` units of the reporting currency. */
export interface ReportingRate {
  readonly currency: CurrencyCode;
  readonly from: Instant;
  readonly rate: Decimal;
}

/** Gross margin of a month: 1 - cost of revenue / revenue. 0.8 is 80%. */
export interface GrossMargin {
  readonly month: Month;
  readonly ratio: Decimal;
}

/** A part of an input that some metrics need and others do not. */
export type InputPart = "billed" | "revenue" | "unpaid-deferred" | "receivables" | "margins";

/** Why a part is not known, in words and as a stable code. */
export interface UnknownPart {
  readonly code: string;
  readonly message: string;
}

/** What is known of a customer beside their stretches, to look at movements by. */
export interface CustomerAttributes {
  readonly customer: string;
  /** ISO 3166 alpha-2. */
  readonly country?: string;
}

/**
 * Everything that metrics are counted from, be it a forecast or the books. The order of rows does not matter.
 * What is left out is not known: the metrics that need it have no value, and say what they miss.
 */
export interface MetricsInput {
  /** The business's own zone: its midnights bound the months. */
  readonly zone: Zone;
  /** The currency that figures are in. */
  readonly currency: CurrencyCode;
  readonly stretches: readonly RecurringStretch[];
  readonly cancellations?: readonly Cancellation[];
  readonly usage?: readonly UsageRevenue[];
  readonly billed?: readonly BilledLine[];
  readonly receivables?: readonly ReceivableSnapshot[];
  readonly revenue?: readonly StreamRevenue[];
  readonly rates?: readonly ReportingRate[];
  readonly margins?: readonly GrossMargin[];
  readonly customers?: readonly CustomerAttributes[];
  /** The last month that `revenue` knows of; all months where it is left out. */
  readonly revenueThrough?: Month;
  /** The last month that is over for `receivables`; all months where it is left out. */
  readonly receivablesThrough?: Month;
  /** Why a part is left out. A metric without its figure says so. */
  readonly unknown?: Readonly<Partial<Record<InputPart, UnknownPart>>>;
}
