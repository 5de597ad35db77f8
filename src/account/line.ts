import { add, type Decimal, format, formatFixed, subtract, zero } from "../money/decimal.ts";
import { round, timesFraction } from "../money/rounding.ts";
import { type AppliedDiscount, applyDiscounts, type OrderedDiscount } from "../pricing/discount.ts";
import type { Rated } from "../pricing/price-kind.ts";
import type { LineTax } from "../tax/tax-category.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import type { Fraction } from "../time/proration.ts";
import type { PurchaseDiscounts } from "./applicable-discounts.ts";
import type { InvoiceLine, LineBundle, LineDiscount, LineKind } from "./invoice.ts";
import type { PriceBook } from "./price-book.ts";

/** Everything a line says before its amount is rounded and discounted. */
export interface LineDraft {
  readonly id: string;
  readonly kind: LineKind;
  readonly description: string;
  readonly stream: string;
  readonly subscription?: string | undefined;
  readonly plan?: string | undefined;
  readonly addon?: string | undefined;
  readonly charge?: string | undefined;
  readonly meter?: string | undefined;
  readonly period: { readonly from: Instant; readonly to: Instant } | null;
  readonly quantity: Decimal;
  readonly unit?: string | undefined;
  readonly rated: Pick<Rated, "amount" | "steps" | "notes">;
  readonly pointer: string;
  readonly events?: number | undefined;
  readonly included?: Decimal | undefined;
  readonly fraction?: Fraction | undefined;
  /** In the model's stacking order. */
  readonly discounts: readonly OrderedDiscount[];
  readonly discountFacts: PurchaseDiscounts["facts"];
  readonly supply?: Supply | undefined;
  /** The contract whose commitment it counts for; absent for none. */
  readonly contract?: string | undefined;
  readonly bundle?: LineBundle | undefined;
  /** Of what is sold once and earned by day of its period. */
  readonly earned?: "by-day" | undefined;
}

/** How something was taxed when it was billed. */
export interface BilledTax {
  readonly tax: LineTax;
  /** Why no tax was charged. */
  readonly reason?: string;
}

/** What tax law asks of a line beside what the line says. */
export interface Supply {
  /** The local day of what is delivered at once. */
  readonly day?: string;
  /** The invoices some of which is taken back, and how that was taxed; undefined where no tax rule held. */
  readonly takesBack?: {
    readonly invoices: readonly string[];
    readonly tax: BilledTax | undefined;
  };
}

/** A line and its amounts as numbers, for the totals. */
export interface PricedLine {
  readonly line: InvoiceLine;
  readonly gross: Decimal;
  readonly net: Decimal;
  readonly supply: Supply | undefined;
  readonly joint: JointLine | undefined;
  /** Whether it is what is left of another, so that its parts may have either sign. */
  readonly isDifference?: true;
  /** The contract whose commitment it counts for. */
  readonly contract: string | undefined;
}

/** What a line was made of, kept where the other lines of its document have a say in its discounts. */
export interface JointLine {
  readonly draft: LineDraft;
  readonly book: PriceBook;
}

/** Whether a discount comes off a document once, and not off each line. */
export const isShared = ({ discount }: OrderedDiscount): boolean => discount.kind === "amount";

/** Whether the account has to know what a discount took off: it is shared, or a coupon's. */
export const isJoint = (ordered: OrderedDiscount): boolean =>
  isShared(ordered) || ordered.code !== undefined;

/** Amounts after rounding and discounts; the one place where a line's exact amount meets the minor unit. */
export interface LineAmounts {
  readonly exact: Decimal;
  readonly gross: Decimal;
  readonly net: Decimal;
  /** With all digits of the minor unit. */
  readonly grossText: string;
  readonly netText: string;
  readonly applied: readonly AppliedDiscount[];
}

const noneApplied: readonly AppliedDiscount[] = [];
const noDiscounts: readonly LineDiscount[] = [];

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
  const grossText = formatFixed(gross, minorUnits);
  if (draft.discounts.length === 0)
    return { exact, gross, net: gross, grossText, netText: grossText, applied: noneApplied };
  const facts = { ...draft.discountFacts, quantity: draft.quantity };
  const { net, applied } = applyDiscounts(gross, draft.discounts, facts, minorUnits, rounding);
  return { exact, gross, net, grossText, netText: formatFixed(net, minorUnits), applied };
}

/** Writes the line down. */
export function priceLine(draft: LineDraft, book: PriceBook): PricedLine {
  return writeLine(draft, lineAmounts(draft, book), book);
}

/** The line of a draft whose amounts are already known (a late line is the difference of two, and has no discounts of its own). */
export function writeLine(draft: LineDraft, amounts: LineAmounts, book: PriceBook): PricedLine {
  const { gross, net, grossText, netText, exact, applied } = amounts;
  const { period, rated } = draft;
  const quantity = format(draft.quantity);
  const line: InvoiceLine = {
    id: draft.id,
    kind: draft.kind,
    description: draft.description,
    stream: draft.stream,
    customer: undefined,
    bundle: draft.bundle,
    subscription: draft.subscription,
    plan: draft.plan,
    addon: draft.addon,
    charge: draft.charge,
    meter: draft.meter,
    earned: draft.earned,
    period:
      period === null ? null : { from: formatInstant(period.from), to: formatInstant(period.to) },
    quantity,
    unit: draft.unit,
    gross: grossText,
    discounts:
      applied.length === 0 ? noDiscounts : applied.map((one) => writtenDiscount(one, book)),
    amount: netText,
    withTax: undefined,
    tax: undefined,
    explanation: {
      price: draft.pointer,
      priceVersion: book.id,
      events: draft.events,
      quantity,
      included: draft.included === undefined ? undefined : format(draft.included),
      proration: draft.fraction,
      steps: rated.steps,
      rounding: { from: format(exact), to: grossText },
      notes: rated.notes === undefined || rated.notes.length === 0 ? undefined : rated.notes,
    },
  };
  const joint =
    draft.discounts.length > 0 && draft.discounts.some(isJoint) ? { draft, book } : undefined;
  return { line, gross, net, supply: draft.supply, joint, contract: draft.contract };
}

function writtenDiscount(
  { id, label, amount, code }: AppliedDiscount,
  { minorUnits }: PriceBook,
): LineDiscount {
  const written = { id, label, amount: formatFixed(amount, minorUnits) };
  return code === undefined ? written : { ...written, code };
}

/** Subtotal, discount and total of an invoice: sums of minor-unit amounts, so nothing is rounded again. */
export function totals(lines: readonly PricedLine[]): {
  readonly subtotal: Decimal;
  readonly discount: Decimal;
  readonly total: Decimal;
} {
  let subtotal = zero;
  let discount = zero;
  for (const { gross, net } of lines) {
    subtotal = add(subtotal, gross);
    if (net !== gross) discount = add(discount, subtract(gross, net));
  }
  const total = discount === zero ? subtotal : subtract(subtotal, discount);
  return { subtotal, discount, total };
}
