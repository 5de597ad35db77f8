import { assert } from "../fault/fault.ts";
import {
  add,
  type Decimal,
  decimalOf,
  format,
  formatFixed,
  isZero,
  multiply,
  subtract,
  sum,
  trim,
  zero,
} from "../money/decimal.ts";
import { divide, type Rounding, round } from "../money/rounding.ts";
import { allocateNets } from "./net-shares.ts";
import type { LineTax, TaxCategory, TaxSubtotal } from "./tax-category.ts";

/** A line to be taxed; on a credit note its amount is below zero. */
export interface TaxableLine {
  readonly id: string;
  /** After discounts, a whole number of minor units: without tax, or with it where prices include tax. */
  readonly amount: Decimal;
  readonly tax: LineTax;
  /** Why no tax is charged on it. */
  readonly reason?: string;
}

/** What the invoice rounds to, and what its prices say. */
export interface TaxInvoiceTerms {
  /** Digits of the currency's minor unit: `minorUnits(currency)`. */
  readonly minorUnits: number;
  /** Ties away from zero by default. */
  readonly rounding?: Extract<Rounding, "half-up" | "half-even">;
  readonly pricesInclude?: "tax" | undefined;
}

/** A line without its tax. */
export interface NetLine {
  readonly id: string;
  readonly net: Decimal;
}

/** The tax of an invoice. `gross` = `net` + `tax`, and each is the sum of its parts to the minor unit. */
export interface TaxedInvoice {
  /** In the order of the lines given. */
  readonly lines: readonly NetLine[];
  /** By jurisdiction, category, and rate from the highest. */
  readonly subtotals: readonly TaxSubtotal[];
  readonly net: Decimal;
  readonly tax: Decimal;
  readonly gross: Decimal;
}

interface Group {
  readonly tax: LineTax;
  readonly lines: TaxableLine[];
}

const hundred: Decimal = { coefficient: 100, scale: 0 };

/** Lines that bear the same tax, however their rate is written. */
function groupsOf(lines: readonly TaxableLine[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const line of lines) {
    const rate = format(decimalOf(line.tax.rate));
    const { category, jurisdiction, name } = line.tax;
    const key = JSON.stringify([jurisdiction, category, rate, name]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { tax: { ...line.tax, rate }, lines: [line] });
    else group.lines.push(line);
  }
  return [...groups.values()].sort(inOrder);
}

const categories: readonly TaxCategory[] = ["S", "Z", "E", "AE", "K", "G", "O"];

function inOrder({ tax: left }: Group, { tax: right }: Group): number {
  if (left.jurisdiction !== right.jurisdiction)
    return left.jurisdiction < right.jurisdiction ? -1 : 1;
  if (left.category !== right.category)
    return categories.indexOf(left.category) - categories.indexOf(right.category);
  const rates = subtract(decimalOf(right.rate), decimalOf(left.rate));
  if (!isZero(rates)) return rates.coefficient < 0 ? -1 : 1;
  return left.name < right.name ? -1 : left.name > right.name ? 1 : 0;
}

interface TaxedGroup {
  readonly base: Decimal;
  readonly amount: Decimal;
  /** Nets of the group's lines, in their order. */
  readonly nets: readonly Decimal[];
}

/** Tax on top: base × rate, rounded once (EN 16931 BR-CO-17). */
function taxOnTop({ tax, lines }: Group, terms: TaxInvoiceTerms): TaxedGroup {
  const base = sum(lines.map(({ amount }) => amount));
  const exact = multiply(base, percentOf(tax));
  const amount = round(exact, terms.minorUnits, terms.rounding);
  return { base, amount, nets: lines.map(({ amount }) => amount) };
}

/**
 * Tax inside: gross × rate / (100 + rate), rounded once; what is left is the base, shared among the lines by largest
 * remainder. Where any base and its tax on top add up to the gross, these are they; some gross amounts have none (0.03 at
 * 19%), and there the two miss BR-CO-17 by less than one minor unit.
 */
function taxInside({ tax, lines }: Group, terms: TaxInvoiceTerms): TaxedGroup {
  const { minorUnits, rounding } = terms;
  const gross = sum(lines.map(({ amount }) => amount));
  const rate = decimalOf(tax.rate);
  const whole = add(hundred, rate);
  const amount = divide(multiply(gross, rate), whole, minorUnits, rounding);
  const base = subtract(gross, amount);
  const grosses = lines.map((line) => line.amount);
  return { base, amount, nets: allocateNets(base, grosses, { part: hundred, whole, minorUnits }) };
}

const percentOf = ({ rate }: LineTax): Decimal => {
  const { coefficient, scale } = decimalOf(rate);
  return { coefficient, scale: scale + 2 };
};

function reasonOf(lines: readonly TaxableLine[]): { readonly reason?: string } {
  const reasons = [...new Set(lines.flatMap(({ reason }) => (reason === undefined ? [] : reason)))];
  return reasons.length === 0 ? {} : { reason: reasons.join("; ") };
}

/**
 * The tax of an invoice, per jurisdiction, category and rate over all its lines (EN 16931 BG-23), so that how amounts are
 * split into lines does not change it. A credit note with the amounts negated gives the same with every sign turned.
 *
 * Amounts that are no whole number of minor units, and a rate on a line that bears no tax, are bugs and throw.
 */
export function taxInvoice(lines: readonly TaxableLine[], terms: TaxInvoiceTerms): TaxedInvoice {
  const { minorUnits, pricesInclude } = terms;
  for (const { amount, tax, id } of lines) {
    assert(trim(amount).scale <= minorUnits, `line ${id} is rounded before it is taxed`);
    assert(
      tax.category === "S" || isZero(decimalOf(tax.rate)),
      `line ${id} of category ${tax.category} bears no tax`,
    );
  }
  const nets = new Map<TaxableLine, Decimal>();
  const groups = groupsOf(lines).map((group) => {
    const taxed = pricesInclude === "tax" ? taxInside(group, terms) : taxOnTop(group, terms);
    for (const [index, line] of group.lines.entries()) nets.set(line, taxed.nets[index] ?? zero);
    return { group, ...taxed };
  });
  const net = sum(groups.map(({ base }) => base));
  const tax = sum(groups.map(({ amount }) => amount));
  return {
    lines: lines.map((line) => ({ id: line.id, net: nets.get(line) ?? zero })),
    subtotals: groups.map(({ group, base, amount }) => ({
      ...group.tax,
      base: formatFixed(base, minorUnits),
      amount: formatFixed(amount, minorUnits),
      ...reasonOf(group.lines),
    })),
    net,
    tax,
    gross: add(net, tax),
  };
}
