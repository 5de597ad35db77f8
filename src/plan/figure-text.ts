import { isRatio, type Unit, unitText } from "../formula/unit.ts";
import { isCurrencyCode } from "../money/currency.ts";

/** Digits that a recomputed figure is shown with: enough to see by how much it differs from a stated one. */
const digits = 4;

/**
 * A figure for people, in the unit it is in: `16.7%` for a share that a document prints in percent, `3.2x` like `x`, `1.25M USD`, `5.2 months`.
 * Large figures are shortened where the stated one was.
 */
export function figureText(value: number, unit: Unit, like: string): string {
  const written = like.includes("%")
    ? `${shortNumber(value * 100)}%`
    : `${shortened(value, like)}${like === "x" ? "x" : ""}`;
  return isRatio(unit) ? written : `${written} ${counted(unit, Math.abs(value) === 1)}`;
}

/** The unit as it is said of more than one: `months`, `customers per year`; currencies have no plural. */
function counted(unit: Unit, single: boolean): string {
  const text = unitText(unit);
  const [first = "", ...rest] = text.split(" ");
  const plural = single || first === "per" || isCurrencyCode(first) ? first : pluralOf(first);
  return [plural, ...rest].join(" ");
}

/** The plural as formulas read it back. */
const pluralOf = (noun: string): string => {
  if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies`;
  return /(?:s|x|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`;
};

const powers: readonly (readonly [string, number])[] = [
  ["B", 1e9],
  ["M", 1e6],
  ["k", 1e3],
];

function shortened(value: number, like: string): string {
  const size = Math.abs(value);
  const power = powers.find(
    ([sign, times]) => /\d[kMB]\b/.test(like) && size >= times && sign !== "",
  );
  return power === undefined ? shortNumber(value) : `${shortNumber(value / power[1])}${power[0]}`;
}

/** At most four digits that count, and all of a whole number. */
function shortNumber(value: number): string {
  if (Number.isInteger(value)) return grouped(value.toFixed(0));
  const size = Math.floor(Math.log10(Math.abs(value))) + 1;
  const decimals = Math.min(Math.max(digits - size, 0), 12);
  const text = value.toFixed(decimals);
  return grouped(text.includes(".") ? text.replace(/\.?0+$/, "") : text);
}

const grouped = (text: string): string => text.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ",");
