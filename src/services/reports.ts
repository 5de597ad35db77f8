import type { AccountFact } from "../account/fact.ts";
import type { Invoice, InvoiceKind } from "../account/invoice.ts";
import type { Address } from "../account/party.ts";
import type { UnbilledReason } from "../account/usage-ledger.ts";
import type { Result } from "../fault/fault.ts";
import type { EventIdentity } from "../metering/event-correction.ts";
import type { InvoicesPer } from "../model/invoicing.ts";
import type { CurrencyCode } from "../money/currency.ts";
import type { BuyerExemption } from "../tax/tax-buyer.ts";
import type { Instant } from "../time/instant.ts";
import type { CustomerCredits } from "./customer-credits.ts";
import type { EventDetail, EventQuery, ListedEvent } from "./event-answers.ts";
import type {
  CustomerQuery,
  InvoiceQuery,
  ListedSubscription,
  SubscriptionQuery,
} from "./list-queries.ts";
import type { ModelSummary } from "./models/model-summary.ts";
import type { ObligationsAnswer } from "./obligation-report.ts";
import type { CostReports } from "./running-cost-answer.ts";
import type { Search } from "./search-report.ts";
import type { SubscriptionDetail, SubscriptionSummary } from "./subscription-answers.ts";
import type { Summary, SummaryHead } from "./summary.ts";

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

export type { Summary, SummaryHead };

/** What was billed, by stream and month of issue (UTC): the lines of final invoices, fees in advance whole. */
export interface RevenueByStream {
  readonly currency: CurrencyCode | null;
  /** `2026-01`. */
  readonly months: readonly string[];
  /** The month of `months` that is not over yet; null where all are. */
  readonly runningMonth: string | null;
  /** Those of the current model in its order, then those that only earlier versions billed. */
  readonly streams: readonly {
    readonly id: string;
    readonly name: string;
    readonly amounts: readonly string[];
    readonly total: string;
  }[];
  readonly totals: readonly string[];
  readonly total: string;
}

/** A customer as a list shows it. */
export interface CustomerSummary {
  readonly id: string;
  readonly name: string;
  readonly segment: string | null;
  readonly country: string | null;
  /** What its invoices are in; the model's before the first. */
  readonly currency: CurrencyCode | null;
  readonly subscriptions: readonly SubscriptionSummary[];
  /** Sum of its final invoices. */
  readonly invoiced: string;
  /** Why billing stopped for this account; null while it runs. */
  readonly parked: { readonly reason: string; readonly since: string } | null;
  readonly createdAt: string;
}

/** One customer, whole. */
export interface CustomerDetail extends CustomerSummary {
  readonly email: string | null;
  readonly timeZone: string | null;
  /** What its invoices say of it besides, as it was told last. */
  readonly phone: string | null;
  readonly address: Address | null;
  readonly vatNumber: string | null;
  /** What a register said last of its VAT number; null while none was asked. */
  readonly vatCheck: {
    readonly number: string;
    readonly valid: boolean;
    readonly name: string | null;
    readonly checkedAt: string;
    readonly consultation: string | null;
  } | null;
  readonly registration: string | null;
  readonly business: boolean | null;
  readonly taxExempt: BuyerExemption | null;
  readonly reference: string | null;
  readonly purchaseOrder: string | null;
  readonly language: string | null;
  /** What it was told to have one document for; null where that is left to the model. */
  readonly invoicesPer: InvoicesPer | null;
  /** Who pays for it, in whose account it buys; null where it pays itself. */
  readonly payer: { readonly id: string; readonly name: string } | null;
  /** Whom it pays for, by id; at most 1,000. */
  readonly children: readonly { readonly id: string; readonly name: string }[];
  readonly licences: readonly {
    readonly id: string;
    readonly licence: string;
    readonly name: string;
    readonly quantity: string;
    readonly start: string;
  }[];
  readonly sales: readonly {
    readonly id: string;
    readonly offer: string;
    readonly name: string;
    readonly date: string;
    readonly quantity: string;
    /** What one of it is, singular; null where the offer is no longer in any version. */
    readonly unit: string | null;
    readonly delivery: string | null;
  }[];
  /** Its bundles; what of them is a licence or is sold once is also among those. */
  readonly bundles: readonly {
    readonly id: string;
    readonly bundle: string;
    readonly name: string;
    readonly start: string;
    readonly quantity: string;
  }[];
  /** When the next invoice is final; null when nothing is due. */
  readonly nextDue: string | null;
  /** Whether a period has ended whose invoice still waits for late events: `drafts` then has it. */
  readonly draftOpen: boolean;
  /** The latest period that each meter was billed for, the latest first; half-open, in the customer's zone. */
  readonly billedUsage: readonly {
    readonly meter: string;
    readonly from: string;
    readonly to: string;
  }[];
}

/** An invoice as a list shows it. A draft is worked out when it is asked for and stands in no list. */
export interface InvoiceSummary {
  readonly kind: InvoiceKind;
  readonly id: string;
  readonly number: string;
  readonly customer: string;
  readonly customerName: string;
  readonly status: "final";
  readonly issuedAt: string;
  readonly dueAt: string;
  readonly total: string;
  readonly currency: string;
  readonly lineCount: number;
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
  /** A subscription whose whole billing periods are the windows, those that touch the range, of whom it serves. */
  readonly periodsOf?: string;
  /** A dimension of the meter whose values are read apart as well. */
  readonly groupBy?: string;
  /** IANA zone of days and months; that of the customer's account where absent, UTC for all customers together. */
  readonly timeZone?: string;
}

/** One window of a series. */
export interface UsageSeriesWindow {
  readonly from: string;
  readonly to: string;
  readonly quantity: string;
  readonly events: number;
  /** Of what it is read where it touches a month whose events are dropped; of events where absent. */
  readonly source?: "counters" | "both";
}

/** What a series says of months whose events are dropped. */
export interface DroppedUsage {
  /** Those that the range touches: `2025-01`, UTC. */
  readonly months: readonly string[];
  /** Windows that what was kept of them cannot tell; they are not among the series' windows. */
  readonly unknown: readonly { readonly from: string; readonly to: string }[];
}

/** What one value of a dimension came to; "" for events that have none. */
export interface UsageGroup {
  readonly value: string;
  readonly windows: readonly UsageSeriesWindow[];
  /** Over the whole range, as the series has it. */
  readonly total: string | null;
  readonly events: number;
}

/** A meter's quantity window by window. */
export interface UsageSeries {
  readonly meter: string;
  readonly unit: string;
  readonly customer: string | null;
  /** IANA zone of its days and months. */
  readonly timeZone: string;
  readonly windows: readonly UsageSeriesWindow[];
  /**
   * What the meter reads over the whole range: the sum of the windows only where quantities add up. Null where what was kept of dropped
   * months cannot tell.
   */
  readonly total: string | null;
  /** Events that are known of: all of them, unless months are dropped of which not everything is known. */
  readonly events: number;
  /** The values of the dimension that was asked for, the largest first; absent where none was. */
  readonly groups?: readonly UsageGroup[];
  /** Where the range touches months whose events are dropped. */
  readonly dropped?: DroppedUsage;
}

/** A customer's share of a meter. */
export interface TopCustomer {
  readonly customer: string;
  readonly customerName: string;
  readonly quantity: string;
  readonly events: number;
}

/** One tier of a charge's price; the units that are included are not among those it counts. */
export interface TierSummary {
  /** As an invoice names it: `up to 100`, `above 100`. */
  readonly label: string;
  /** Money for one unit, or for the charge's `per` units; null where the tier has only a flat amount. */
  readonly unit: string | null;
  /** Due once when the tier is entered; null where there is none. */
  readonly flat: string | null;
}

/** What a plan charges for use. */
export interface ChargeSummary {
  readonly id: string;
  readonly name: string;
  readonly meter: string;
  /** The meter's unit, singular. */
  readonly unit: string;
  /** How often it is settled: `monthly`. */
  readonly every: string;
  /** Units of each period that the plan already pays for; null where none are. */
  readonly included: string | null;
  /** What happens past them; null where none are included. */
  readonly overage: "bill" | "block" | null;
  /** The kind of its price: `graduated`. */
  readonly kind: string;
  /** The price in words. */
  readonly price: string;
  /** How many units a tier's price is for. */
  readonly per: string;
  /** The tiers of a graduated or volume price; none for another. */
  readonly tiers: readonly TierSummary[];
}

/** A plan, what it costs, and who is on it. */
export interface PlanSummary {
  readonly id: string;
  readonly name: string;
  readonly stream: string;
  readonly streamName: string;
  /** The recurring prices in words, by cadence. */
  readonly prices: Readonly<Record<string, string>>;
  readonly charges: readonly ChargeSummary[];
  /** Subscriptions in service now. */
  readonly subscribers: number;
}

/** An event that is on no invoice line and cannot be, or not yet. */
export interface UnbilledEvent {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly customer: string;
  readonly time: string;
  readonly reason: UnbilledReason;
}

/** Facts that are only asked about. */
export interface PreviewRequest {
  readonly customer: string;
  readonly facts: readonly AccountFact[];
  /** When they would become known; now where absent. UTC. */
  readonly at?: Instant;
  /** How far to look; to the next document where absent. */
  readonly until?: Instant;
}

/** What facts would do: the documents with them and without them, as drafts, from one instant to another, UTC. */
export interface Preview {
  readonly at: string;
  readonly until: string;
  readonly with: readonly Invoice[];
  readonly without: readonly Invoice[];
}

/** What can be asked. Everything is one tenant's; nothing here changes anything. */
export interface Reports extends CostReports {
  readonly summary: (tenant: string) => Promise<Summary>;
  readonly summaryHead: (tenant: string) => Promise<SummaryHead>;
  readonly revenue: (tenant: string) => Promise<RevenueByStream>;
  readonly models: (tenant: string) => Promise<readonly ModelSummary[]>;
  /** Another text whenever a version was published. */
  readonly modelsTag: (tenant: string) => Promise<string>;
  /** A published version as JSON: canonical, or as a file in the order of its author; undefined where there is none. */
  readonly model: (
    tenant: string,
    id: string,
    version: string,
    form: "canonical" | "file",
  ) => Promise<string | undefined>;
  readonly plans: (tenant: string) => Promise<readonly PlanSummary[]>;
  readonly obligations: (tenant: string) => Promise<ObligationsAnswer>;
  readonly meters: (tenant: string) => Promise<readonly MeterSummary[]>;
  readonly customers: (tenant: string, query: CustomerQuery) => Promise<Page<CustomerSummary>>;
  readonly customer: (tenant: string, id: string) => Promise<CustomerDetail | undefined>;
  /** Customers by their ids, at most a page of them; those that are not there are left out. */
  readonly customersById: (
    tenant: string,
    ids: readonly string[],
  ) => Promise<ReadonlyMap<string, CustomerSummary>>;
  readonly credits: (tenant: string, customer: string) => Promise<CustomerCredits | undefined>;
  readonly subscription: (tenant: string, id: string) => Promise<SubscriptionDetail | undefined>;
  readonly subscriptions: (
    tenant: string,
    query: SubscriptionQuery,
  ) => Promise<Page<ListedSubscription>>;
  /** Subscriptions of some customers by their ids; those that are not there are left out. */
  readonly subscriptionsById: (
    tenant: string,
    customers: readonly string[],
    ids: ReadonlySet<string>,
  ) => Promise<readonly SubscriptionSummary[]>;
  readonly invoices: (tenant: string, query: InvoiceQuery) => Promise<Page<InvoiceSummary>>;
  /** Invoices by their ids or numbers, at most a page of them; those that are not there are left out. */
  readonly invoicesByName: (
    tenant: string,
    names: readonly string[],
  ) => Promise<ReadonlyMap<string, InvoiceSummary>>;
  /** The stored bytes of an invoice. */
  readonly invoice: (tenant: string, id: string) => Promise<string | undefined>;
  /**
   * The drafts that a customer's next documents would be now, each as canonical JSON; none while nothing is due, or billing is
   * parked. Undefined where there is no such customer.
   */
  readonly drafts: (tenant: string, customer: string) => Promise<readonly string[] | undefined>;
  /** What facts would do. Refuses as recording them would, and `invalid-range` for an instant that has passed. */
  readonly preview: (tenant: string, request: PreviewRequest) => Promise<Result<Preview>>;
  /**
   * Refuses `unknown-meter`, `invalid-range`, `too-many-windows`, `unknown-dimension`, `unknown-subscription`,
   * `unknown-time-zone` and `meter-not-charged`.
   */
  readonly usage: (tenant: string, request: UsageRequest) => Promise<Result<UsageSeries>>;
  /** Refuses `unknown-meter`, `invalid-range` and `usage-not-kept`. */
  readonly topUsage: (
    tenant: string,
    request: Omit<UsageRequest, "customer" | "window"> & { readonly limit: number },
  ) => Promise<Result<readonly TopCustomer[]>>;
  /** Stored events, newest first. Refuses `unknown-meter`. */
  readonly events: (tenant: string, query: EventQuery) => Promise<Result<Page<ListedEvent>>>;
  readonly event: (tenant: string, identity: EventIdentity) => Promise<EventDetail | undefined>;
  readonly unbilled: (
    tenant: string,
    page: PageRequest,
  ) => Promise<Page<UnbilledEvent> & { readonly total: number }>;
  readonly search: Search;
}

/** Thrown by a list for a cursor that is damaged, forged or of another query. */
export class InvalidCursor extends Error {}
