import type { Invoice } from "../account/invoice.ts";
import type { ItemAnswer } from "../services/ingest.ts";
import type { ModelSummary } from "../services/models/model-summary.ts";
import type { ObligationsAnswer } from "../services/obligation-report.ts";
import type { Unparked } from "../services/parking.ts";
import type {
  CustomerDetail,
  CustomerSummary,
  InvoiceSummary,
  MeterSummary,
  Page,
  PlanSummary,
  RevenueByStream,
  Summary,
  TopCustomer,
  UnbilledEvent,
  UsageSeries,
} from "../services/reports.ts";
import type { ClockReading } from "../services/services.ts";
import type { BatchAnswer } from "./openapi-answers.ts";

/** One small business throughout: Acme sells the plan "team" and meters API calls. */
export const model = {
  florin: "florin/1",
  id: "acme",
  name: "Acme",
  version: "1",
  currency: "USD",
  streams: { platform: { name: "Platform", recurring: true } },
  meters: {
    calls: {
      event: "api.call",
      aggregation: { kind: "sum", property: "calls" },
      unit: "call",
    },
  },
  features: {},
  plans: {
    team: {
      name: "Team",
      stream: "platform",
      prices: { monthly: { kind: "flat", amount: "499 USD" } },
      charges: {
        calls: {
          meter: "calls",
          included: 10_000,
          overage: "bill",
          price: { kind: "per-unit", unit: "0.002 USD" },
        },
      },
    },
  },
} as const;

export const publishedModel = { id: "acme", version: "1", name: "Acme", currency: "USD" } as const;

export const models: { readonly items: readonly ModelSummary[] } = {
  items: [
    {
      ...publishedModel,
      publishedAt: "2025-12-31T12:00:00Z",
      publishedBy: "key:k-1",
      changes: null,
    },
  ],
};

export const usageEvent = {
  id: "e1",
  type: "api.call",
  customer: "c-17",
  time: "2026-01-05T10:00:00Z",
  data: { calls: 61_000 },
} as const;

export const cloudEvent = {
  specversion: "1.0",
  id: "ce1",
  source: "urn:gateway:eu",
  type: "api.call",
  subject: "c-17",
  time: "2026-01-05T10:00:00Z",
  data: { calls: 1_000 },
} as const;

export const itemAnswer: ItemAnswer = { id: "e1", status: "accepted" };

export const batchAnswer: BatchAnswer = {
  accepted: 1,
  duplicate: 0,
  conflict: 0,
  rejected: 1,
  items: [
    { id: "e1", status: "accepted", unbilled: "unknown-customer" },
    {
      id: "e2",
      status: "rejected",
      errors: [
        {
          code: "invalid-time",
          path: "/time",
          message: "The time has no zone, and none is assumed.",
          value: "2026-01-05T10:00:00",
          suggestion: "add Z for UTC, or an offset: 2026-01-05T10:00:00Z",
        },
      ],
    },
  ],
};

export const clock: ClockReading = { now: "2026-02-01T01:00:00Z", mode: "manual", invoices: 1 };

export const summary: Summary = {
  model: { id: "acme", name: "Acme", version: "1" },
  currency: "USD",
  now: "2026-02-01T01:00:00Z",
  customers: 1,
  parked: 0,
  segments: ["enterprise"],
  subscriptions: 1,
  invoices: { count: 2, total: "1100.00" },
  events: { accepted: 1, unbilled: 0 },
  from: "2026-01-01T00:00:00Z",
  to: "2026-02-01T01:00:00Z",
};

export const revenue: RevenueByStream = {
  currency: "USD",
  months: ["2026-01", "2026-02"],
  runningMonth: "2026-02",
  streams: [{ id: "platform", name: "Platform", amounts: ["499.00", "601.00"], total: "1100.00" }],
  totals: ["499.00", "601.00"],
  total: "1100.00",
};

const listed: CustomerSummary = {
  id: "c-17",
  name: "Northwind",
  segment: "enterprise",
  country: "DE",
  currency: "USD",
  subscriptions: [
    {
      id: "s-1",
      plan: "team",
      planName: "Team",
      cadence: "monthly",
      quantity: "1",
      start: "2026-01-01",
      end: null,
      standing: "active",
      pausedOn: null,
      resumesOn: null,
      renewsOn: "2026-02-01",
      of: null,
      trialUntil: null,
      changesOn: null,
    },
  ],
  invoiced: "1100.00",
  parked: null,
  createdAt: "2025-12-31T12:00:00Z",
};

export const customers: Page<CustomerSummary> = { items: [listed], next: null };

export const customerDetail: CustomerDetail = {
  ...listed,
  email: null,
  timeZone: null,
  phone: null,
  address: { line1: "Hafenstraße 12", postalCode: "20457", city: "Hamburg", country: "DE" },
  vatNumber: "DE136695976",
  vatCheck: {
    number: "DE136695976",
    valid: true,
    name: null,
    checkedAt: "2026-01-01T00:00:00Z",
    consultation: "WAPIAAAAX1",
  },
  registration: null,
  business: null,
  taxExempt: null,
  reference: null,
  purchaseOrder: "PO-7",
  language: "de",
  invoicesPer: null,
  payer: null,
  children: [{ id: "acme-lab", name: "Acme Lab" }],
  licences: [],
  sales: [
    {
      id: "t-1",
      offer: "training",
      name: "Training",
      date: "2026-01-10",
      quantity: "2",
      unit: "day",
      delivery: null,
    },
  ],
  bundles: [],
  nextDue: "2026-03-01T01:00:00Z",
  draftOpen: false,
  billedUsage: [{ meter: "calls", from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z" }],
};

export const unparked: Unparked = { customer: "c-17", unparked: true };

export const invoices: Page<InvoiceSummary> = {
  items: [
    {
      kind: "invoice",
      id: "c-17:1",
      number: "INV-000001",
      customer: "c-17",
      customerName: "Northwind",
      status: "final",
      issuedAt: "2026-01-01T00:00:00Z",
      dueAt: "2026-01-31T00:00:00Z",
      total: "499.00",
      currency: "USD",
      lineCount: 1,
    },
  ],
  next: null,
};

export const invoice: Invoice = {
  kind: "invoice",
  number: "INV-000001",
  id: "c-17:1",
  customer: "c-17",
  customerName: "Northwind",
  currency: "USD",
  status: "final",
  issuedAt: "2026-01-01T00:00:00Z",
  dueAt: "2026-01-31T00:00:00Z",
  model: "acme@1",
  lines: [
    {
      id: "s-1/base/0",
      kind: "recurring",
      description: "Team, monthly",
      stream: "platform",
      subscription: "s-1",
      plan: "team",
      period: { from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z" },
      quantity: "1",
      unit: "subscription",
      gross: "499.00",
      discounts: [],
      amount: "499.00",
      explanation: {
        price: "/plans/team/prices/monthly",
        priceVersion: "acme@1",
        quantity: "1",
        steps: [{ label: "flat fee", flat: "499", amount: "499" }],
        rounding: { from: "499", to: "499.00" },
      },
    },
  ],
  subtotal: "499.00",
  discount: "0.00",
  tax: "0.00",
  total: "499.00",
};

export const draft: Invoice = { ...invoice, number: null, status: "draft" };

export const meters: { readonly items: readonly MeterSummary[] } = {
  items: [
    {
      id: "calls",
      name: "calls",
      unit: "call",
      event: "api.call",
      aggregation: "sum",
      dimensions: [],
    },
  ],
};

export const obligations: ObligationsAnswer = {
  model: "acme@1",
  items: [
    {
      path: "/plans/team",
      name: "Team",
      kind: "plan",
      stream: "platform",
      earned: "by-day",
      over: "period",
      stated: false,
      standalone: [{ per: "monthly", amount: "499" }],
      role: "principal",
    },
  ],
  bundles: [
    {
      path: "/bundles/start",
      name: "Start",
      price: "2400.00",
      basis: "relative",
      parts: [
        { part: "team", standalone: "499", amount: "413.11" },
        { part: "training", standalone: "2400", amount: "1986.89" },
      ],
    },
  ],
};

export const plans: { readonly items: readonly PlanSummary[] } = {
  items: [
    {
      id: "team",
      name: "Team",
      stream: "platform",
      streamName: "Platform",
      prices: { monthly: "499 USD" },
      charges: [
        {
          id: "calls",
          name: "calls",
          meter: "calls",
          unit: "call",
          every: "monthly",
          included: "10000",
          overage: "bill",
          kind: "per-unit",
          price: "0.002 USD per call",
          per: "1",
          tiers: [],
        },
      ],
      subscribers: 1,
    },
  ],
};

export const usage: UsageSeries = {
  meter: "calls",
  unit: "call",
  customer: "c-17",
  timeZone: "UTC",
  windows: [
    {
      from: "2026-01-05T00:00:00Z",
      to: "2026-01-06T00:00:00Z",
      quantity: "61000",
      events: 1,
    },
  ],
  total: "61000",
  events: 1,
};

export const topUsage: { readonly items: readonly TopCustomer[] } = {
  items: [{ customer: "c-17", customerName: "Northwind", quantity: "61000", events: 1 }],
};

export const unbilled: Page<UnbilledEvent> & { readonly total: number } = {
  items: [
    {
      id: "e9",
      source: "api",
      type: "api.call",
      customer: "c-99",
      time: "2026-01-05T10:00:00Z",
      reason: "unknown-customer",
    },
  ],
  next: null,
  total: 1,
};
