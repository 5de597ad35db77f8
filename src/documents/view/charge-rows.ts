import type { Invoice, InvoiceLine, LineBundle, LineCustomer } from "../../account/invoice.ts";
import {
  absolute,
  add,
  type Decimal,
  decimalOf,
  format,
  subtract,
  zero,
} from "../../money/decimal.ts";
import type { DocumentLanguage } from "../language/language.ts";
import { discountWords, lineWords, unitWords } from "../language/line-words.ts";
import { amountText, moneyText, numberText } from "../language/number-text.ts";
import { unitPriceOf } from "../line-price.ts";
import { daysOf, type ReadSettings } from "../read-settings.ts";
import { shownSign } from "../shown-sign.ts";
import type { ChargeRow } from "./invoice-view.ts";

/** Longest proration that is counted in days; one by the second has more parts than any count of days. */
const DAYS_MAX = 86_400;

/** The rows of the table: each line, its discounts under it, and the sum so far. */
export function chargeRows(invoice: Invoice, settings: ReadSettings): readonly ChargeRow[] {
  const { words } = settings;
  const sign = shownSign(invoice);
  const write = (value: Decimal): string => amountText(format(value), invoice.currency, words);
  let running = zero;
  return invoice.lines.flatMap((line, index) => {
    const gross = decimalOf(sign(line.gross));
    const price = unitPriceOf(line, invoice.currency);
    running = add(running, gross);
    const charge: ChargeRow = {
      kind: "charge",
      position: String(index + 1),
      description: lineWords(line, words),
      details: detailsOf(line, invoice, settings),
      quantity: numberText(format(absolute(decimalOf(line.quantity))), words),
      unit: line.unit === undefined ? "" : unitWords(line.unit, line.quantity, words),
      unitPrice: price === undefined ? "" : amountText(price, invoice.currency, words),
      amount: write(gross),
      running: write(running),
    };
    const discounts = line.discounts.map((discount): ChargeRow => {
      const off = subtract(zero, decimalOf(sign(discount.amount)));
      running = add(running, off);
      const description = discountWords(discount, words);
      return { kind: "discount", description, amount: write(off), running: write(running) };
    });
    return [charge, ...discounts];
  });
}

function detailsOf(line: InvoiceLine, invoice: Invoice, settings: ReadSettings): readonly string[] {
  const { words } = settings;
  const { included, proration } = line.explanation;
  const details: string[] = [];
  if (line.customer !== undefined) details.push(customerText(line.customer));
  if (line.bundle !== undefined) details.push(bundleText(line.bundle, invoice, settings));
  const about = aboutText(line, words);
  if (about !== undefined) details.push(about);
  if (line.period !== null) details.push(periodText(line.period, settings));
  if (included !== undefined) {
    const unit = line.unit === undefined ? "" : ` ${unitWords(line.unit, included, words)}`;
    details.push(words.texts.included(`${numberText(included, words)}${unit}`));
  }
  if (proration !== undefined && proration.denominator < DAYS_MAX && isPart(proration)) {
    const { numerator, denominator } = proration;
    details.push(words.texts.prorated(String(numerator), String(denominator)));
  }
  return details;
}

/** The bundle that a line is a part of. */
export const bundleText = (
  { name, price }: LineBundle,
  { currency }: Pick<Invoice, "currency">,
  { words }: ReadSettings,
): string => words.texts.bundled(name, moneyText(price, currency, words));

/** The invoices that a fee is charged for; undefined for every other line. */
export const aboutText = (
  { about = [] }: Pick<InvoiceLine, "about">,
  { texts }: DocumentLanguage,
): string | undefined => (about.length === 0 ? undefined : texts.paidLate(about));

/** Whom a line is for, and what it calls its purchases. */
const customerText = ({ name, reference }: LineCustomer): string =>
  reference === undefined ? name : `${name} (${reference})`;

const isPart = (share: { readonly numerator: number; readonly denominator: number }): boolean =>
  share.numerator !== share.denominator;

/** A period as its first and last day; one day as itself. */
export function periodText(
  period: { readonly from: string; readonly to: string },
  { words, zone }: ReadSettings,
): string {
  const { first, last } = daysOf(period, zone);
  const from = words.day(first);
  const to = words.day(last);
  return from === to ? from : `${from} – ${to}`;
}
