import fc from "fast-check";
import type { Invoice, InvoiceLine, LineKind } from "../../account/invoice.ts";
import { decimal, decimalOf, formatFixed, sum } from "../../money/decimal.ts";
import { civilFromDays, formatCivilDate } from "../../time/calendar.ts";
import { DAY_MS } from "../../time/instant.ts";
import { firstDayOfMonth, monthOfDay } from "../../time/month-table.ts";
import type { BookedChange } from "../booked.ts";
import type { CreditNote } from "../documents/credit-note.ts";
import { at } from "../ledger.fixture.ts";
import type { AllocationEarned } from "../recognition/allocation.ts";

/** The first day of all stories here, 2026-01-01, and how many months they last. */
export const firstDay = at("2026-01-01") / DAY_MS;
export const months = 9;

/** A line as a story tells it: cents and days. */
export interface ToldLine {
  readonly kind: LineKind;
  readonly stream: string;
  readonly cents: number;
  readonly from: number;
  readonly to: number;
  /** Of a milestone that was invoiced before it was delivered: the day of delivery, and the month in which the books know. */
  readonly delivery?: { readonly day: number; readonly known: number };
}

/** A part of a line that belongs to something else from a day on, and what was told of when it is earned. */
export interface ToldAllocation {
  readonly line: number;
  readonly cents: number;
  readonly day: number;
  readonly known: number;
  readonly to: "remaining" | "expected-refund";
  readonly earned: {
    readonly from: number;
    /** Absent for one day. */
    readonly to?: number;
    readonly known: number;
  };
}

/** An invoice, a credit for some of its lines later, and in which month each becomes known to the books. */
export interface ToldInvoice {
  readonly customer: number;
  readonly issued: number;
  readonly known: number;
  readonly lines: readonly ToldLine[];
  readonly credits: readonly {
    readonly line: number;
    readonly cents: number;
    readonly day: number;
    readonly known: number;
    readonly atOnce: boolean;
  }[];
  readonly allocations: readonly ToldAllocation[];
}

const kinds: readonly LineKind[] = [
  "recurring",
  "recurring",
  "usage",
  "capacity",
  "licence",
  "one-off",
  "unused-time",
  "late-usage",
  "milestone",
];

const line = fc
  .record({
    kind: fc.constantFrom(...kinds),
    stream: fc.constantFrom("subscriptions", "usage"),
    cents: fc.integer({ min: 1, max: 100_000 }),
    starts: fc.integer({ min: -70, max: 70 }),
    days: fc.integer({ min: 0, max: 120 }),
  })
  .map(({ kind, stream, cents, starts, days }) => ({ kind, stream, cents, starts, days }));

const invoice = fc
  .record({
    customer: fc.nat({ max: 2 }),
    day: fc.integer({ min: 0, max: 150 }),
    late: fc.constantFrom(0, 0, 0, 1, 3),
    lines: fc.array(line, { minLength: 1, maxLength: 3 }),
    credits: fc.array(
      fc.record({
        line: fc.nat({ max: 2 }),
        part: fc.integer({ min: 1, max: 100 }),
        after: fc.nat({ max: 70 }),
        late: fc.constantFrom(0, 0, 2),
        atOnce: fc.boolean(),
      }),
      { maxLength: 2 },
    ),
    allocations: fc.array(
      fc.record({
        line: fc.nat({ max: 2 }),
        part: fc.integer({ min: -60, max: 60 }),
        after: fc.integer({ min: -30, max: 60 }),
        late: fc.constantFrom(0, 0, 2),
        refund: fc.boolean(),
        earnedAfter: fc.nat({ max: 60 }),
        days: fc.constantFrom(0, 1, 45),
        earnedLate: fc.constantFrom(0, 0, 2),
      }),
      { maxLength: 2 },
    ),
  })
  .map(({ customer, day, late, lines, credits, allocations }): ToldInvoice => {
    const issued = firstDay + day;
    const known = monthOfDay(issued) + late;
    const told = lines.map(({ kind, stream, cents, starts, days }) => ({
      kind,
      stream,
      cents: kind === "unused-time" ? -cents : cents,
      from: issued + starts,
      to: issued + starts + days,
      ...(kind === "milestone" && starts > 0 ? deliveredAfter(issued + starts, known, days) : {}),
    }));
    const left = told.map(({ cents }) => cents);
    return {
      customer,
      issued,
      known,
      lines: told,
      credits: credits.flatMap(({ line: index, part, after, late: wait, atOnce }) => {
        const most = left[index] ?? 0;
        const cents = Math.floor((most * part) / 100);
        if (cents <= 0) return [];
        left[index] = most - cents;
        const credited = issued + after;
        const known_ = Math.max(known, monthOfDay(credited) + wait);
        return [{ line: index, cents, day: credited, known: known_, atOnce }];
      }),
      allocations: allocations.flatMap((one): readonly ToldAllocation[] => {
        const cents = Math.trunc(((told[one.line]?.cents ?? 0) * one.part) / 100);
        if (cents === 0) return [];
        const day_ = issued + one.after;
        const from = day_ + one.earnedAfter;
        const firstKnown = Math.max(known, monthOfDay(day_) + one.late);
        const refund = one.refund && cents > 0;
        const span = one.days > 0 && !refund ? { to: from + one.days } : {};
        const earnedKnown = Math.max(firstKnown, monthOfDay(from) + one.earnedLate);
        return [
          {
            line: one.line,
            cents,
            day: day_,
            known: firstKnown,
            to: refund ? "expected-refund" : "remaining",
            earned: { from, known: earnedKnown, ...span },
          },
        ];
      }),
    };
  });

/** Delivered on a day, and known in time or, of every third, two months later; never before its invoice is. */
const deliveredAfter = (day: number, known: number, days: number): Pick<ToldLine, "delivery"> => ({
  delivery: { day, known: Math.max(known, monthOfDay(day)) + (days % 3 === 0 ? 2 : 0) },
});

/** Any invoices and credits of a few customers, known in time or months later. */
export const anyBusiness = fc.array(invoice, { minLength: 1, maxLength: 6 });

const text = (cents: number): string => formatFixed(decimal(cents, 2), 2);
const dayText = (day: number): string => `${formatCivilDate(civilFromDays(day))}T00:00:00Z`;

/** The told invoice as billing issues it. */
export function issuedOf(told: ToldInvoice, index: number): Invoice {
  const lines = told.lines.map((one, place): InvoiceLine => {
    const amount = text(one.cents);
    return {
      id: `line-${place}`,
      kind: one.kind,
      description: one.kind,
      stream: one.stream,
      period: one.delivery === undefined ? { from: dayText(one.from), to: dayText(one.to) } : null,
      quantity: "1",
      gross: amount,
      discounts: [],
      amount,
      explanation: {
        price: "",
        priceVersion: "",
        quantity: "1",
        steps: [],
        rounding: { from: amount, to: amount },
      },
    };
  });
  const total = formatFixed(sum(lines.map(({ amount }) => decimalOf(amount))), 2);
  return {
    kind: total.startsWith("-") ? "credit-note" : "invoice",
    number: `INV-${index}`,
    id: `c-${told.customer}:${index}`,
    customer: `c-${told.customer}`,
    customerName: `Customer ${told.customer}`,
    currency: "USD",
    status: "final",
    issuedAt: dayText(told.issued),
    dueAt: dayText(told.issued + 30),
    model: "acme@1",
    lines,
    subtotal: total,
    discount: "0.00",
    tax: "0.00",
    total,
  };
}

/** What of a told invoice's revenue becomes known in a month: deliveries, and what belongs to something else. */
export const changesOf = (told: ToldInvoice, index: number, month: number): BookedChange[] => {
  const invoice = `INV-${index}`;
  const deliveries = told.lines.flatMap(({ delivery }, place): BookedChange[] => {
    if (delivery?.known !== month) return [];
    return [{ invoice, change: { kind: "delivery", line: `line-${place}`, day: delivery.day } }];
  });
  const allocations = told.allocations.flatMap((one, place): BookedChange[] => {
    const { line, cents, day, known, to, earned } = one;
    if (known !== month && earned.known !== month) return [];
    const stream = told.lines[line]?.stream ?? "";
    const allocation = {
      stream,
      ...{ id: `apart-${place}`, line: `line-${line}`, day, amount: text(cents), to },
      ...(earned.known <= month ? { earned: earnedAs(earned) } : {}),
    };
    return [{ invoice, change: { kind: "allocation", allocation } }];
  });
  return [...deliveries, ...allocations];
};

const earnedAs = ({ from, to }: ToldAllocation["earned"]): AllocationEarned =>
  to === undefined ? { kind: "given", day: from } : { kind: "ratable", from, to };

/** The credit notes of a told invoice that become known in a month. */
export const creditsOf = (told: ToldInvoice, index: number, month: number): CreditNote[] =>
  told.credits.flatMap((credit, place) => {
    const line = told.lines[credit.line];
    if (credit.known !== month || line === undefined) return [];
    const amount = text(credit.cents);
    return [
      {
        kind: "credit-note",
        number: `CN-${index}-${place}`,
        invoice: `INV-${index}`,
        customer: `c-${told.customer}`,
        date: credit.day * DAY_MS,
        currency: "USD",
        lines: [
          {
            id: `line-${credit.line}`,
            stream: line.stream,
            amount,
            treatment: credit.atOnce ? "at-once" : "deferred",
          },
        ],
        total: amount,
        appliedTo: [],
      },
    ];
  });

/** What a line stands at, in cents, counted day by day without a ledger. */
export interface SlowBalance {
  readonly deferred: number;
  readonly unbilled: number;
  readonly refund: number;
  readonly revenue: number;
}

/** Where each stream stands at the end of a month, of all that was known when the month was closed. */
export function slowBalances(
  business: readonly ToldInvoice[],
  month: number,
): ReadonlyMap<string, SlowBalance> {
  const end = firstDayOfMonth(month + 1);
  const streams = new Map<string, SlowBalance>();
  for (const told of business) {
    if (told.known > month) continue;
    for (const [place, one] of told.lines.entries()) {
      const credited = told.credits
        .filter(({ line: of, day, known }) => of === place && day < end && known <= month)
        .reduce((all, { cents }) => all + cents, 0);
      const apart = told.allocations
        .filter(({ line: of, day, known }) => of === place && day < end && known <= month)
        .reduce((all, { cents }) => all + cents, 0);
      const billed = (told.issued < end ? one.cents : 0) - credited - apart;
      const isKnown = one.delivery === undefined || one.delivery.known <= month;
      const price = one.cents - credited - apart;
      const earned = isKnown ? slowEarned(one, told.issued, price, end, credited + apart) : 0;
      const excess = one.cents < 0 ? earned - billed : billed - earned;
      const sign = one.cents < 0 ? -1 : 1;
      addTo(streams, one.stream, {
        deferred: sign * Math.max(0, excess),
        unbilled: sign * Math.max(0, -excess),
        refund: 0,
        revenue: earned,
      });
    }
    for (const one of told.allocations) {
      const stream = told.lines[one.line]?.stream;
      if (stream === undefined || one.known > month || one.day >= end) continue;
      const earned = one.earned.known <= month ? slowAllocation(one, end) : 0;
      const open = one.cents - earned;
      const refund = one.to === "expected-refund" ? open : 0;
      addTo(streams, stream, {
        deferred: Math.max(0, open) - refund,
        unbilled: Math.max(0, -open),
        refund,
        revenue: earned,
      });
    }
  }
  return streams;
}

function addTo(streams: Map<string, SlowBalance>, stream: string, more: SlowBalance): void {
  const known = streams.get(stream) ?? { deferred: 0, unbilled: 0, refund: 0, revenue: 0 };
  streams.set(stream, {
    deferred: known.deferred + more.deferred,
    unbilled: known.unbilled + more.unbilled,
    refund: known.refund + more.refund,
    revenue: known.revenue + more.revenue,
  });
}

function slowAllocation({ cents, earned: { from, to } }: ToldAllocation, end: number): number {
  if (to === undefined) return from < end ? cents : 0;
  return slowRatable(cents, from, to, end);
}

function slowEarned(
  { kind, cents, from, to, delivery }: ToldLine,
  issued: number,
  price: number,
  end: number,
  credited: number,
): number {
  switch (kind) {
    case "usage":
    case "late-usage":
      return (Math.max(from, to - 1) < end ? cents : 0) - credited;
    case "licence":
      return Math.max(issued, from) < end ? price : 0;
    case "milestone":
      return (delivery?.day ?? from) < end ? price : 0;
    case "one-off":
    case "termination-fee":
      return issued < end ? price : 0;
    default:
      return slowRatable(price, from, to, end);
  }
}

/** Each month by itself, half a cent up (away from zero), and the last day takes the rest. */
function slowRatable(price: number, from: number, to: number, end: number): number {
  if (price < 0) return -slowRatable(-price, from, to, end);
  if (to <= from) return end > from ? price : 0;
  if (end >= to) return price;
  const days = new Map<number, number>();
  for (let day = from; day < end; day += 1)
    days.set(monthOfDay(day), (days.get(monthOfDay(day)) ?? 0) + 1);
  let earned = 0;
  for (const count of days.values())
    earned = Math.min(
      price,
      earned + Math.floor((2 * price * count + (to - from)) / (2 * (to - from))),
    );
  return earned;
}
