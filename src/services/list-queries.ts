import type { InvoiceKind } from "../account/invoice.ts";
import type { Standing } from "../account/standing.ts";
import type { PageRequest } from "./reports.ts";
import type { SubscriptionSummary } from "./subscription-answers.ts";

/** Which customers to list. */
export interface CustomerQuery extends PageRequest {
  readonly q?: string;
  readonly segment?: string;
  /** Holders of a subscription to this plan that is in service now. */
  readonly plan?: string;
  /** Only those whose account is parked, or only those whose is not. */
  readonly parked?: boolean;
  readonly country?: string;
  readonly created?: Bounds;
}

/** From where to where, both included: days, UTC, or decimal texts. */
export interface Bounds {
  readonly from?: string;
  readonly to?: string;
}

/** Which subscriptions to list. */
export interface SubscriptionQuery extends PageRequest {
  readonly customer?: string;
  /** The plan that holds now, or the first one before the start. */
  readonly plan?: string;
  readonly standing?: Standing;
  readonly q?: string;
  /** When service begins, and ends. */
  readonly started?: Bounds;
  readonly ended?: Bounds;
}

/** A subscription of a list of all of them. */
export interface ListedSubscription extends SubscriptionSummary {
  readonly customer: string;
  readonly customerName: string;
}

/** Which invoices to list. */
export interface InvoiceQuery extends PageRequest {
  readonly customer?: string;
  /** `2026-01`, by issue, UTC. */
  readonly month?: string;
  readonly q?: string;
  readonly kind?: InvoiceKind;
  /** What is owed on it now: something, something that is overdue, or nothing any more. */
  readonly state?: "open" | "overdue" | "settled";
  readonly currency?: string;
  readonly issued?: Bounds;
  readonly due?: Bounds;
  readonly total?: Bounds;
}
