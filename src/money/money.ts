import { expectOk, ok, type Result, refuse } from "../fault/fault.ts";
import { type CurrencyCode, isCurrencyCode, minorUnits, parseCurrency } from "./currency.ts";
import { type Decimal, format, formatFixed, parseDecimal, trim } from "./decimal.ts";
import { groupThousands, type Quantity, quantityFromAuthor } from "./quantity.ts";

export type { CurrencyCode } from "./currency.ts";

/**
 * An amount or a rate of money, as documents write it: one string, `"99 USD"` or `"0.0000005 USD"`.
 * The type holds a model to one currency; the exact grammar is {@link parseMoney}'s.
 */
export type Money<C extends CurrencyCode = CurrencyCode> = `${number} ${C}`;

/** A money literal taken apart. */
export interface MoneyValue<C extends CurrencyCode = CurrencyCode> {
  readonly value: Decimal;
  readonly currency: C;
}

const moneyGrammar = /^(\S+) (\S+)$/;

/**
 * Reads a money literal: a plain decimal, one space, a currency code.
 * Refuses with `not-money` when it is not of that form, else with `not-a-number`, `too-many-digits` and
 * `unknown-currency`, the number's fault and the code's together.
 */
export function parseMoney(text: string, path = ""): Result<MoneyValue> {
  const match = typeof text === "string" && text.length <= 120 ? moneyGrammar.exec(text) : null;
  if (match === null) return notMoney(text, path);
  const [, number = "", code = ""] = match;
  if (isCurrencyCode(number)) return notMoney(text, path);
  const value = parseDecimal(number, path);
  const currency = parseCurrency(code, path);
  if (value.ok && currency.ok) return ok({ value: value.value, currency: currency.value });
  return refuse(...(value.ok ? [] : value.faults), ...(currency.ok ? [] : currency.faults));
}

function notMoney(text: unknown, path: string): Result<never> {
  const shown = typeof text === "string" ? text.slice(0, 60) : text;
  return refuse({
    code: "not-money",
    path,
    message: "money is a number, one space and a currency code",
    value: shown,
    suggestion: `write "${likelyMoney(text)}"`,
  });
}

/** `USD 99` and `99USD` are what people write; anything else gets the standing example. */
function likelyMoney(text: unknown): string {
  const match =
    typeof text === "string" && text.length <= 60
      ? (/^(?<number>-?\d+(?:\.\d+)?) *(?<code>[A-Za-z]{3})$/.exec(text) ??
        /^(?<code>[A-Za-z]{3}) *(?<number>-?\d+(?:\.\d+)?)$/.exec(text))
      : null;
  const { number, code = "" } = match?.groups ?? {};
  return number !== undefined && isCurrencyCode(code.toUpperCase())
    ? `${number} ${code.toUpperCase()}`
    : "99 USD";
}

/** Reads a money literal that must be in `currency`; refuses another one with `currency-mismatch`. */
export function parseMoneyIn(text: string, currency: CurrencyCode, path = ""): Result<Decimal> {
  const parsed = parseMoney(text, path);
  if (!parsed.ok) return parsed;
  if (parsed.value.currency === currency) return ok(parsed.value.value);
  return refuse({
    code: "currency-mismatch",
    path,
    message: `this amount is in ${parsed.value.currency} where ${currency} is used`,
    value: text,
    suggestion: `write the amount in ${currency}`,
  });
}

/** The exact value of a money literal that was checked before; a malformed one is a bug and throws. */
export function moneyValue(text: Money): Decimal {
  return expectOk(parseMoney(text)).value;
}

/** The money literal of an exact value: no rounding, no trailing zeros. */
export function money<C extends CurrencyCode>(value: Decimal, currency: C): Money<C> {
  return `${format(value)} ${currency}`;
}

/**
 * Money for people: `1,234.50 USD`. At least the currency's minor digits, more only where the value has them, so
 * nothing is hidden by rounding.
 */
export function formatMoney(value: Decimal, currency: CurrencyCode): string {
  const digits = Math.max(trim(value).scale, minorUnits(currency));
  return `${groupThousands(formatFixed(value, digits))} ${currency}`;
}

/** A builder of money literals in one currency: `moneyIn("SEK")(5)` is `"5 SEK"`. */
export function moneyIn<C extends CurrencyCode>(currency: C): (amount: Quantity) => Money<C> {
  const known = parseCurrency(currency);
  if (!known.ok) {
    const [fault] = known.faults;
    throw new RangeError(`"${currency}" is not a currency code: ${fault?.suggestion ?? ""}`);
  }
  return (amount) => money(quantityFromAuthor(amount, "an amount"), currency);
}

/** US dollars: `usd(99)` is `"99 USD"`, `usd("0.0000005")` a rate. Throws RangeError on an inexact number. */
export const usd: (amount: Quantity) => Money<"USD"> = moneyIn("USD");
/** Euros; throws RangeError on an inexact number. */
export const eur: (amount: Quantity) => Money<"EUR"> = moneyIn("EUR");
/** Pounds sterling; throws RangeError on an inexact number. */
export const gbp: (amount: Quantity) => Money<"GBP"> = moneyIn("GBP");
/** Japanese yen, which have no minor unit; throws RangeError on an inexact number. */
export const jpy: (amount: Quantity) => Money<"JPY"> = moneyIn("JPY");
/** Kuwaiti dinars, which have three minor digits; throws RangeError on an inexact number. */
export const kwd: (amount: Quantity) => Money<"KWD"> = moneyIn("KWD");
/** Swiss francs; throws RangeError on an inexact number. */
export const chf: (amount: Quantity) => Money<"CHF"> = moneyIn("CHF");
