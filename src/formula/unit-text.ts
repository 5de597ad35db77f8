import { ok, type Result, refuse } from "../fault/fault.ts";
import { nearest } from "../fault/nearest.ts";
import { currencyCodes, isCurrencyCode } from "../money/currency.ts";
import { divideUnits, multiplyUnits, ratio, type Unit, unitOf } from "./unit.ts";

/** The spans of time that any plan knows. */
const timeBases: readonly string[] = ["hour", "day", "week", "month", "quarter", "year"];

/** Nouns that a plan may count in besides money and time, in the singular: `customer`, `seat`. */
export type UnitNouns = ReadonlySet<string>;

/**
 * The base unit that a word of a formula stands for, plural or not: `customers` is `customer`. Undefined for a word that is neither
 * a currency, a span of time nor one of the nouns.
 */
export function unitBase(word: string, nouns: UnitNouns): string | undefined {
  if (isCurrencyCode(word)) return word;
  const known = (base: string): boolean => timeBases.includes(base) || nouns.has(base);
  return [word, ...singulars(word)].find(known);
}

function singulars(word: string): string[] {
  const found: string[] = [];
  if (word.endsWith("ies")) found.push(`${word.slice(0, -3)}y`);
  if (word.endsWith("es")) found.push(word.slice(0, -2));
  if (word.endsWith("s")) found.push(word.slice(0, -1));
  return found;
}

/**
 * Reads a unit written alone: `USD per customer per month`, `customers`, `per year`, `ratio`.
 * Refuses `unknown-unit` with the nearest word that is one.
 */
export function parseUnit(text: string, nouns: UnitNouns, path = ""): Result<Unit> {
  if (text.trim() === "ratio") return ok(ratio);
  let unit = ratio;
  let under = false;
  let awaited = true;
  for (const word of text.trim().split(/\s+/)) {
    if (word === "per") {
      if (under && awaited) break;
      under = true;
      awaited = true;
      continue;
    }
    const base = unitBase(word, nouns);
    if (base === undefined) return refuse(unknownUnit(word, nouns, path));
    unit = under ? divideUnits(unit, unitOf(base)) : multiplyUnits(unit, unitOf(base));
    awaited = false;
  }
  return awaited ? refuse(unknownUnit(text, nouns, path)) : ok(unit);
}

/** The fault of a word that stands where a unit does. */
export function unknownUnit(word: string, nouns: UnitNouns, path: string) {
  const near = nearest(word, [...timeBases, ...nouns, ...currencyCodes]);
  return {
    code: "unknown-unit",
    path,
    message: "this is neither a currency, a span of time nor a noun that the plan counts in",
    value: word.slice(0, 60),
    suggestion:
      near === undefined ? 'write "USD per customer per month"' : `did you mean "${near}"?`,
  };
}
