import { ok, type Result, refuse } from "../fault/fault.ts";
import { nearest } from "../fault/nearest.ts";
import { shownText } from "./digits.ts";

/** The calendar unit a cadence counts in. */
export type CadenceUnit = "day" | "week" | "month" | "quarter" | "half-year" | "year";

/** How often something recurs: every so many units, `every` being a whole number from 1. */
export interface Cadence {
  readonly every: number;
  readonly unit: CadenceUnit;
}

/** A cadence as a model writes it. */
export type CadenceName =
  | "daily"
  | "weekly"
  | "monthly"
  | "quarterly"
  | "semiannual"
  | "annual"
  | `every-${number}-${"days" | "weeks" | "months" | "quarters" | "half-years" | "years"}`;

interface UnitFacts {
  readonly unit: CadenceUnit;
  readonly single: CadenceName;
  readonly plural: "days" | "weeks" | "months" | "quarters" | "half-years" | "years";
  /** Length in months, or in days for units that no month is a multiple of. */
  readonly months?: number;
  readonly days?: number;
  /** The longest cadence: a hundred years. */
  readonly everyMax: number;
}

const UNITS: Readonly<Record<CadenceUnit, UnitFacts>> = {
  day: { unit: "day", single: "daily", plural: "days", days: 1, everyMax: 36_500 },
  week: { unit: "week", single: "weekly", plural: "weeks", days: 7, everyMax: 5_200 },
  month: { unit: "month", single: "monthly", plural: "months", months: 1, everyMax: 1_200 },
  quarter: { unit: "quarter", single: "quarterly", plural: "quarters", months: 3, everyMax: 400 },
  "half-year": {
    unit: "half-year",
    single: "semiannual",
    plural: "half-years",
    months: 6,
    everyMax: 200,
  },
  year: { unit: "year", single: "annual", plural: "years", months: 12, everyMax: 100 },
};

/** Words people write for a cadence, and the name it has here. */
const SYNONYMS: Readonly<Record<string, CadenceName>> = {
  day: "daily",
  week: "weekly",
  month: "monthly",
  quarter: "quarterly",
  year: "annual",
  yearly: "annual",
  annually: "annual",
  "semi-annual": "semiannual",
  "semi-annually": "semiannual",
  semiannually: "semiannual",
  biannual: "semiannual",
  "half-year": "semiannual",
  "half-yearly": "semiannual",
  biweekly: "every-2-weeks",
  "bi-weekly": "every-2-weeks",
  fortnightly: "every-2-weeks",
  bimonthly: "every-2-months",
  "bi-monthly": "every-2-months",
  biennial: "every-2-years",
};

const NAMES = Object.values(UNITS).map((facts) => facts.single);

/**
 * Reads a cadence's name: `monthly`, `every-2-weeks`; at most a hundred years.
 * Refuses with `unknown-cadence`, or `cadence-out-of-range` for a count below 1 or too long; `path` is the JSON pointer
 * put in the fault. `every-1-months` is `monthly`, but `every-3-months` is not `quarterly`: on calendar alignment it counts
 * from any month, a quarter only from January, April, July and October.
 */
export function parseCadence(name: string, path = ""): Result<Cadence> {
  const cadence = readCadence(name);
  if (cadence === undefined) {
    return refuse({
      code: "unknown-cadence",
      path,
      message: "There is no cadence of this name.",
      value: shownText(name),
      suggestion: suggestCadence(name),
    });
  }
  const { everyMax, plural } = UNITS[cadence.unit];
  if (cadence.every >= 1 && cadence.every <= everyMax) return ok(cadence);
  return refuse({
    code: "cadence-out-of-range",
    path,
    message: `A cadence counts from 1 to ${everyMax} ${plural}.`,
    value: shownText(name),
  });
}

/** The one name of a cadence; inverse of {@link parseCadence}. */
export function cadenceName(cadence: Cadence): CadenceName {
  const facts = UNITS[cadence.unit];
  return cadence.every === 1 ? facts.single : `every-${cadence.every}-${facts.plural}`;
}

/** A cadence's length in months; undefined for days and weeks, which no month is a multiple of. */
export function monthsOf(cadence: Cadence): number | undefined {
  const { months } = UNITS[cadence.unit];
  return months === undefined ? undefined : months * cadence.every;
}

/** A cadence's length in days; undefined for months and longer, whose days vary. */
export function daysOf(cadence: Cadence): number | undefined {
  const { days } = UNITS[cadence.unit];
  return days === undefined ? undefined : days * cadence.every;
}

const COUNTED = /^every-(0|[1-9][0-9]{0,5})-([a-z-]{1,16})$/;

/** What a name says, its count unchecked; undefined when it is no cadence's name. */
function readCadence(name: string): Cadence | undefined {
  const [, count, plural] = COUNTED.exec(name) ?? [];
  for (const facts of Object.values(UNITS)) {
    if (name === facts.single) return { every: 1, unit: facts.unit };
    if (plural === facts.plural) return { every: Number(count), unit: facts.unit };
  }
  return undefined;
}

function suggestCadence(name: string): string {
  const word = name.slice(0, 64).trim().toLowerCase().replaceAll(" ", "-").replaceAll("_", "-");
  const synonym = Object.hasOwn(SYNONYMS, word) ? SYNONYMS[word] : undefined;
  const spelled = [word, `${word}s`].find((candidate) => readCadence(candidate) !== undefined);
  const meant = synonym ?? spelled ?? nearest(word, [...NAMES, ...Object.keys(SYNONYMS)]);
  if (meant === undefined) return `one of ${NAMES.join(", ")}, or every-2-weeks and the like`;
  return `did you mean "${Object.hasOwn(SYNONYMS, meant) ? SYNONYMS[meant] : meant}"?`;
}
