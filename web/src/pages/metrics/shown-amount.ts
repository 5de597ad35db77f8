import { type DecimalText, decimalParts } from "../../format/decimal-text.ts";
import { minorDigits } from "../../format/format-money.ts";

/** An exact amount to the minor unit of its currency, half up (away from zero), for where the exact one is a click away. */
export function shownAmount(amount: DecimalText, currency: string): DecimalText {
  const parts = decimalParts(amount);
  const digits = minorDigits(currency);
  if (parts === undefined || parts.fraction.length <= digits) return amount;
  const kept = BigInt(parts.whole + parts.fraction.slice(0, digits));
  const rounded = String((parts.fraction[digits] ?? "0") >= "5" ? kept + 1n : kept);
  const text = rounded.padStart(digits + 1, "0");
  const whole = text.slice(0, text.length - digits);
  const fraction = text.slice(text.length - digits);
  return `${parts.negative ? "-" : ""}${whole}${fraction === "" ? "" : `.${fraction}`}`;
}
