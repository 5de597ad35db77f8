import { type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import { nearest } from "../fault/nearest.ts";
import { currencyTable } from "./currency-table.ts";
import { type Decimal, format, trim } from "./decimal.ts";
import { type Rounding, round } from "./rounding.ts";

/** An active ISO 4217 code with a minor unit: `"USD"`, `"JPY"`, `"KWD"`. */
export type CurrencyCode = keyof typeof currencyTable;

/** Every currency code, in alphabetical order. */
export const currencyCodes: readonly CurrencyCode[] = Object.keys(currencyTable).filter(
  (code): code is CurrencyCode => isCurrencyCode(code),
);

/** Whether the text is an active ISO 4217 code, in capitals. */
export function isCurrencyCode(text: string): text is CurrencyCode {
  return Object.hasOwn(currencyTable, text);
}

/** Digits after the point of the smallest unit an invoice can be written in: USD 2, JPY 0, KWD 3. */
export function minorUnits(code: CurrencyCode): number {
  return currencyTable[code].minorUnits;
}

/** The English name of ISO 4217: `US Dollar`. */
export function currencyName(code: CurrencyCode): string {
  return currencyTable[code].name;
}

/** Reads a currency code; refuses with `unknown-currency` and names the nearest code. */
export function parseCurrency(text: string, path = ""): Result<CurrencyCode> {
  return typeof text === "string" && isCurrencyCode(text)
    ? ok(text)
    : refuse(unknownCurrency(text, path));
}

function unknownCurrency(text: unknown, path: string): Fault {
  const code = typeof text === "string" ? nearest(text, currencyCodes) : undefined;
  return {
    code: "unknown-currency",
    path,
    message: "this is not an active ISO 4217 currency code",
    value: typeof text === "string" ? text.slice(0, 60) : text,
    suggestion:
      code === undefined
        ? 'write a code of three capitals such as "USD"'
        : `did you mean "${code}"?`,
  };
}

/** The value rounded to the currency's minor unit; ties go away from zero unless told otherwise. */
export function roundToMinor(
  value: Decimal,
  currency: CurrencyCode,
  rounding: Rounding = "half-up",
): Decimal {
  return round(value, minorUnits(currency), rounding);
}

/**
 * The value, if it is a whole number of minor units: an amount that is paid or posted, not a rate.
 * Refuses `10.005` USD, `1.5` JPY and `1.2345` KWD with `wrong-minor-unit`; `10.500` USD is accepted.
 */
export function requireMinorUnit(
  value: Decimal,
  currency: CurrencyCode,
  path = "",
): Result<Decimal> {
  const digits = minorUnits(currency);
  if (value.scale <= digits || trim(value).scale <= digits) return ok(value);
  return refuse({
    code: "wrong-minor-unit",
    path,
    message: `an amount in ${currency} has at most ${digits} digits after the point`,
    value: format(value),
    suggestion: `round it, for example to ${format(roundToMinor(value, currency))}`,
  });
}
