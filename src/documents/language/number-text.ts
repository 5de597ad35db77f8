import { type CurrencyCode, minorUnits } from "../../money/currency.ts";
import { absolute, decimalOf, format, isNegative, trim } from "../../money/decimal.ts";
import type { DocumentLanguage } from "./language.ts";

/** Signs that mean one currency only to every reader; the others are shown by their code. */
const symbols: Readonly<Partial<Record<CurrencyCode, string>>> = { EUR: "€", GBP: "£", PLN: "zł" };

/** A minus sign as wide as a digit, which a hyphen is not. */
const MINUS = "−";

/** A decimal in the language's digits, with at least so many places; nothing is rounded. */
export function numberText(text: string, language: DocumentLanguage, places = 0): string {
  const value = decimalOf(text);
  const [whole = "", fraction = ""] = format(absolute(trim(value))).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, language.groupMark);
  const digits = fraction.padEnd(places, "0");
  const sign = isNegative(value) ? MINUS : "";
  return digits === "" ? `${sign}${grouped}` : `${sign}${grouped}${language.decimalMark}${digits}`;
}

/** An amount or a price without its currency, for a column that names it: at least the minor unit's digits. */
export const amountText = (
  text: string,
  currency: CurrencyCode,
  language: DocumentLanguage,
): string => numberText(text, language, minorUnits(currency));

/** An amount with its currency: `€1,234.50`, `1.234,50 €`, `USD 5.00`. */
export const moneyText = (
  text: string,
  currency: CurrencyCode,
  language: DocumentLanguage,
): string => language.money(amountText(text, currency, language), symbols[currency] ?? currency);
