import type { CurrencyCode } from "../money/currency.ts";

/** The head of the console's first page. */
export interface Summary extends SummaryHead {
  readonly events: { readonly accepted: number; readonly unbilled: number };
}

/** The same without events, which take longer to count than all else. */
export interface SummaryHead {
  readonly model: { readonly id: string; readonly name: string; readonly version: string } | null;
  /** What the invoices are in; the model's before the first. */
  readonly currency: CurrencyCode | null;
  readonly now: string;
  readonly customers: number;
  /** Customers whom nothing is billed to until somebody looks at their account. */
  readonly parked: number;
  /** The segments that customers are in, by name. */
  readonly segments: readonly string[];
  readonly subscriptions: number;
  readonly invoices: { readonly count: number; readonly total: string };
  /** Issue of the first and the last invoice. */
  readonly from: string | null;
  readonly to: string | null;
}
