import { pathTo } from "../fault/fault.ts";
import {
  standardTaxCategory,
  type Taxes,
  type TaxRegistration,
  type TaxRule,
} from "../model/tax.ts";
import { format, isZero } from "../money/decimal.ts";
import { shareOf } from "../money/percent.ts";
import type { TaxCategory } from "./tax-category.ts";
import type { TaxPlace } from "./tax-place.ts";

/** A rule that holds, and where in the model it stands. */
export interface FoundTaxRule {
  readonly rule: TaxRule;
  /** JSON pointer: `/taxes/rules/3`. */
  readonly path: string;
}

/** The taxes of a model, ready to be asked. */
export interface TaxTable {
  readonly taxes: Taxes;
  /** What tax is called at home, for lines that bear none. */
  readonly homeTaxName: string;
  /** The rule for a category at a place on a day; undefined where none is written. */
  readonly ruleOn: (place: TaxPlace, category: string, day: string) => FoundTaxRule | undefined;
  /** Whether all rules of the country are those of regions, so that a region without one levies nothing. */
  readonly goesByRegion: (country: string) => boolean;
  /** The registrations that hold on a day. */
  readonly registrationsOn: (day: string) => readonly TaxRegistration[];
}

interface Dated {
  readonly from: string;
  readonly to?: string;
}

/** Whether a span of days, of which `to` is the first one after it, holds on a day. */
const holdsOn = ({ from, to }: Dated, day: string): boolean =>
  from <= day && (to === undefined || day < to);

const keyOf = (country: string, region: string, category: string): string =>
  `${country} ${region} ${category}`;

/** Indexes the tax rules of a model that passed its check. */
export function openTaxTable(taxes: Taxes): TaxTable {
  const rules = new Map<string, FoundTaxRule[]>();
  for (const [index, rule] of taxes.rules.entries()) {
    const key = keyOf(rule.country, rule.region ?? "", rule.category ?? standardTaxCategory);
    const found = { rule, path: pathTo("/taxes/rules", index) };
    const group = rules.get(key);
    if (group === undefined) rules.set(key, [found]);
    else group.push(found);
  }
  const countries = new Set(taxes.rules.map(({ country }) => country));
  const wholeCountries = new Set(
    taxes.rules.filter(({ region }) => region === undefined).map(({ country }) => country),
  );
  const holding = (country: string, region: string, category: string, day: string) =>
    rules.get(keyOf(country, region, category))?.find(({ rule }) => holdsOn(rule, day));
  return {
    taxes,
    homeTaxName: taxes.rules.find(({ country }) => country === taxes.home)?.name ?? "VAT",
    ruleOn: ({ country, region, territory }, category, day) =>
      (region === undefined
        ? undefined
        : (holding(country, region, category, day) ??
          holding(country, region, standardTaxCategory, day))) ??
      (territory === undefined
        ? (holding(country, "", category, day) ?? holding(country, "", standardTaxCategory, day))
        : undefined),
    goesByRegion: (country) => countries.has(country) && !wholeCountries.has(country),
    registrationsOn: (day) => (taxes.registrations ?? []).filter((span) => holdsOn(span, day)),
  };
}

/** The rate of a rule as decimal text in percent: `19`, `25.5`. */
export const rateText = ({ rate }: TaxRule): string => {
  const share = shareOf(rate);
  return format({ coefficient: share.coefficient, scale: share.scale - 2 });
};

/** The category of what a rule charges: exempt by law, zero-rated, or at its rate. */
export const categoryOfRule = (rule: TaxRule): TaxCategory => {
  if (rule.exemption !== undefined) return "E";
  return isZero(shareOf(rule.rate)) ? "Z" : "S";
};
