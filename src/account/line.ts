import { type Decimal, format, formatFixed, subtract, sum } from "../money/decimal.ts";
import { round, timesFraction } from "../money/rounding.ts";
import { type AppliedDiscount, applyDiscounts, type OrderedDiscount } from "../pricing/discount.ts";
import type { Rated } from "../pricing/price-kind.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import type { Fraction } from "../time/proration.ts";
import type { PurchaseDiscounts } from "./applicable-discounts.ts";
import type { InvoiceLine, LineKind } from "./invoice.ts";
import type { PriceBook } from "./price-book.ts";

/** Everything a line says before its amount is rounded and discounted. */
export interface LineDraft {
  readonly id: string;
  readonly kind: LineKind;
  readonly description: string;
  readonly stream: string;
  readonly subscription?: string;
  readonly plan?: string;
  readonly charge?: string;
  readonly meter?: string;
  readonly period: { readonly from: Instant; readonly to: Instant } | null;
  readonly quantity: Decimal;
  readonly unit?: string;
  readonly rated: Pick<Rated, "amount" | "steps" | "notes">;
  readonly pointer: string;
  readonly events?: number;
  readonly included?: Decimal;
  readonly fraction?: Fraction;
  /** In the model's stacking order. */
  readonly discounts: readonly OrderedDiscount[];
  readonly discountFacts: PurchaseDiscounts["facts"];
}

/** A line and its amounts as numbers, for the totals. */
export interface PricedLine {
  readonly line: InvoiceLine;
  readonly gross: Decimal;
  readonly net: Decimal;
}

/** Amounts after rounding and discounts; the one place where a line's exact amount meets the minor unit. */
export interface LineAmounts {
  readonly exact: Decimal;
  readonly gross: Decimal;
  readonly net: Decimal;
  readonly applied: readonly AppliedDiscount[];
}

/** Prorates, rounds once to the minor unit, then takes the discounts off in the model's order, never below zero. */
export function lineAmounts(
  draft: Pick<LineDraft, "rated" | "fraction" | "discounts" | "discountFacts" | "quantity">,
  book: PriceBook,
): LineAmounts {
  const { minorUnits, rounding } = book;
  const exact = draft.rated.amount;
  const gross =
    draft.fraction === undefined
      ? round(exact, minorUnits, rounding)
      : timesFraction(exact, draft.fraction, minorUnits, rounding);
  if (draft.discounts.length === 0) return { exact, gross, net: gross, applied: [] };
  const facts = { ...draft.discountFacts, quantity: draft.quantity };
  const { net, applied } = applyDiscounts(gross, draft.discounts, facts, minorUnits, rounding);
  return { exact, gross, net, applied };
}

/** Writes the line down. */
export function priceLine(draft: LineDraft, book: PriceBook): PricedLine {
  return writeLine(draft, lineAmounts(draft, book), book);
}

/** The line of a draft whose amounts are already known (a late line is the difference of two). */
export function writeLine(draft: LineDraft, amounts: LineAmounts, book: PriceBook): PricedLine {
  const fixed = (amount: Decimal): string => formatFixed(amount, book.minorUnits);
  const { gross, net, exact, applied } = amounts;
  const { period, rated } = draft;
  const quantity = format(draft.quantity);
  const line: InvoiceLine = {
    id: draft.id,
    kind: draft.kind,
    description: draft.description,
    stream: draft.stream,
    ...(draft.subscription === undefined ? {} : { subscription: draft.subscription }),
    ...(draft.plan === undefined ? {} : { plan: draft.plan }),
    ...(draft.charge === undefined ? {} : { charge: draft.charge }),
    ...(draft.meter === undefined ? {} : { meter: draft.meter }),
    period:
      period === null ? null : { from: formatInstant(period.from), to: formatInstant(period.to) },
    quantity,
    ...(draft.unit === undefined ? {} : { unit: draft.unit }),
    gross: fixed(gross),
    discounts: applied.map(({ id, label, amount }) => ({ id, label, amount: fixed(amount) })),
    amount: fixed(net),
    explanation: {
      price: draft.pointer,
      priceVersion: book.id,
      ...(draft.events === undefined ? {} : { events: draft.events }),
      quantity,
      ...(draft.included === undefined ? {} : { included: format(draft.included) }),
      ...(draft.fraction === undefined ? {} : { proration: draft.fraction }),
      steps: rated.steps,
      rounding: { from: format(exact), to: fixed(gross) },
      ...(rated.notes === undefined || rated.notes.length === 0 ? {} : { notes: rated.notes }),
    },
  };
  return { line, gross, net };
}

/** Subtotal, discount and total of an invoice: sums of minor-unit amounts, so nothing is rounded again. */
export function totals(lines: readonly PricedLine[]): {
  readonly subtotal: Decimal;
  readonly discount: Decimal;
  readonly total: Decimal;
} {
  const subtotal = sum(lines.map((line) => line.gross));
  const total = sum(lines.map((line) => line.net));
  return { subtotal, discount: subtract(subtotal, total), total };
}
