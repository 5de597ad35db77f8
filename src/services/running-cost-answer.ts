import type { LineKind } from "../account/invoice.ts";

/** What one line comes to: a decimal quantity, and money without tax in all digits of the minor unit. */
export interface CostFigure {
  readonly quantity: string;
  readonly amount: string;
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
