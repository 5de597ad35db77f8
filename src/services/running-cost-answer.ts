import type { Invoice, LineKind } from "../account/invoice.ts";
import type { Result } from "../fault/fault.ts";
import type { CurrencyCode } from "../money/currency.ts";
import type { Instant } from "../time/instant.ts";

/** What one line comes to: a decimal quantity, and money without tax in all digits of the minor unit. */
export interface CostFigure {
  readonly quantity: string;
  readonly amount: string;
  /** What discounts and credits took off the price to come to the amount. */
  readonly discount: string;
}

/** One line of the documents to come. */
export interface CostLine {
  /** The id that the line of the invoice will have. */
  readonly id: string;
  readonly kind: LineKind;
  readonly description: string;
  readonly subscription: string | null;
  readonly charge: string | null;
  readonly meter: string | null;
  readonly unit: string | null;
  /** Half-open, RFC 3339 UTC; null for something delivered at once. */
  readonly period: { readonly from: string; readonly to: string } | null;
  readonly soFar: CostFigure;
  readonly projected: CostFigure;
}

/** What documents come to, in all digits of the minor unit. */
export interface CostTotal {
  readonly tax: string;
  /** With tax. */
  readonly total: string;
}

/**
 * What the open periods of an account's usage come to: `soFar` if nothing more were used, which is what the documents would then say;
 * `projected` if each period goes on at the pace of the part of it that has passed.
 */
export interface RunningCost {
  /** Whose account it is: who pays. */
  readonly customer: string;
  /** When this was so, RFC 3339 UTC. */
  readonly at: string;
  readonly currency: string;
  /** When the last of the documents is final; null where no usage is open. */
  readonly issuedAt: string | null;
  readonly lines: readonly CostLine[];
  readonly soFar: CostTotal;
  readonly projected: CostTotal;
}

/** The documents that bill what is open. */
export interface OpenDocuments {
  readonly currency: CurrencyCode;
  /** The month of the account's zone that it was asked in, half-open: what stands for a period where there is no use to bill. */
  readonly month: { readonly from: Instant; readonly to: Instant };
  readonly documents: readonly Invoice[];
}

/** What open periods come to, of a tenant and a customer. */
export interface CostReports {
  /** The documents that bill what is open, of what is used so far. Undefined and refused as the running cost is. */
  readonly openDocuments: (
    tenant: string,
    customer: string,
  ) => Promise<Result<OpenDocuments> | undefined>;
  /** What open periods come to. Undefined where there is no such customer; refuses `account-parked` and `preview-too-long`. */
  readonly runningCost: (
    tenant: string,
    customer: string,
  ) => Promise<Result<RunningCost> | undefined>;
}
