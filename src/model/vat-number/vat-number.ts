import { ok, type Result, refuse } from "../../fault/fault.ts";
import { nearest } from "../../fault/nearest.ts";
import { regularRules } from "./regular-rules.ts";
import { specialRules } from "./special-rules.ts";
import type { VatNumberRule } from "./vat-number-rule.ts";

/**
 * The formats and check digits of VAT numbers by prefix: the 27 member states, Northern Ireland (XI), the United
 * Kingdom, Switzerland and Norway. Sources: European Commission, "VIES-VAT Validation Routines" and the VIES FAQ of
 * formats; HMRC VAT Registration Manual VATREG23200; Swiss ordinance on the UID, annex 1; Brønnøysundregistrene.
 */
const rules: Readonly<Record<string, VatNumberRule>> = { ...regularRules, ...specialRules };

/** The prefixes whose numbers are known, in alphabetical order. */
export const vatPrefixes: readonly string[] = Object.keys(rules).sort();

/** A VAT number whose form and check digits are right; whether it is registered only the tax office knows. */
export interface VatNumber {
  /** As the number carries it: ISO 3166-1 alpha-2, but `EL` for Greece and `XI` for Northern Ireland. */
  readonly prefix: string;
  /** ISO 3166-1 alpha-2 of who issued it: `GR` for `EL`, `GB` for `XI`. */
  readonly country: string;
  /** Without the prefix, spaces and dots. */
  readonly number: string;
  /** Prefix and number: `DE136695976`. */
  readonly text: string;
}

const prefixesOfCountries: Readonly<Record<string, string>> = {
  GR: "EL",
  MC: "FR",
  IM: "GB",
  LI: "CH",
};
const countriesOfPrefixes: Readonly<Record<string, string>> = { EL: "GR", XI: "GB" };

/** The prefix of a country's VAT numbers: `EL` for `GR`, `FR` for Monaco; undefined where its numbers are not known. */
export function vatPrefixOf(country: string): string | undefined {
  const prefix = prefixesOfCountries[country] ?? country;
  return Object.hasOwn(rules, prefix) ? prefix : undefined;
}

/** What people put between the digits. The plus and the asterisk belong to old Irish numbers. */
const separators = /[\s.,:_/()'-]/g;

/**
 * The Swiss register's number carries the tax in one of four languages, the Norwegian one always MVA; Belgian numbers of
 * before 2005 are written without their leading zero.
 */
function plainNumber(prefix: string, number: string): string {
  if (prefix === "BE" && /^\d{9}$/.test(number)) return `0${number}`;
  if (prefix === "CH") return number.replace(/(?:MWST|TVA|IVA|TPV)$/, "");
  return prefix === "NO" && /^\d{9}$/.test(number) ? `${number}MVA` : number;
}

/**
 * Reads a VAT number as people write it: spaces, dots, hyphens and small letters do not matter, `GR` stands for `EL`.
 * A number without a prefix is read as one of `country`, where that is given.
 *
 * Refuses with `unknown-vat-prefix`, `invalid-vat-number` (its form) or `wrong-vat-check-digit`. Whether
 * the number is registered is another question, for a register.
 */
export function parseVatNumber(text: string, country?: string, path = ""): Result<VatNumber> {
  const bare = text.slice(0, 40).replace(separators, "").toUpperCase();
  const given = bare.slice(0, 2) === "GR" ? "EL" : bare.slice(0, 2);
  const hasPrefix = Object.hasOwn(rules, given) && !isOfCountry(bare, country);
  const prefix = hasPrefix ? given : vatPrefixOf(country ?? "");
  const rule = prefix === undefined ? undefined : rules[prefix];
  if (prefix === undefined || rule === undefined) return refuseUnknownPrefix(text, given, path);
  const number = plainNumber(prefix, hasPrefix ? bare.slice(2) : bare);
  if (!rule.pattern.test(number))
    return refuse({
      code: "invalid-vat-number",
      path,
      message: `this is not the form of a VAT number with the prefix ${prefix}`,
      value: text.slice(0, 40),
      suggestion: `one looks like ${rule.example}`,
    });
  if (!rule.check(number))
    return refuse({
      code: "wrong-vat-check-digit",
      path,
      message: "the check digits of this VAT number do not fit its other digits",
      value: text.slice(0, 40),
      suggestion: "look for a digit that was mistyped or swapped",
    });
  return ok({
    prefix,
    country: countriesOfPrefixes[prefix] ?? prefix,
    number,
    text: `${prefix}${number}`,
  });
}

/** Whether the bare text is a whole number of the country, which may begin with letters that look like a prefix. */
function isOfCountry(bare: string, country: string | undefined): boolean {
  const prefix = country === undefined ? undefined : vatPrefixOf(country);
  const rule = prefix === undefined ? undefined : rules[prefix];
  return (
    prefix !== undefined &&
    rule?.pattern.test(bare) === true &&
    !rule.pattern.test(bare.slice(2)) &&
    rule.check(bare)
  );
}

function refuseUnknownPrefix(text: string, given: string, path: string): Result<never> {
  const near = nearest(given, vatPrefixes);
  return refuse({
    code: "unknown-vat-prefix",
    path,
    message: "a VAT number begins with the prefix of a country whose numbers are known",
    value: text.slice(0, 40),
    suggestion: near === undefined ? 'write "DE136695976"' : `did you mean "${near}"?`,
  });
}
