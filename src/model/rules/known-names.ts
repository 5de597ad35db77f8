import { type Fault, pathTo } from "../../fault/fault.ts";
import { nearest } from "../../fault/nearest.ts";
import type { Model } from "../model.ts";
import type { ModelRule } from "../model-rule.ts";
import { choiceOf } from "../shape.ts";
import { standardTaxCategory } from "../tax.ts";
import { type Declared, type Mention, mentionsOf } from "./mentions.ts";

/** The word for one noun of a section; `unknown-` and this is the fault's code. */
const nouns: Readonly<Record<Declared, string>> = {
  streams: "stream",
  products: "product",
  meters: "meter",
  features: "feature",
  plans: "plan",
  addons: "addon",
  offers: "offer",
  licences: "licence",
  discounts: "discount",
  eligibilities: "eligibility",
  partners: "partner",
  slas: "sla",
  credits: "credit",
  benchmarks: "benchmark",
  references: "reference",
  apis: "api",
  methods: "method",
  taxCategories: "tax category",
};

function declaredIn(model: Model, section: Declared): readonly string[] {
  if (section === "taxCategories")
    return [...new Set([standardTaxCategory, ...Object.keys(model.taxes?.categories ?? {})])];
  return Object.keys((section === "methods" ? model.payment?.methods : model[section]) ?? {});
}

function unknownName({ section, id, path }: Mention, declared: readonly string[]): Fault {
  const noun = nouns[section];
  const near = nearest(id, declared);
  const others =
    declared.length === 0 ? `declare it under "${section}"` : `declared are ${choiceOf(declared)}`;
  return {
    code: `unknown-${noun}`,
    path,
    message: `the model declares no ${noun} "${id}"`,
    value: id,
    suggestion: near === undefined ? others : `did you mean "${near}"?`,
  };
}

/** A charge that a contract or a price list sets a price for is one of the plan's. */
function unknownCharges(model: Model): readonly Fault[] {
  const lists = [
    ...Object.entries(model.contracts ?? {}).map(
      ([id, contract]) => [pathTo("/contracts", id, "prices"), contract.prices] as const,
    ),
    ...Object.entries(model.priceLists ?? {}).map(
      ([id, list]) => [pathTo("/priceLists", id, "plans"), list.plans] as const,
    ),
  ];
  return lists.flatMap(([path, plans]) =>
    Object.entries(plans ?? {}).flatMap(([planId, prices]) => {
      if (!Object.hasOwn(model.plans, planId)) return [];
      const known = Object.keys(model.plans[planId]?.charges ?? {});
      return Object.keys(prices?.charges ?? {})
        .filter((id) => !known.includes(id))
        .map((id) => ({
          code: "unknown-charge",
          path: pathTo(path, planId, "charges", id),
          message: `plan "${planId}" has no charge "${id}"`,
          value: id,
          suggestion: known.length === 0 ? "it has none" : `it has ${choiceOf(known)}`,
        }));
    }),
  );
}

/** Every name that a noun refers to is declared. */
export const knownNames: ModelRule = {
  name: "known-names",
  severity: "fault",
  needsSound: "itself",
  find: (model) => [
    ...[...mentionsOf(model)].flatMap((mention) => {
      const declared = declaredIn(model, mention.section);
      if (declared.includes(mention.id)) return [];
      const fault = unknownName(mention, declared);
      return mention.section === "taxCategories"
        ? [{ ...fault, code: "unknown-tax-category" }]
        : [fault];
    }),
    ...unknownCharges(model),
  ],
};
