import { type Fault, pathTo } from "../../fault/fault.ts";
import { isZero } from "../../money/decimal.ts";
import { shareOf } from "../../money/percent.ts";
import type { Model } from "../model.ts";
import { entriesOf, type ModelRule } from "../model-rule.ts";
import { type ProductTaxes, standardTaxCategory, type Taxes, type TaxRule } from "../tax.ts";
import { isRegionOf } from "../tax-regions.ts";

/** What makes two rules answer the same question. */
export const taxedTogether = ({ country, region = "", category = standardTaxCategory }: TaxRule) =>
  `${country} ${region} ${category}`;

/** A rule, and where in the document it stands. */
export interface PlacedTaxRule {
  readonly rule: TaxRule;
  readonly index: number;
}

/** The rules that answer one question, by their first day. */
export function taxRulesBySubject(rules: readonly TaxRule[]): readonly PlacedTaxRule[][] {
  const groups = new Map<string, PlacedTaxRule[]>();
  for (const [index, rule] of rules.entries()) {
    const key = taxedTogether(rule);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [{ rule, index }]);
    else group.push({ rule, index });
  }
  return [...groups.values()].map((group) =>
    group.toSorted((a, b) => (a.rule.from < b.rule.from ? -1 : a.rule.from > b.rule.from ? 1 : 0)),
  );
}

function spanFaults(
  span: { readonly from: string; readonly to?: string },
  path: string,
): readonly Fault[] {
  if (span.to === undefined || span.from < span.to) return [];
  const message = "this ends before it begins: `to` is the first day on which it no longer holds";
  const suggestion = `write a day after ${span.from}`;
  const at = pathTo(path, "to");
  return [{ code: "tax-dates-out-of-order", path: at, message, value: span.to, suggestion }];
}

function exemptionFaults({ exemption, rate }: TaxRule, path: string): readonly Fault[] {
  if (exemption === undefined || isZero(shareOf(rate))) return [];
  const message = "what is exempt bears no tax";
  const suggestion = 'write rate: "0%", or leave the exemption out';
  return [
    { code: "exempt-with-rate", path: pathTo(path, "rate"), message, value: rate, suggestion },
  ];
}

function regionFaults(
  { country, region }: { readonly country: string; readonly region?: string },
  path: string,
): readonly Fault[] {
  if (region === undefined || isRegionOf(country, region)) return [];
  const message = `${country} has no region ${region}`;
  const suggestion = "write what ISO 3166-2 puts after the country";
  const at = pathTo(path, "region");
  return [{ code: "not-a-region", path: at, message, value: region, suggestion }];
}

function overlaps(group: readonly PlacedTaxRule[]): readonly Fault[] {
  return group.slice(1).flatMap(({ rule, index }, before): Fault[] => {
    const earlier = group[before];
    if (earlier === undefined) return [];
    const { to } = earlier.rule;
    if (to !== undefined && to <= rule.from) return [];
    return [
      {
        code: "tax-rules-overlap",
        path: pathTo("/taxes/rules", index),
        message: `two rates hold for ${describe(rule)} on ${rule.from}`,
        value: rule.rate,
        suggestion: `end rule ${earlier.index} with to: "${rule.from}"`,
      },
    ];
  });
}

const describe = ({ country, region, category = standardTaxCategory }: TaxRule): string =>
  `${category} in ${region === undefined ? country : `${country}-${region}`}`;

const productSections = [
  "streams",
  "plans",
  "addons",
  "offers",
  "licences",
] as const satisfies readonly (keyof ProductTaxes)[];

/** Every place that gives products a tax category. */
function categoriesInUse({ defaultCategory, products = {} }: Taxes): readonly [string, string][] {
  const own = productSections.flatMap((section) =>
    entriesOf(products[section]).flatMap(([id, category]): [string, string][] =>
      category === undefined ? [] : [[pathTo("/taxes/products", section, id), category]],
    ),
  );
  return defaultCategory === undefined
    ? own
    : [["/taxes/defaultCategory", defaultCategory], ...own];
}

function homeFaults(taxes: Taxes): readonly Fault[] {
  if (taxes.provider === "external") return [];
  const atHome = taxes.rules.filter(
    ({ country, region }) =>
      country === taxes.home && (region === undefined || region === taxes.homeRegion),
  );
  const suggestion = `write a rule with country: "${taxes.home}"`;
  if (atHome.length === 0) {
    const message = `there is no tax rate for the home country ${taxes.home}`;
    return [{ code: "home-tax-rate-missing", path: "/taxes/rules", message, suggestion }];
  }
  const known = new Set(atHome.map(({ category = standardTaxCategory }) => category));
  if (known.has(standardTaxCategory)) return [];
  return categoriesInUse(taxes)
    .filter(([, category]) => !known.has(category))
    .map(([path, category]) => ({
      code: "product-without-tax-rule",
      path,
      message: `no rule of ${taxes.home} says how "${category}" is taxed, and there is none for "standard"`,
      value: category,
      suggestion,
    }));
}

function find({ taxes }: Model): readonly Fault[] {
  if (taxes === undefined) return [];
  return [
    ...(taxes.registrations ?? []).flatMap((registration, index) =>
      [spanFaults, regionFaults].flatMap((faults) =>
        faults(registration, pathTo("/taxes/registrations", index)),
      ),
    ),
    ...taxes.rules.flatMap((rule, index) => {
      const path = pathTo("/taxes/rules", index);
      return [spanFaults, regionFaults, exemptionFaults].flatMap((faults) => faults(rule, path));
    }),
    ...taxRulesBySubject(taxes.rules).flatMap(overlaps),
    ...homeFaults(taxes),
  ];
}

/** On each day at most one rate holds for a category somewhere, and the home country has one for what is sold, unless a tax engine decides. */
export const taxRules: ModelRule = {
  name: "tax-rules",
  severity: "fault",
  needsSound: "contents",
  find,
};
