import type { Invoice, InvoiceLine, LineKind } from "../../account/invoice.ts";
import { expectOk } from "../../fault/fault.ts";
import type { CurrencyCode } from "../../money/currency.ts";
import { decimalOf, isZero } from "../../money/decimal.ts";
import { type Instant, parseInstant } from "../../time/instant.ts";
import { serviceDayAt, type Zone } from "../../time/zone.ts";
import type { Day } from "./accounting-month.ts";
import type { Allocation } from "./allocation.ts";
import type { Pattern } from "./contract.ts";
import { type HowEarned, howEarned } from "./how-earned.ts";

/** When what a line charges for is earned. Days are of the zone of service; plain JSON. */
export type Earned =
  /** Evenly by day of `[from, to)`. */
  | { readonly kind: "ratable"; readonly from: Day; readonly to: Day }
  /** On one day: that of its delivery, or the last of the period in which it was used. */
  | { readonly kind: "given" | "used"; readonly day: Day }
  /** On the day of its delivery, which is not known before; absent while it is still to be delivered. */
  | { readonly kind: "delivered"; readonly day?: Day }
  /** When it is invoiced: the right to invoice (ASC 606-10-55-18, IFRS 15.B16). */
  | { readonly kind: "invoiced" };

/** A line of an invoice as revenue is recognised from it. */
export interface SoldLine {
  readonly id: string;
  readonly stream: string;
  /** Net of discounts and without tax, as the line says it. */
  readonly amount: string;
  readonly earned: Earned;
}

/** What was sold with one invoice. Plain JSON, small, and all that recognition asks of it. */
export interface SoldInvoice {
  /** The invoice's number. */
  readonly id: string;
  readonly currency: CurrencyCode;
  /** The day of issue in the zone of the books. */
  readonly issued: Day;
  /** Those of an amount. Credits that are sold are none of them: they are revenue of the lines that they pay. */
  readonly lines: readonly SoldLine[];
  /** What of the lines belongs to something else; absent for nothing. */
  readonly allocations?: readonly Allocation[];
}

/** The first day of which an invoice may earn something. */
export const earnedFrom = ({ issued, lines, allocations = [] }: SoldInvoice): Day =>
  lines.reduce(
    (first, { earned }) => {
      if (earned.kind === "invoiced") return first;
      const day = earned.kind === "ratable" ? earned.from : earned.day;
      return day === undefined ? first : Math.min(first, day);
    },
    Math.min(issued, ...allocations.map(({ day }) => day)),
  );

/** What an invoice sold, once a line of it that was to be delivered has been. */
export const withDelivery = (sold: SoldInvoice, line: string, day: Day): SoldInvoice => ({
  ...sold,
  lines: sold.lines.map((one) =>
    one.id === line && one.earned.kind === "delivered"
      ? { ...one, earned: { kind: "delivered", day } }
      : one,
  ),
});

/** Whose calendars count: a customer's for days of service, the books' for months that are closed. */
export interface BookZones {
  readonly service: Zone;
  readonly books: Zone;
}

/** What a final invoice sold, use being earned when it is used. */
export function soldInvoice(invoice: Invoice, { service, books }: BookZones): SoldInvoice {
  const { number, currency, issuedAt, lines } = invoice;
  const issued = serviceDayAt(books, instantOf(issuedAt));
  return {
    id: number ?? invoice.id,
    currency,
    issued,
    lines: lines
      .filter(({ kind, amount }) => kind !== "credits" && !isZero(decimalOf(amount)))
      .map((line) => soldLine(line, issued, service, "when-used")),
  };
}

/**
 * A line as it is earned: as the model says of what is sold once, else recurring and capacity charges and maintenance by local
 * day of their period; use when invoiced
 * or, by the other policy, on its period's last day; licences (a right to use) from their period's first day, milestones on
 * the day on which they were reached, and one-off sales on the day of the invoice.
 */
export function soldLine(
  { id, kind, stream, amount, period, earned }: InvoiceLine,
  issued: Day,
  service: Zone,
  usage: "when-invoiced" | "when-used",
): SoldLine {
  const dayOf = (text: string): Day => serviceDayAt(service, instantOf(text));
  const span = period === null ? undefined : { from: dayOf(period.from), to: dayOf(period.to) };
  const how = earned ?? howEarned[kind];
  return { id, stream, amount, earned: earnedAs(kind, how, span, issued, usage) };
}

function earnedAs(
  kind: LineKind,
  how: HowEarned,
  span: { readonly from: Day; readonly to: Day } | undefined,
  issued: Day,
  usage: "when-invoiced" | "when-used",
): Earned {
  switch (how) {
    case "by-day":
      return span === undefined ? { kind: "given", day: issued } : { kind: "ratable", ...span };
    case "as-used":
      if (usage === "when-invoiced") return { kind: "invoiced" };
      return { kind: "used", day: span === undefined ? issued : Math.max(span.from, span.to - 1) };
    case "when-delivered":
      return span === undefined ? { kind: "delivered" } : { kind: "delivered", day: span.from };
    case "at-once": {
      // The right to use a licence begins with its period.
      const from = kind === "licence" ? span?.from : undefined;
      return { kind: "given", day: Math.max(issued, from ?? issued) };
    }
  }
}

/** The pattern of an obligation that is earned so. */
export function patternOf(earned: Earned): Pattern {
  switch (earned.kind) {
    case "ratable":
      return earned;
    case "used":
      return { kind: "usage" };
    case "given":
      return { kind: "point-in-time", notBefore: earned.day };
    case "delivered":
      return { kind: "point-in-time" };
    case "invoiced":
      return { kind: "as-invoiced" };
  }
}

const instantOf = (text: string): Instant => expectOk(parseInstant(text));
