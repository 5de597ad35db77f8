import type { Invoice } from "../../account/invoice.ts";
import { pathTo } from "../../fault/fault.ts";
import { add, decimalOf, equals, format, formatFixed, isZero, sum } from "../../money/decimal.ts";
import type { TaxCategory, TaxSubtotal } from "../../tax/tax-category.ts";
import type { ReadSettings } from "../read-settings.ts";
import { shownSign } from "../shown-sign.ts";
import { presentText } from "../xml/xml.ts";
import type { Defects } from "./defects.ts";
import type { EInvoice, ELine, ETax } from "./e-invoice.ts";
import { dropAbsent } from "./read-party.ts";

/** Codes of the VATEX list for reasons that follow from the category itself. */
const exemptionCodes: Readonly<Partial<Record<TaxCategory, string>>> = {
  AE: "VATEX-EU-AE",
  K: "VATEX-EU-IC",
  G: "VATEX-EU-G",
  O: "VATEX-EU-O",
};

/** BG-23: one entry a category and rate, whatever country levies it, checked against the lines. */
export function readTaxes(
  invoice: Invoice,
  lines: readonly ELine[],
  settings: ReadSettings,
  defects: Defects,
): readonly ETax[] {
  if (invoice.taxes === undefined || invoice.taxes.length === 0) {
    defects.miss("/taxes", "tax by category and rate");
    return [];
  }
  const groups = new Map<string, TaxSubtotal[]>();
  for (const tax of invoice.taxes) {
    const key = rateKey(tax.category, tax.rate);
    groups.set(key, [...(groups.get(key) ?? []), tax]);
  }
  invoice.taxes.forEach((tax, index) => {
    checkVat(tax, pathTo("/taxes", index), defects);
  });
  checkBases(groups, invoice, defects);
  checkCategories(lines, defects);
  return [...groups.values()].map((taxes) => readGroup(taxes, invoice, settings, defects));
}

const rateKey = (category: TaxCategory, rate: string): string =>
  `${category} ${category === "O" ? "" : format(decimalOf(rate))}`;

function readGroup(
  taxes: readonly TaxSubtotal[],
  invoice: Invoice,
  settings: ReadSettings,
  defects: Defects,
): ETax {
  const sign = shownSign(invoice);
  const [first] = taxes;
  const category = first?.category ?? "S";
  const total = (of: (tax: TaxSubtotal) => string): string =>
    sumText(taxes.map((tax) => sign(of(tax))));
  const rate = category === "O" ? undefined : format(decimalOf(first?.rate ?? "0"));
  const exempt = category !== "S" && category !== "Z";
  const words = settings.words.texts.taxSentence[category];
  const reason = presentText(taxes.find((tax) => presentText(tax.reason) !== undefined)?.reason);
  const exemptionReason = exempt ? (reason ?? words) : undefined;
  const index = first === undefined ? 0 : (invoice.taxes ?? []).indexOf(first);
  if (exempt && exemptionReason === undefined)
    defects.miss(pathTo("/taxes", index, "reason"), "reason for the exemption from tax");
  return dropAbsent({
    category,
    rate,
    base: total((tax) => tax.base),
    amount: total((tax) => tax.amount),
    exemptionCode: exemptionCodes[category],
    exemptionReason,
  });
}

/** The exact sum, with as many places as the longest of them. */
function sumText(texts: readonly string[]): string {
  const places = Math.max(0, ...texts.map((text) => text.split(".")[1]?.length ?? 0));
  return formatFixed(sum(texts.map(decimalOf)), places);
}

/** EN 16931 knows one kind of tax, value added tax; the United States levy none. */
function checkVat(tax: TaxSubtotal, path: string, defects: Defects): void {
  const taxed = !isZero(decimalOf(tax.rate));
  if (taxed && /^US(-|$)/.test(tax.jurisdiction))
    defects.conflict(
      pathTo(path, "jurisdiction"),
      "EN 16931 can say VAT, and not sales tax",
      tax.jurisdiction,
    );
  if (tax.category === "S" && !taxed)
    defects.conflict(pathTo(path, "rate"), "the standard category has a rate above zero (BR-S-05)");
  if (tax.category !== "S" && taxed)
    defects.conflict(pathTo(path, "rate"), `category ${tax.category} has the rate 0`, tax.rate);
}

/** The base of each rate is the sum of its lines (BR-S-08 and its like), and no line's rate is left out (BR-CO-18). */
function checkBases(
  groups: ReadonlyMap<string, readonly TaxSubtotal[]>,
  invoice: Invoice,
  defects: Defects,
): void {
  const bases = new Map([...groups].map(([key]) => [key, decimalOf("0")]));
  invoice.lines.forEach((line, index) => {
    if (line.tax === undefined) return;
    const key = rateKey(line.tax.category, line.tax.rate);
    const base = bases.get(key);
    if (base === undefined) defects.miss(pathTo("/lines", index, "tax"), `tax ${key} in /taxes`);
    else bases.set(key, add(base, decimalOf(line.amount)));
  });
  for (const [key, taxes] of groups) {
    const base = sum(taxes.map((tax) => decimalOf(tax.base)));
    if (!equals(base, bases.get(key) ?? base))
      defects.conflict("/taxes", `the base of ${key} is not the sum of its lines`, format(base));
  }
}

/** BR-O-11: what lies outside the scope of tax stands alone. */
function checkCategories(lines: readonly ELine[], defects: Defects): void {
  const categories = new Set(lines.map((line) => line.tax.category));
  if (categories.has("O") && categories.size > 1)
    defects.conflict(
      "/lines",
      "lines outside the scope of tax cannot share an e-invoice with others",
    );
}

/** What the categories of an invoice demand of its parties: VAT numbers, and for goods where they go. */
export function checkParties(
  {
    seller,
    buyer,
    taxes,
    deliveryCountry,
    period,
  }: Pick<EInvoice, "seller" | "buyer" | "taxes" | "deliveryCountry" | "period">,
  defects: Defects,
): void {
  const categories = new Set(taxes.map((tax) => tax.category));
  const outside = categories.has("O");
  if (outside && seller.registration === undefined)
    defects.miss("/seller/registration", "seller's registration, which identifies it (BR-CO-26)");
  if (!outside && taxes.length > 0 && seller.vatNumber === undefined)
    defects.miss("/seller/vatNumber", "seller's VAT number");
  const reverse = categories.has("AE");
  if (reverse && buyer.vatNumber === undefined && buyer.registration === undefined)
    defects.miss("/buyer/vatNumber", "buyer's VAT number for a reverse charge (BR-AE-02)");
  if (!categories.has("K")) return;
  if (buyer.vatNumber === undefined)
    defects.miss("/buyer/vatNumber", "buyer's VAT number for an intra-community supply (BR-IC-02)");
  if (deliveryCountry === undefined)
    defects.miss("/settings/eInvoice/deliveryCountry", "country that goods go to (BR-IC-12)");
  if (period === undefined)
    defects.miss("/lines", "period of the delivery on at least one line (BR-IC-11)");
}
