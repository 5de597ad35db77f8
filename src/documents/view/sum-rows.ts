import { amountDue as dueOf, type Invoice } from "../../account/invoice.ts";
import { decimalOf, format, isZero, negate, subtract } from "../../money/decimal.ts";
import type { LineTax, TaxSubtotal } from "../../tax/tax-category.ts";
import { moneyText, numberText } from "../language/number-text.ts";
import type { ReadSettings } from "../read-settings.ts";
import { shownSign } from "../shown-sign.ts";
import { presentText } from "../xml/xml.ts";
import type { InvoiceView, SumRow } from "./invoice-view.ts";

/** What is left to pay, as shown: the total less what credits and money paid; below zero when too much was. */
export function amountDue(invoice: Invoice, paid: string | undefined): string {
  const due = decimalOf(shownSign(invoice)(dueOf(invoice)));
  return format(paid === undefined ? due : subtract(due, decimalOf(paid)));
}

/** The sums under the table, from the subtotal to what is due. */
export function sumRows(invoice: Invoice, settings: ReadSettings): readonly SumRow[] {
  const { words, paid } = settings;
  const { texts } = words;
  const sign = shownSign(invoice);
  const row = (kind: SumRow["kind"], label: string, amount: string): SumRow => {
    return { kind, label, value: moneyText(amount, invoice.currency, words) };
  };
  const rows: SumRow[] = [];
  const discount = decimalOf(sign(invoice.discount));
  const net = format(subtract(decimalOf(sign(invoice.subtotal)), discount));
  if (!isZero(discount)) {
    rows.push(row("part", texts.subtotal, sign(invoice.subtotal)));
    rows.push(row("part", texts.discount, format(negate(discount))));
  }
  rows.push(row("part", texts.net, net));
  const taxes = invoice.taxes ?? [];
  for (const tax of taxes) rows.push(row("part", taxName(tax, settings), sign(tax.amount)));
  if (taxes.length === 0) rows.push(row("part", texts.tax, sign(invoice.tax)));
  const total = invoice.kind === "credit-note" ? texts.totalCredit : texts.total;
  const { prepaid } = invoice;
  if (paid === undefined && prepaid === undefined)
    return [...rows, row("due", total, sign(invoice.total))];
  rows.push(row("total", total, sign(invoice.total)));
  const lessen = (label: string, amount: string): SumRow =>
    row("part", label, format(negate(decimalOf(amount))));
  const credits = invoice.kind === "credit-note" ? texts.returnedAsCredits : texts.paidWithCredits;
  if (prepaid !== undefined) rows.push(lessen(credits, sign(prepaid)));
  if (paid !== undefined) rows.push(lessen(texts.paid, paid));
  return [...rows, row("due", texts.amountDue, amountDue(invoice, paid))];
}

/** A tax with its rate: `MwSt. 19 %`; the name alone would not tell two rates apart. */
const taxName = (tax: LineTax, { words }: ReadSettings): string =>
  `${tax.name} ${words.percent(numberText(tax.rate, words))}`;

/** The table of taxes, where the invoice has them apart. */
export function taxTable(invoice: Invoice, settings: ReadSettings): InvoiceView["taxes"] {
  const { words } = settings;
  const { texts } = words;
  const sign = shownSign(invoice);
  const money = (text: string): string => moneyText(sign(text), invoice.currency, words);
  if (invoice.taxes === undefined || invoice.taxes.length === 0) return undefined;
  return {
    columns: { name: texts.tax, base: texts.taxBase, amount: texts.amount },
    rows: invoice.taxes.map((tax) => ({
      name: taxName(tax, settings),
      base: money(tax.base),
      amount: money(tax.amount),
    })),
  };
}

/** Why no tax is charged, once for each reason: the words of the law, or else the reason that the invoice gives. */
export function taxSentences(invoice: Invoice, { words }: ReadSettings): readonly string[] {
  const sentences = (invoice.taxes ?? []).map((tax) => untaxedReason(tax, words.texts.taxSentence));
  return [...new Set(sentences.flatMap((sentence) => sentence ?? []))];
}

const untaxedReason = (
  tax: TaxSubtotal,
  sentences: ReadSettings["words"]["texts"]["taxSentence"],
): string | undefined => sentences[tax.category] ?? presentText(tax.reason);
