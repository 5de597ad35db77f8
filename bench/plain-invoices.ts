import type { Invoice, InvoiceLine } from "../src/account/invoice.ts";
import { chargeIds, type MeteredCharge, meteredCharges, monthlyFee } from "./billing-model.ts";
import { wholeNumber } from "./tariff.ts";

/** What the plain loops bill: plain arrays, one place a customer, four quantities each. */
export interface PlainUsage {
  readonly count: number;
  /** The day of January 2026 that each subscription began on, 1 to 28. */
  readonly startDays: Uint8Array;
  /** Units by customer and charge. */
  readonly quantities: Float64Array;
  /** Usage events that a charge's units come in. */
  readonly eventsPerCharge: number;
}

/** The period that is billed: 0 ends in February 2026. The recurring fee is the following period's. */
export type UsagePeriod = number;

interface IntegerTier {
  readonly label: string;
  readonly upTo: number;
  /** In units of 10^-8 US dollars. */
  readonly unit: number;
  readonly rate: string;
}

const labels = (edges: readonly (number | undefined)[]): readonly string[] =>
  edges.map((edge, at) => {
    const before = edges[at - 1];
    const end = edge === undefined ? "" : `up to ${edge}`;
    const start = before === undefined ? "" : `above ${before}`;
    return [start, end].filter((part) => part !== "").join(", ");
  });

function integerTiers(id: MeteredCharge): readonly IntegerTier[] {
  const tiers: readonly { upTo?: number; unit: string }[] = meteredCharges[id];
  const names = labels(tiers.map(({ upTo }) => upTo));
  return tiers.map(({ upTo, unit }, at) => {
    const whole = Number(wholeNumber(unit, 8));
    return {
      label: names[at] ?? "",
      upTo: upTo ?? Number.POSITIVE_INFINITY,
      unit: whole,
      rate: shortest(whole),
    };
  });
}

/** The shortest text of a whole number of units of 10^-8. */
function shortest(amount: number): string {
  const rest = amount % 1e8;
  const units = (amount - rest) / 1e8;
  if (rest === 0) return String(units);
  let end = 8;
  let digits = rest;
  while (digits % 10 === 0) {
    digits /= 10;
    end -= 1;
  }
  return `${units}.${String(digits).padStart(end, "0")}`;
}

/** A whole number of cents as an amount. */
function fixed(cents: number): string {
  const rest = cents % 100;
  return `${(cents - rest) / 100}.${rest < 10 ? "0" : ""}${rest}`;
}

/** Half up, from units of 10^-8 to cents. */
const toCents = (amount: number): number => Math.floor((amount + 500_000) / 1_000_000);

const charges = chargeIds.map((id) => ({
  id,
  tiers: integerTiers(id),
  description: `Platform: ${id}`,
  pointer: `/plans/platform/charges/${id}/price`,
}));

type PlainCharge = (typeof charges)[number];

/** The texts of an invoice's times; the same for all who began on one day. */
interface Times {
  readonly usage: { readonly from: string; readonly to: string };
  readonly next: { readonly from: string; readonly to: string };
  readonly issuedAt: string;
  readonly dueAt: string;
}

const utc = (month: number, day: number, hour = 0): string =>
  new Date(Date.UTC(2026, month, day, hour)).toISOString().replace(".000Z", "Z");

function timesOf(period: UsagePeriod): readonly Times[] {
  return Array.from({ length: 29 }, (_, day) => ({
    usage: { from: utc(period, day), to: utc(period + 1, day) },
    next: { from: utc(period + 1, day), to: utc(period + 2, day) },
    issuedAt: utc(period + 1, day, 1),
    dueAt: utc(period + 1, day + 30, 1),
  }));
}

const baseSteps = { label: "flat fee", flat: String(monthlyFee), amount: String(monthlyFee) };
const feeText = fixed(monthlyFee * 100);

function baseLine(subscription: string, period: UsagePeriod, times: Times): InvoiceLine {
  return {
    id: `${subscription}/base/${period + 1}`,
    kind: "recurring",
    description: "Platform, monthly",
    stream: "subscriptions",
    subscription,
    plan: "platform",
    period: { from: times.next.from, to: times.next.to },
    quantity: "1",
    unit: "subscription",
    gross: feeText,
    discounts: [],
    amount: feeText,
    explanation: {
      price: "/plans/platform/prices/monthly",
      priceVersion: "bench@1",
      quantity: "1",
      steps: [{ ...baseSteps }],
      rounding: { from: String(monthlyFee), to: feeText },
    },
  };
}

/** The charge in units of 10^-8, its steps written down. */
function climb(
  { tiers }: PlainCharge,
  quantity: number,
  steps: { label: string; quantity: string; rate: string; amount: string }[],
): number {
  let amount = 0;
  let passed = 0;
  for (const { label, upTo, unit, rate } of tiers) {
    const part = Math.min(quantity, upTo) - passed;
    if (part === 0 && passed > 0) break;
    const due = part * unit;
    steps.push({ label, quantity: String(part), rate, amount: shortest(due) });
    amount += due;
    passed += part;
  }
  return amount;
}

function usageLine(
  charge: PlainCharge,
  subscription: string,
  period: UsagePeriod,
  times: Times,
  quantity: number,
  events: number,
  lines: InvoiceLine[],
): number {
  const steps: { label: string; quantity: string; rate: string; amount: string }[] = [];
  const amount = climb(charge, quantity, steps);
  const cents = toCents(amount);
  const text = fixed(cents);
  const units = String(quantity);
  lines.push({
    id: `${subscription}/${charge.id}/${period}`,
    kind: "usage",
    description: charge.description,
    stream: "usage",
    subscription,
    plan: "platform",
    charge: charge.id,
    meter: charge.id,
    period: { from: times.usage.from, to: times.usage.to },
    quantity: units,
    unit: charge.id,
    gross: text,
    discounts: [],
    amount: text,
    explanation: {
      price: charge.pointer,
      priceVersion: "bench@1",
      events,
      quantity: units,
      steps,
      rounding: { from: shortest(amount), to: text },
    },
  });
  return cents;
}

/** Invoices made between two pauses: what a server writes at once. */
export const chunkSize = 250;

/**
 * The invoice run as a program that knows this one plan: integer maths in doubles, every text that can be is made once.
 * The invoices are the ones Florin makes, to the byte, a few hundred at a time.
 */
export function* plainInvoices(
  usage: PlainUsage,
  period: UsagePeriod,
): Generator<readonly Invoice[]> {
  const times = timesOf(period);
  for (let from = 0; from < usage.count; from += chunkSize) {
    yield plainChunk(usage, period, times, from, Math.min(from + chunkSize, usage.count));
  }
}

function plainChunk(
  usage: PlainUsage,
  period: UsagePeriod,
  times: readonly Times[],
  from: number,
  to: number,
): readonly Invoice[] {
  const chunk: Invoice[] = [];
  for (let at = from; at < to; at += 1) {
    const when = times[usage.startDays[at] ?? 0];
    if (when !== undefined) chunk.push(plainInvoice(usage, period, when, at));
  }
  return chunk;
}

function plainInvoice(usage: PlainUsage, period: UsagePeriod, when: Times, at: number): Invoice {
  const subscription = `s-${at}`;
  const lines = [baseLine(subscription, period, when)];
  let cents = monthlyFee * 100;
  for (let place = 0; place < charges.length; place += 1) {
    const charge = charges[place];
    const quantity = usage.quantities[at * charges.length + place] ?? 0;
    if (charge !== undefined)
      cents += usageLine(
        charge,
        subscription,
        period,
        when,
        quantity,
        usage.eventsPerCharge,
        lines,
      );
  }
  const total = fixed(cents);
  return {
    kind: "invoice",
    number: `INV-${String(at + 1).padStart(6, "0")}`,
    id: `c-${at}:${period + 2}`,
    customer: `c-${at}`,
    customerName: `Customer ${at}`,
    currency: "USD",
    status: "final",
    issuedAt: when.issuedAt,
    dueAt: when.dueAt,
    model: "bench@1",
    lines,
    subtotal: total,
    discount: "0.00",
    tax: "0.00",
    total,
  };
}

/** An invoice without a reason: what a loop comes to that keeps cents and writes no text. */
export interface LeanInvoice {
  readonly position: number;
  readonly customer: number;
  readonly lines: readonly {
    readonly charge: number;
    readonly quantity: number;
    readonly cents: number;
  }[];
  readonly totalCents: number;
}

/** The leanest loop over the same usage: five lines of numbers, totals, nothing to show a customer. */
export function* leanInvoices(usage: PlainUsage): Generator<readonly LeanInvoice[]> {
  for (let from = 0; from < usage.count; from += chunkSize) {
    yield leanChunk(usage, from, Math.min(from + chunkSize, usage.count));
  }
}

function leanChunk(usage: PlainUsage, from: number, to: number): readonly LeanInvoice[] {
  const chunk: LeanInvoice[] = [];
  for (let at = from; at < to; at += 1) {
    const lines = [{ charge: -1, quantity: 1, cents: monthlyFee * 100 }];
    let totalCents = monthlyFee * 100;
    for (let place = 0; place < charges.length; place += 1) {
      const quantity = usage.quantities[at * charges.length + place] ?? 0;
      const cents = toCents(leanAmount(charges[place]?.tiers ?? [], quantity));
      lines.push({ charge: place, quantity, cents });
      totalCents += cents;
    }
    chunk.push({ position: at + 1, customer: at, lines, totalCents });
  }
  return chunk;
}

function leanAmount(tiers: readonly IntegerTier[], quantity: number): number {
  let amount = 0;
  let passed = 0;
  for (const { upTo, unit } of tiers) {
    const reached = Math.min(quantity, upTo);
    amount += (reached - passed) * unit;
    if (quantity <= upTo) break;
    passed = reached;
  }
  return amount;
}

/** Takes what is made, a few hundred at a time, and lets it go; how many there were. */
export function drain(made: Iterable<readonly unknown[]>): number {
  let count = 0;
  for (const chunk of made) count += chunk.length;
  return count;
}
