import { type Fault, faultsOf, pathTo } from "../../fault/fault.ts";
import { monthsOf, parseCadence } from "../../time/cadence.ts";
import type { ContractTemplate } from "../contract.ts";
import { amountsOff } from "../drivers/amounts-off.ts";
import { readUsageSpread } from "../drivers/usage-variation.ts";
import type { Model } from "../model.ts";
import { declared, entriesOf, type ModelRule } from "../model-rule.ts";
import type { Segment, SegmentContract, SegmentPurchase } from "../segment.ts";
import { suggestName } from "../shape.ts";

/** A purchase of a segment, and where it stands. */
interface Place {
  readonly purchase: SegmentPurchase;
  readonly path: string;
  readonly model: Model;
}

function bundleFaults({ purchase, path, model }: Place): readonly Fault[] {
  const { bundle } = purchase;
  if (bundle === undefined) return [];
  if (declared(model.bundles, bundle) === undefined)
    return [
      {
        code: "unknown-bundle",
        path: pathTo(path, "bundle"),
        message: `the model declares no bundle "${bundle}"`,
        value: bundle,
        suggestion: suggestName(bundle, Object.keys(model.bundles ?? {})),
      },
    ];
  return strayTerms(
    { purchase, path },
    [
      "contract",
      "cadence",
      "addons",
      "termYears",
      "quantities",
      "discounts",
      "agreedDiscounts",
      "coupons",
    ],
    "a bundle has its own price and parts, and no such terms",
  );
}

/** Terms that a purchase cannot have. */
const strayTerms = (
  { purchase, path }: Pick<Place, "purchase" | "path">,
  fields: readonly (keyof SegmentPurchase)[],
  message: string,
): readonly Fault[] =>
  fields
    .filter((field) => purchase[field] !== undefined)
    .map((field) => ({
      code: "term-does-not-apply",
      path: pathTo(path, field),
      message,
      suggestion: "leave it out",
    }));

function contractFaults(place: Place): readonly Fault[] {
  const { purchase, path, model } = place;
  const { contract } = purchase;
  if (contract === undefined) return [];
  const own = pathTo(path, "contract");
  const template = declared(model.contracts, contract.template);
  if (template === undefined)
    return [
      {
        code: "unknown-template",
        path: pathTo(own, "template"),
        message: `the model declares no contract "${contract.template}"`,
        value: contract.template,
        suggestion: suggestName(contract.template, Object.keys(model.contracts ?? {})),
      },
    ];
  return [
    ...monthsFaults(contract, template, own),
    ...beyondFaults(template, own),
    ...periodFaults(place, contract.months ?? template.term),
    ...strayTerms(place, ["termYears"], "the contract has its own term"),
  ];
}

function monthsFaults(
  { months }: SegmentContract,
  { term, name }: ContractTemplate,
  path: string,
): readonly Fault[] {
  const { low, high } = typeof term === "number" ? { low: term, high: term } : term;
  if (months === undefined && low !== high)
    return [
      {
        code: "months-needed",
        path,
        message: `"${name}" runs ${low} to ${high} months; say how many`,
        suggestion: `give months, such as ${low}`,
      },
    ];
  if (months === undefined || (months >= low && months <= high)) return [];
  return [
    {
      code: "months-out-of-term",
      path: pathTo(path, "months"),
      message: `"${name}" runs ${low === high ? low : `${low} to ${high}`} months`,
      value: months,
    },
  ];
}

/** Who leaves at the end of a term has paid for no day beyond it. */
function periodFaults(
  { purchase, path, model }: Place,
  months: ContractTemplate["term"],
): readonly Fault[] {
  const prices = declared(model.plans, purchase.plan ?? "")?.prices ?? {};
  const [only, ...others] = Object.keys(prices);
  const cadence = parseCadence(purchase.cadence ?? (others.length === 0 ? (only ?? "") : ""));
  const each = cadence.ok ? monthsOf(cadence.value) : undefined;
  if (each === undefined || typeof months !== "number" || months % each === 0) return [];
  return [
    {
      code: "term-not-whole-periods",
      path: pathTo(path, "contract"),
      message: `what is paid for ${each} months at a time does not end with a term of ${months}`,
      suggestion: "take another cadence, or a term of whole periods",
    },
  ];
}

/** What is given back, or paid with credits, is no line of an invoice that a plan could multiply. */
function beyondFaults(
  { prepayment, rebate, options = [], name }: ContractTemplate,
  path: string,
): readonly Fault[] {
  const what =
    prepayment !== undefined
      ? "is prepaid"
      : rebate !== undefined
        ? "gives rebates"
        : options.some(({ right }) => right !== undefined)
          ? "has an option that is a material right"
          : undefined;
  if (what === undefined) return [];
  return [
    {
      code: "contract-beyond-plan",
      path,
      message: `"${name}" ${what}, which a plan does not count`,
      suggestion: "plan with a template without it, and state what it costs under costs",
    },
  ];
}

const growthFaults = (place: Place): readonly Fault[] =>
  place.purchase.plan === undefined
    ? strayTerms(place, ["quantityGrowth"], "only of plans more is bought as time goes by")
    : [];

function usageFaults({ purchase, path }: Place): readonly Fault[] {
  const { usageVaries, usage } = purchase;
  if (usageVaries === undefined) return [];
  if (usage === undefined)
    return strayTerms({ purchase, path }, ["usageVaries"], "nothing is used that could vary");
  return faultsOf(readUsageSpread(usageVaries, pathTo(path, "usageVaries")));
}

/** What is sold once is nothing that a customer has and moves on from, or to. */
function moveFaults(purchases: Segment["purchases"], { purchase, path }: Place): readonly Fault[] {
  const { moves = {}, offer } = purchase;
  return Object.keys(moves).flatMap((to) => {
    const next = declared<SegmentPurchase>(purchases, to);
    if (next === undefined || (offer === undefined && next.offer === undefined)) return [];
    return [
      {
        code: "offer-moves",
        path: pathTo(path, "moves", to),
        message: "customers move on to something that they have, and an offer is sold once",
        value: to,
        suggestion: "let them leave, and others come",
      },
    ];
  });
}

/** An amount comes off a document once, and on the day of a move one bills what was used before and what is bought. */
function sharedFaults(purchases: Segment["purchases"], place: Place): readonly Fault[] {
  const { purchase, path, model } = place;
  const own = purchase.usage === undefined ? [] : amountsOff(purchase, model);
  return Object.keys(purchase.moves ?? {}).flatMap((to) => {
    const next = declared<SegmentPurchase>(purchases, to);
    if (next === undefined) return [];
    const { coupons: _, ...without } = next;
    const shared = amountsOff(without, model).find((id) => own.includes(id));
    if (shared === undefined) return [];
    return [
      {
        code: "amount-off-moves",
        path: pathTo(path, "moves", to),
        message: `"${shared}" takes an amount off a document, which on the day of a move bills what was used before and what is bought`,
        value: to,
        suggestion: "plan with a discount of a percentage, or let it be of one of them only",
      },
    ];
  });
}

/** What the customers of a plan buy can be sold to them on the terms that are stated. */
export const plannedPurchases: ModelRule = {
  name: "planned-purchases",
  severity: "fault",
  needsSound: "surroundings",
  find: (model: Model) =>
    entriesOf<Segment>(model.segments).flatMap(([segment, { purchases }]) =>
      entriesOf<SegmentPurchase>(purchases).flatMap(([id, purchase]) => {
        const path = pathTo("/segments", segment, "purchases", id);
        const place = { purchase, path, model };
        return [
          ...bundleFaults(place),
          ...contractFaults(place),
          ...usageFaults(place),
          ...growthFaults(place),
          ...moveFaults(purchases, place),
          ...sharedFaults(purchases, place),
        ];
      }),
    ),
};
