import { type Fault, pathTo } from "../../fault/fault.ts";
import { euMembers, isEuMember } from "../eu-vat-area.ts";
import type { Model } from "../model.ts";
import type { ModelRule } from "../model-rule.ts";
import { standardTaxCategory, type Taxes } from "../tax.ts";
import { type PlacedTaxRule, taxRulesBySubject } from "./tax-rules.ts";

/** Days between two standard rates on which none holds; other categories fall back to the standard one. */
function gaps(group: readonly PlacedTaxRule[]): readonly Fault[] {
  return group.slice(1).flatMap(({ rule, index }, before): Fault[] => {
    const to = group[before]?.rule.to;
    const isStandard = (rule.category ?? standardTaxCategory) === standardTaxCategory;
    if (!isStandard || to === undefined || to >= rule.from) return [];
    return [
      {
        code: "tax-rate-gap",
        path: pathTo("/taxes/rules", index, "from"),
        message: `no rate of ${rule.country} holds from ${to} until ${rule.from}`,
        value: rule.from,
        suggestion: `begin with from: "${to}"`,
      },
    ];
  });
}

/** Since this day consumers in the EU are taxed where they are (Directive 2008/8/EC, art. 5), for what is electronic. */
const consumersTaxedSince = "2015-01-01";

function schemeFaults(taxes: Taxes): readonly Fault[] {
  const isOpen =
    taxes.crossBorderConsumers === undefined &&
    !(taxes.registrations ?? []).some(({ scheme }) => scheme === "one-stop-shop");
  if (!isOpen || !isEuMember(taxes.home, consumersTaxedSince) || taxes.home === "GB") return [];
  return [
    {
      code: "tax-scheme-missing",
      path: "/taxes",
      message: "nothing says how consumers in other member states of the EU are taxed",
      suggestion:
        'register with scheme: "one-stop-shop", or write crossBorderConsumers: "below-threshold" or "not-sold-to"',
    },
  ];
}

/** A one-stop shop declares the tax of every member state, so it needs a rate of each. */
function ratesMissing({ registrations = [], rules, home }: Taxes): readonly Fault[] {
  return registrations.flatMap(({ scheme, from }, index): Fault[] => {
    if (scheme !== "one-stop-shop") return [];
    const known = new Set(rules.map(({ country }) => country));
    const missing = euMembers(from < "2021-07-01" ? "2021-07-01" : from).filter(
      (country) => country !== home && !known.has(country),
    );
    if (missing.length === 0) return [];
    return [
      {
        code: "tax-rates-missing",
        path: pathTo("/taxes/registrations", index),
        message: `the one-stop shop has no rate for ${missing.join(", ")}`,
        suggestion: "add ...euStandardRates() to the rules, or a rule for each",
      },
    ];
  });
}

function find({ taxes }: Model): readonly Fault[] {
  if (taxes === undefined || taxes.provider === "external") return [];
  return [
    ...taxRulesBySubject(taxes.rules).flatMap(gaps),
    ...schemeFaults(taxes),
    ...ratesMissing(taxes),
  ];
}

/** Sales that could be made but could not be taxed, because a rate or a scheme is missing. */
export const taxGaps: ModelRule = {
  name: "tax-gaps",
  severity: "warning",
  needsSound: "contents",
  find,
};
