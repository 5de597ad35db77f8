import { type DecimalText, groupDecimal } from "./decimal-text.ts";

const digitsByCurrency = new Map<string, number>();

/** Decimals of a currency's minor unit (USD 2, JPY 0, KWD 3), from the browser's currency data; 2 for an unknown code. */
export function minorDigits(currency: string): number {
  const known = digitsByCurrency.get(currency);
  if (known !== undefined) return known;
  const digits = readMinorDigits(currency);
  digitsByCurrency.set(currency, digits);
  return digits;
}

function readMinorDigits(currency: string): number {
  try {
    const options = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions();
    return options.maximumFractionDigits ?? 2;
  } catch {
    return 2;
  }
}

/** `"1234.5"` in USD as `1,234.50`; digits beyond the minor unit (rates, amounts before rounding) are all shown. Exact. */
export function formatAmount(amount: DecimalText, currency: string | null): string {
  return groupDecimal(amount, currency === null ? 2 : minorDigits(currency));
}

/** An amount with its currency code after it: `1,234.50 USD`; alone where no currency is known. Exact. */
export function formatMoney(amount: DecimalText, currency: string | null): string {
  if (currency === null) return formatAmount(amount, null);
  return `${formatAmount(amount, currency)}\u00a0${currency}`;
}

/** A price as the model states it: a money literal (`"99 USD"`) is grouped and padded, any other wording is kept. */
export function formatPrice(text: string): string {
  return text.replace(/(?<![\d.])(-?\d+(?:\.\d+)?) ([A-Z]{3})\b/g, (_, amount, currency) =>
    formatMoney(amount, currency),
  );
}
