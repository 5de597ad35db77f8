import { expectOk, type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import { decimalOf, isPositive, parseDecimal } from "../money/decimal.ts";
import type { CivilDate } from "../time/calendar.ts";
import { type Instant, parseInstant } from "../time/instant.ts";
import { civilDateAt, findZone, UTC, type Zone } from "../time/zone.ts";
import type { DocumentSettings } from "./document-settings.ts";
import type { DocumentLanguage } from "./language/language.ts";
import { documentLanguages, isLanguageCode } from "./language/languages.ts";

/** Settings that were checked, with what their names stand for. */
export interface ReadSettings extends DocumentSettings {
  readonly words: DocumentLanguage;
  readonly zone: Zone;
  /** `#rrggbb`. */
  readonly accent: string;
}

const accentDefault = "#1f3a5f";

/**
 * Checks the settings of a document; every fault's path begins with `/settings`.
 * Refuses with `unknown-language`, `unknown-time-zone`, `unknown-paper`, `invalid-colour`, and `not-a-number` or
 * `too-many-digits` or `amount-not-positive` for what was paid.
 */
export function readSettings(settings: DocumentSettings): Result<ReadSettings> {
  const faults: Fault[] = [];
  const zone = findZone(settings.timeZone ?? UTC.id, "/settings/timeZone");
  if (!zone.ok) faults.push(...zone.faults);
  const { language, paper, paid } = settings;
  if (!isLanguageCode(language)) faults.push(unknownLanguage(language));
  if (paper !== "A4" && paper !== "Letter") faults.push(unknownPaper(paper));
  const accent = settings.branding?.accent ?? accentDefault;
  if (!/^#[0-9a-fA-F]{6}$/.test(accent)) faults.push(invalidColour(accent));
  if (paid !== undefined) faults.push(...faultsOfPaid(paid));
  if (faults.length > 0 || !zone.ok) return refuse(...faults);
  return ok({ ...settings, words: documentLanguages[language], zone: zone.value, accent });
}

function faultsOfPaid(paid: string): readonly Fault[] {
  const path = "/settings/paid";
  const read = parseDecimal(paid, path);
  if (!read.ok) return read.faults;
  if (isPositive(decimalOf(paid))) return [];
  const message = "what was paid is an amount above zero";
  return [{ code: "amount-not-positive", path, message, value: paid, suggestion: "leave it out" }];
}

const unknownLanguage = (language: string): Fault => ({
  code: "unknown-language",
  path: "/settings/language",
  message: "documents are not written in this language",
  value: language,
  suggestion: `one of ${Object.keys(documentLanguages).join(", ")}`,
});

const unknownPaper = (paper: string): Fault => ({
  code: "unknown-paper",
  path: "/settings/paper",
  message: "documents are not laid out for this paper",
  value: paper,
  suggestion: "A4 or Letter",
});

const invalidColour = (accent: string): Fault => ({
  code: "invalid-colour",
  path: "/settings/branding/accent",
  message: "a colour is written as six hexadecimal digits",
  value: accent.slice(0, 60),
  suggestion: `for example ${accentDefault}`,
});

/** The civil day, in the settings' zone, of a time that an invoice carries. */
export const dayOf = (time: string, zone: Zone): CivilDate =>
  civilDateAt(zone, expectOk(parseInstant(time)));

/** The first and last day of a half-open period: one that ends at midnight ends with the day before. */
export function daysOf(
  period: { readonly from: string; readonly to: string },
  zone: Zone,
): { readonly first: CivilDate; readonly last: CivilDate } {
  const from: Instant = expectOk(parseInstant(period.from));
  const to: Instant = expectOk(parseInstant(period.to));
  return { first: civilDateAt(zone, from), last: civilDateAt(zone, Math.max(from, to - 1)) };
}
