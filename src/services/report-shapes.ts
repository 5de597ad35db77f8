import { taxExempt } from "../account/fact-shape.ts";
import { standings } from "../account/standing.ts";
import { boolean, list, literal, type Shape, text, textThat, whole } from "../model/shape.ts";
import { currency } from "../model/shape-money.ts";
import { object, optional, record } from "../model/shape-object.ts";
import { date, decimalText, firstFault, patterned } from "../model/shape-values.ts";
import { postalAddress } from "../model/shapes/seller-shape.ts";
import { invoicesPer } from "../model/shapes/terms-shapes.ts";
import { parseInstant } from "../time/instant.ts";
import type { ModelSummary } from "./models/model-summary.ts";
import type {
  ChargeSummary,
  CustomerDetail,
  CustomerSummary,
  DroppedUsage,
  InvoiceSummary,
  MeterSummary,
  Page,
  PlanSummary,
  RevenueByStream,
  Summary,
  SummaryHead,
  TierSummary,
  TopCustomer,
  UnbilledEvent,
  UsageGroup,
  UsageSeries,
  UsageSeriesWindow,
} from "./reports.ts";
import type { SubscriptionSummary } from "./subscription-answers.ts";

/**
 * What each report looks like as JSON. A shape that says more or less than its interface in `reports.ts` does not
 * compile, so the published description follows the code.
 */

export { decimalText };

/** A value, or null where there is none. */
export const nullable = <T>(shape: Shape<T>): Shape<T | null> => ({
  read: (value, spot) => (value === null ? null : shape.read(value, spot)),
  standIn: () => null,
  schema: (definitions) => ({ anyOf: [shape.schema(definitions), { type: "null" }] }),
});

/** An instant, RFC 3339, UTC. */
export const instantText: Shape<string> = textThat({
  fault: (given) => firstFault(parseInstant(given)),
  standIn: "1970-01-01T00:00:00Z",
  schema: { format: "date-time" },
});

/** So many of something. */
export const count: Shape<number> = whole(0, Number.MAX_SAFE_INTEGER);

/** A month of the years that Florin takes from outside, 1970 to 2999. */
export const monthPattern = /^(?:19[7-9]|2[0-9]{2})[0-9]-(?:0[1-9]|1[0-2])$/;

/** A month, `2026-01`. */
export const monthText: Shape<string> = patterned(monthPattern, "1970-01", {
  code: "invalid-month",
  message: "a month is written 2026-01",
});

/** Texts by a name that somebody chose. */
export const texts: Shape<Readonly<Record<string, string>>> = record(text, {
  fault: () => undefined,
  schema: () => ({ type: "string" }),
});

/** One page of a list. */
export const pageShape = <T>(item: Shape<T>): Shape<Page<T>> =>
  object<Page<T>>({ items: list(item), next: nullable(text) });

export const summaryShape = object<SummaryHead & Partial<Pick<Summary, "events">>>({
  model: nullable(object<NonNullable<Summary["model"]>>({ id: text, name: text, version: text })),
  currency: nullable(currency),
  now: instantText,
  customers: count,
  parked: count,
  segments: list(text),
  subscriptions: count,
  invoices: object<Summary["invoices"]>({ count, total: decimalText }),
  events: optional(object<Summary["events"]>({ accepted: count, unbilled: count })),
  from: nullable(instantText),
  to: nullable(instantText),
});

export const revenueShape: Shape<RevenueByStream> = object<RevenueByStream>({
  currency: nullable(currency),
  months: list(monthText),
  runningMonth: nullable(monthText),
  streams: list(
    object<RevenueByStream["streams"][number]>({
      id: text,
      name: text,
      amounts: list(decimalText),
      total: decimalText,
    }),
  ),
  totals: list(decimalText),
  total: decimalText,
});

/** What a list says of a subscription. */
export const subscriptionFields = {
  id: text,
  plan: text,
  planName: text,
  cadence: nullable(text),
  quantity: decimalText,
  start: date,
  end: nullable(date),
  standing: literal(...standings),
  pausedOn: nullable(date),
  resumesOn: nullable(date),
  renewsOn: nullable(date),
  of: nullable(text),
  trialUntil: nullable(date),
  changesOn: nullable(date),
} as const;

/** A subscription in a list. */
export const subscriptionShape: Shape<SubscriptionSummary> =
  object<SubscriptionSummary>(subscriptionFields);

const customerFields = {
  id: text,
  name: text,
  segment: nullable(text),
  country: nullable(text),
  currency: nullable(currency),
  subscriptions: list(subscriptionShape),
  invoiced: decimalText,
  parked: nullable(
    object<NonNullable<CustomerSummary["parked"]>>({ reason: text, since: instantText }),
  ),
  createdAt: instantText,
} as const;

export const customerSummaryShape: Shape<CustomerSummary> = object<CustomerSummary>(customerFields);

export const customerDetailShape: Shape<CustomerDetail> = object<CustomerDetail>({
  ...customerFields,
  email: nullable(text),
  timeZone: nullable(text),
  phone: nullable(text),
  address: nullable(postalAddress),
  vatNumber: nullable(text),
  vatCheck: nullable(
    object<NonNullable<CustomerDetail["vatCheck"]>>({
      number: text,
      valid: boolean,
      name: nullable(text),
      checkedAt: instantText,
      consultation: nullable(text),
    }),
  ),
  registration: nullable(text),
  business: nullable(boolean),
  taxExempt: nullable(taxExempt),
  reference: nullable(text),
  purchaseOrder: nullable(text),
  language: nullable(text),
  invoicesPer: nullable(invoicesPer),
  payer: nullable(object<NonNullable<CustomerDetail["payer"]>>({ id: text, name: text })),
  children: list(object<CustomerDetail["children"][number]>({ id: text, name: text })),
  licences: list(
    object<CustomerDetail["licences"][number]>({
      id: text,
      licence: text,
      name: text,
      quantity: decimalText,
      start: date,
    }),
  ),
  sales: list(
    object<CustomerDetail["sales"][number]>({
      id: text,
      offer: text,
      name: text,
      date,
      quantity: decimalText,
      unit: nullable(text),
      delivery: nullable(text),
    }),
  ),
  bundles: list(
    object<CustomerDetail["bundles"][number]>({
      id: text,
      bundle: text,
      name: text,
      start: date,
      quantity: decimalText,
    }),
  ),
  nextDue: nullable(instantText),
  draftOpen: boolean,
  billedUsage: list(
    object<CustomerDetail["billedUsage"][number]>({
      meter: text,
      from: instantText,
      to: instantText,
    }),
  ),
});

export const invoiceSummaryShape: Shape<InvoiceSummary> = object<InvoiceSummary>({
  kind: literal("invoice", "credit-note"),
  id: text,
  number: text,
  customer: text,
  customerName: text,
  status: literal("final"),
  issuedAt: instantText,
  dueAt: instantText,
  total: decimalText,
  currency: text,
  lineCount: count,
});

export const meterShape: Shape<MeterSummary> = object<MeterSummary>({
  id: text,
  name: text,
  unit: text,
  event: text,
  aggregation: text,
  dimensions: list(text),
});

const seriesWindow = object<UsageSeriesWindow>({
  from: instantText,
  to: instantText,
  quantity: decimalText,
  events: count,
  source: optional(literal("counters", "both")),
});

export const usageSeriesShape: Shape<UsageSeries> = object<UsageSeries>({
  meter: text,
  unit: text,
  customer: nullable(text),
  timeZone: text,
  windows: list(seriesWindow),
  total: nullable(decimalText),
  events: count,
  groups: optional(
    list(
      object<UsageGroup>({
        value: text,
        windows: list(seriesWindow),
        total: nullable(decimalText),
        events: count,
      }),
    ),
  ),
  dropped: optional(
    object<DroppedUsage>({
      months: list(monthText),
      unknown: list(
        object<DroppedUsage["unknown"][number]>({ from: instantText, to: instantText }),
      ),
    }),
  ),
});

export const topCustomerShape: Shape<TopCustomer> = object<TopCustomer>({
  customer: text,
  customerName: text,
  quantity: decimalText,
  events: count,
});

/** What a plan charges for use of a meter. */
export const chargeShape = object<ChargeSummary>({
  id: text,
  name: text,
  meter: text,
  unit: text,
  every: text,
  included: nullable(decimalText),
  overage: nullable(literal("bill", "block")),
  kind: text,
  price: text,
  per: decimalText,
  tiers: list(object<TierSummary>({ label: text, unit: nullable(text), flat: nullable(text) })),
});

export const planShape: Shape<PlanSummary> = object<PlanSummary>({
  id: text,
  name: text,
  stream: text,
  streamName: text,
  prices: texts,
  charges: list(chargeShape),
  subscribers: count,
});

const unbilledShape: Shape<UnbilledEvent> = object<UnbilledEvent>({
  id: text,
  source: text,
  type: text,
  customer: text,
  time: instantText,
  reason: literal("unknown-customer", "unknown-meter", "no-subscription", "too-late"),
});

/** A page of unbilled events, and how many there are in all. */
export const unbilledPageShape: Shape<Page<UnbilledEvent> & { readonly total: number }> = object<
  Page<UnbilledEvent> & { readonly total: number }
>({ items: list(unbilledShape), next: nullable(text), total: count });

export const modelSummaryShape: Shape<ModelSummary> = object<ModelSummary>({
  id: text,
  name: text,
  version: text,
  currency: text,
  publishedAt: instantText,
  publishedBy: nullable(text),
  changes: nullable(count),
});
