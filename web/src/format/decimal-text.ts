/** A decimal number as text, as the server sends it: `"1234.50"`, `"-0.0000005"`. It is never turned into a float. */
export type DecimalText = string;

interface Parts {
  readonly negative: boolean;
  readonly whole: string;
  readonly fraction: string;
}

/** Splits a decimal text into sign, whole digits (no leading zeros) and fraction digits; undefined when it is no decimal. */
export function decimalParts(text: DecimalText): Parts | undefined {
  const match = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(text.trim());
  if (match === null) return undefined;
  const whole = (match[2] ?? "0").replace(/^0+(?=\d)/, "");
  const fraction = match[3] ?? "";
  const zero = /^0*$/.test(whole + fraction);
  return { negative: match[1] === "-" && !zero, whole, fraction };
}

/** Writes a decimal with grouped thousands, a true minus sign and at least `digits` decimals; no digit is ever dropped but trailing zeros. */
export function groupDecimal(text: DecimalText, digits = 0): string {
  const parts = decimalParts(text);
  if (parts === undefined) return text;
  const grouped = parts.whole.replace(/\B(?=(\d{3})+$)/g, ",");
  const fraction = parts.fraction.replace(/0+$/, "").padEnd(digits, "0");
  return `${parts.negative ? "\u2212" : ""}${grouped}${fraction === "" ? "" : `.${fraction}`}`;
}

/** Whether the decimal is zero; false for text that is no decimal. */
export function isZero(text: DecimalText): boolean {
  const parts = decimalParts(text);
  return parts !== undefined && /^0*$/.test(parts.whole + parts.fraction);
}

/** The exact sum of decimals, with as many decimals as the longest of them. Text that is no decimal counts as zero. */
export function sumDecimals(texts: readonly DecimalText[]): DecimalText {
  const scale = Math.max(0, ...texts.map((text) => decimalParts(text)?.fraction.length ?? 0));
  const sum = texts.reduce((total, text) => total + scaled(text, scale), 0n);
  return unscaled(sum, scale);
}

/** The exact product of two decimals, without needless zeros; undefined where either is no decimal. */
export function multiplyDecimals(left: DecimalText, right: DecimalText): DecimalText | undefined {
  const [a, b] = [decimalParts(left), decimalParts(right)];
  if (a === undefined || b === undefined) return undefined;
  const [leftScale, rightScale] = [a.fraction.length, b.fraction.length];
  const product = scaled(left, leftScale) * scaled(right, rightScale);
  const text = unscaled(product, leftScale + rightScale);
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

/** What share of `whole` a `part` is, as percent text with one decimal, half up: `"12.5"`; undefined when the whole is zero. */
export function percentOf(part: DecimalText, whole: DecimalText): DecimalText | undefined {
  const scale = Math.max(
    decimalParts(part)?.fraction.length ?? 0,
    decimalParts(whole)?.fraction.length ?? 0,
  );
  const divisor = scaled(whole, scale);
  if (divisor === 0n) return undefined;
  const thousandths = (scaled(part, scale) * 2000n) / divisor;
  const rounded = (thousandths + (thousandths < 0n ? -1n : 1n)) / 2n;
  return unscaled(rounded, 1);
}

/** The same size with the other sign. */
export const negated = (text: DecimalText): DecimalText =>
  text.startsWith("-") || isZero(text) ? text.replace("-", "") : `-${text}`;

function scaled(text: DecimalText, scale: number): bigint {
  const parts = decimalParts(text);
  if (parts === undefined) return 0n;
  const digits = BigInt(parts.whole + parts.fraction.padEnd(scale, "0"));
  return parts.negative ? -digits : digits;
}

function unscaled(value: bigint, scale: number): DecimalText {
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, "0");
  const split = digits.length - scale;
  const text = scale === 0 ? digits : `${digits.slice(0, split)}.${digits.slice(split)}`;
  return value < 0n ? `-${text}` : text;
}
