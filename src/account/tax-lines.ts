import { assert, type Fault, ok, type Result } from "../fault/fault.ts";
import { add, type Decimal, decimalOf, formatFixed, multiply, sum } from "../money/decimal.ts";
import { divide } from "../money/rounding.ts";
import type { TaxSubtotal } from "../tax/tax-category.ts";
import { quoteByDecisions } from "../tax/tax-decision.ts";
import { type TaxableLine, type TaxInvoiceTerms, taxInvoice } from "../tax/tax-invoice.ts";
import { quoteByRules } from "../tax/tax-provider.ts";
import type { TaxTable } from "../tax/tax-table.ts";
import { formatCivilDate } from "../time/calendar.ts";
import { type Instant, parseInstant } from "../time/instant.ts";
import { civilDateAt, type Zone } from "../time/zone.ts";
import type { Account } from "./account.ts";
import type { InvoiceLine, LineDiscount } from "./invoice.ts";
import type { BilledTax, PricedLine } from "./line.ts";
import type { PriceBook, PriceBooks } from "./price-book.ts";
import { taxBuyerOf } from "./tax-buyer-of.ts";
import { taxCategoryOfLine } from "./tax-category-of-line.ts";
import { zoneOf } from "./terms.ts";

/** Lines that share a document. */
export interface TaxedTogether {
  readonly lines: readonly PricedLine[];
  /** How each is taxed; undefined where no tax rule held. */
  readonly taxes: readonly BilledTax[] | undefined;
}

/** The tax of a document. */
export interface TaxSums {
  readonly subtotals: readonly TaxSubtotal[];
  readonly tax: Decimal;
  readonly pricesInclude: "tax" | undefined;
}

/**
 * Says how priced lines are taxed, by the rules of the current model version, whatever version was bought: rates are law and
 * not terms. Whether a price includes tax is said by the version that it is of.
 *
 * The tax point is the last day served, for what is billed before that the day of the invoice; what is delivered at once
 * has its own day. What takes something back bears the tax that was charged on it. Credits that are sold may buy what is
 * taxed in several ways, so they are taxed when they are used (Directive 2006/112/EC art. 30b).
 *
 * One document, or several where lines may not share one: beside lines outside the scope of tax there are no others
 * (EN 16931 BR-O-11), and prices either include tax or do not. Refuses what `taxTreatment` refuses.
 */
export function taxedTogether(
  lines: readonly PricedLine[],
  account: Account,
  issuedAt: Instant,
  books: PriceBooks,
): Result<readonly TaxedTogether[]> {
  if (books.current.taxTable === undefined && lines.every(isFreeOfOlderTax))
    return ok([{ lines, taxes: undefined }]);
  const treated = treatments(lines, account, issuedAt, books);
  if (!treated.ok) return treated;
  const documents = new Map<string, { lines: PricedLine[]; taxes: BilledTax[] }>();
  for (const [place, line] of lines.entries()) {
    const tax = treated.value[place];
    const key = documentKey(tax, bookOfLine(line, books));
    const document = documents.get(key) ?? { lines: [], taxes: [] };
    documents.set(key, document);
    document.lines.push(line);
    if (tax !== undefined) document.taxes.push(tax);
  }
  return ok(
    [...documents.values()].map((one) =>
      one.taxes.length === 0 ? { lines: one.lines, taxes: undefined } : one,
    ),
  );
}

const isFreeOfOlderTax = ({ supply }: PricedLine): boolean => supply?.takesBack?.tax === undefined;

const bookOfLine = ({ line }: PricedLine, books: PriceBooks): PriceBook =>
  books.find(line.explanation.priceVersion);

/** Lines of one key may share a document. */
function documentKey(tax: BilledTax | undefined, { model }: PriceBook): string {
  if (tax === undefined) return "untaxed";
  return `${tax.tax.category === "O" ? "outside" : "inside"} ${model.taxes?.pricesInclude ?? ""}`;
}

function treatments(
  lines: readonly PricedLine[],
  account: Account,
  issuedAt: Instant,
  books: PriceBooks,
): Result<readonly (BilledTax | undefined)[]> {
  const known = new Map<string, BilledTax>();
  const faults = new Map<string, Fault>();
  const table = books.current.taxTable;
  const zoneFound = zoneOf(account.customer, books.current);
  if (!zoneFound.ok) return zoneFound;
  const treated = lines.map((line) => {
    if (line.supply?.takesBack !== undefined) return line.supply.takesBack.tax;
    if (table === undefined) return undefined;
    if (line.line.kind === "credits") return untilUsed(table);
    const category = taxCategoryOfLine(line.line, table, books);
    const day = taxPoint(line, issuedAt, zoneFound.value);
    const key = `${day} ${category}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const asked = treatmentOf(table, account, category, day);
    if (!asked.ok) {
      for (const fault of asked.faults) faults.set(`${fault.code} ${fault.message}`, fault);
      return undefined;
    }
    known.set(key, asked.value);
    return asked.value;
  });
  return faults.size > 0 ? { ok: false, faults: [...faults.values()] } : ok(treated);
}

const untilUsed = ({ taxes, homeTaxName: name }: TaxTable): BilledTax => ({
  tax: { category: "O", rate: "0", jurisdiction: taxes.home, name },
  reason: "Taxed when it is used",
});

/**
 * How a sale of this category to the customer is taxed on a day: by the model's rules, or as a tax engine decided. Refuses what
 * `taxTreatment` refuses, or `tax-undecided`.
 */
export function treatmentOf(
  table: TaxTable,
  account: Account,
  category: string,
  day: string,
): Result<BilledTax> {
  const line = { id: category, amount: "0", category, description: "" };
  const quoted =
    table.taxes.provider === "external"
      ? quoteByDecisions(account.taxDecisions ?? [], { day, lines: [line] })
      : quoteByRules(table, { buyer: taxBuyerOf(account), day, lines: [line] });
  if (!quoted.ok) return quoted;
  const [treatment] = quoted.value;
  assert(treatment !== undefined, "a line that is asked about is answered");
  const { tax, reason } = treatment;
  return ok(reason === undefined ? { tax } : { tax, reason });
}

/** The local day on which tax is due. */
function taxPoint({ line, supply }: PricedLine, issuedAt: Instant, zone: Zone): string {
  const issued = formatCivilDate(civilDateAt(zone, issuedAt));
  const last = supply?.day ?? lastDay(line, zone);
  return last === undefined || last > issued ? issued : last;
}

function lastDay({ period }: InvoiceLine, zone: Zone): string | undefined {
  const end = period === null ? undefined : parseInstant(period.to);
  return end?.ok === true ? formatCivilDate(civilDateAt(zone, end.value - 1)) : undefined;
}

/** What the prices of a document's lines include; they all say the same. */
export const pricesIncludeOf = (
  [first]: readonly PricedLine[],
  books: PriceBooks,
): "tax" | undefined =>
  first === undefined ? undefined : bookOfLine(first, books).model.taxes?.pricesInclude;

/** The lines of a document without their tax, each naming it, and the tax of them all. */
export function taxLines(
  priced: readonly PricedLine[],
  taxes: readonly BilledTax[] | undefined,
  books: PriceBooks,
): { readonly lines: readonly PricedLine[]; readonly sums: TaxSums | undefined } {
  const [first] = priced;
  if (taxes === undefined || first === undefined) return { lines: priced, sums: undefined };
  const { minorUnits, rounding } = bookOfLine(first, books);
  const pricesInclude = pricesIncludeOf(priced, books);
  const terms: TaxInvoiceTerms = {
    minorUnits,
    pricesInclude,
    ...(rounding === "half-even" ? { rounding } : {}),
  };
  const borne = (place: number): BilledTax => {
    const tax = taxes[place];
    assert(tax !== undefined, "every line of a taxed document is taxed");
    return tax;
  };
  const taxable = priced.map(
    ({ line, net }, place): TaxableLine => ({ id: line.id, amount: net, ...borne(place) }),
  );
  const { lines: nets, subtotals, tax } = taxInvoice(taxable, terms);
  const lines = priced.map((line, place) =>
    pricesInclude === undefined
      ? { ...line, line: { ...line.line, tax: borne(place).tax } }
      : withoutTax(line, nets[place]?.net ?? line.net, borne(place), terms),
  );
  return { lines, sums: { subtotals, tax, pricesInclude } };
}

/**
 * A line whose price includes tax, without it: its net is its share of the document's, its discounts are rounded, and its
 * gross is what both add up to.
 */
function withoutTax(
  { line, net: withTax, ...rest }: PricedLine,
  net: Decimal,
  { tax }: BilledTax,
  { minorUnits, rounding = "half-up" }: TaxInvoiceTerms,
): PricedLine {
  const whole = add(hundred, decimalOf(tax.rate));
  const share = (amount: string): Decimal =>
    divide(multiply(decimalOf(amount), hundred), whole, minorUnits, rounding);
  const discounts = line.discounts.map(
    (one): LineDiscount => ({ ...one, amount: formatFixed(share(one.amount), minorUnits) }),
  );
  const gross = add(net, sum(discounts.map(({ amount }) => decimalOf(amount))));
  return {
    ...rest,
    line: {
      ...line,
      gross: formatFixed(gross, minorUnits),
      discounts,
      amount: formatFixed(net, minorUnits),
      withTax: formatFixed(withTax, minorUnits),
      tax,
    },
    gross,
    net,
  };
}

const hundred: Decimal = { coefficient: 100, scale: 0 };
