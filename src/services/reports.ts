import type { CurrencyCode } from "../money/currency.ts";
import type { Instant } from "../time/instant.ts";

/** One page of a list; `next` continues it and is null at its end. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/** Where a page begins and how long it may be. Cursors are opaque and belong to the query they came from. */
export interface PageRequest {
  readonly limit: number;
  readonly cursor?: string;
}

/** The head of the console's first page. */
export interface Summary {
  readonly model: { readonly id: string; readonly name: string; readonly version: string } | null;
  readonly currency: CurrencyCode | null;
  readonly now: string;
  readonly customers: number;
  readonly subscriptions: number;
  readonly invoices: { readonly count: number; readonly total: string };
  readonly events: { readonly accepted: number; readonly unbilled: number };
  /** Issue of the first and the last invoice. */
  readonly from: string | null;
  readonly to: string | null;
}

/** Billed revenue by stream and month of issue (UTC), final lines only. */
export interface RevenueByStream {
  readonly currency: CurrencyCode | null;
  /** `2026-01`. */
  readonly months: readonly string[];
  readonly streams: readonly {
    readonly id: string;
    readonly name: string;
    readonly amounts: readonly string[];
    readonly total: string;
  }[];
  readonly totals: readonly string[];
  readonly total: string;
}

/** A subscription as a list shows it. */
export interface SubscriptionSummary {
  readonly id: string;
  readonly plan: string;
  readonly planName: string;
  readonly cadence: string | null;
  readonly quantity: string;
  readonly start: string;
}

/** A customer as a list shows it. */
export interface CustomerSummary {
  readonly id: string;
  readonly name: string;
  readonly segment: string | null;
  readonly country: string | null;
  readonly currency: CurrencyCode | null;
  readonly subscriptions: readonly SubscriptionSummary[];
  /** Sum of its final invoices. */
  readonly invoiced: string;
  readonly createdAt: string;
}

/** One customer, whole. */
export interface CustomerDetail extends CustomerSummary {
  readonly email: string | null;
  readonly timeZone: string | null;
  readonly licences: readonly {
    readonly id: string;
    readonly licence: string;
    readonly name: string;
    readonly quantity: string;
    readonly start: string;
  }[];
  /** When the next invoice is final; null when nothing is due. */
  readonly nextDue: string | null;
  /** Why billing stopped for this account; null while it runs. */
  readonly parked: { readonly reason: string; readonly since: string } | null;
}

/** An invoice as a list shows it. */
export interface InvoiceSummary {
  readonly id: string;
  readonly number: string | null;
  readonly customer: string;
  readonly customerName: string;
  readonly status: "draft" | "final";
  readonly issuedAt: string;
  readonly dueAt: string;
  readonly total: string;
  readonly currency: string;
  readonly lineCount: number;
}

/** Which customers to list. */
export interface CustomerQuery extends PageRequest {
  readonly q?: string;
  readonly segment?: string;
}

/** Which invoices to list. */
export interface InvoiceQuery extends PageRequest {
  readonly customer?: string;
  readonly status?: "draft" | "final";
  /** `2026-01`, by issue, UTC. */
  readonly month?: string;
  readonly q?: string;
}

/** A meter of the current model. */
export interface MeterSummary {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly event: string;
  readonly aggregation: string;
  readonly dimensions: readonly string[];
}

/** Which usage to show; half-open, UTC windows. */
export interface UsageRequest {
  readonly meter: string;
  readonly customer?: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly window: "hour" | "day" | "month";
}

/** A meter's quantity window by window. */
export interface UsageSeries {
  readonly meter: string;
  readonly unit: string;
  readonly customer: string | null;
  readonly windows: readonly {
    readonly from: string;
    readonly to: string;
    readonly quantity: string;
    readonly events: number;
  }[];
  readonly total: string;
  readonly events: number;
}

/** A customer's share of a meter. */
export interface TopCustomer {
  readonly customer: string;
  readonly customerName: string;
  readonly quantity: string;
  readonly events: number;
}

/** A plan, its prices in words, and who is on it. */
export interface PlanSummary {
  readonly id: string;
  readonly name: string;
  readonly stream: string;
  readonly prices: Readonly<Record<string, string>>;
  readonly subscribers: number;
}

/** An event that is on no invoice line and cannot be yet. */
export interface UnbilledEvent {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly customer: string;
  readonly time: string;
  readonly reason: "unknown-customer" | "unknown-meter" | "no-subscription";
}

/** A published model version. */
export interface ModelSummary {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly currency: string;
  readonly publishedAt: string;
}

/** What can be asked. Everything is one tenant's; nothing here changes anything. */
export interface Reports {
  readonly summary: (tenant: string) => Promise<Summary>;
  readonly revenue: (tenant: string) => Promise<RevenueByStream>;
  readonly models: (tenant: string) => Promise<readonly ModelSummary[]>;
  /** A published version as canonical JSON; undefined where there is none. */
  readonly model: (tenant: string, id: string, version: string) => Promise<string | undefined>;
  readonly plans: (tenant: string) => Promise<readonly PlanSummary[]>;
  readonly meters: (tenant: string) => Promise<readonly MeterSummary[]>;
  readonly customers: (tenant: string, query: CustomerQuery) => Promise<Page<CustomerSummary>>;
  readonly customer: (tenant: string, id: string) => Promise<CustomerDetail | undefined>;
  readonly invoices: (tenant: string, query: InvoiceQuery) => Promise<Page<InvoiceSummary>>;
  /** The stored bytes of an invoice, or the open draft of a customer as it stands. */
  readonly invoice: (tenant: string, id: string) => Promise<string | undefined>;
  /** The draft that a customer's next invoice would be now; undefined while nothing is due. */
  readonly draft: (tenant: string, customer: string) => Promise<string | undefined>;
  /** Undefined where the model has no such meter. */
  readonly usage: (tenant: string, request: UsageRequest) => Promise<UsageSeries | undefined>;
  readonly topUsage: (
    tenant: string,
    request: Omit<UsageRequest, "customer" | "window"> & { readonly limit: number },
  ) => Promise<readonly TopCustomer[] | undefined>;
  readonly unbilled: (
    tenant: string,
    page: PageRequest,
  ) => Promise<Page<UnbilledEvent> & { readonly total: number }>;
}

/** Thrown by a list for a cursor that is damaged, forged or of another query. */
export class InvalidCursor extends Error {}
