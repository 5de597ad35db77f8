import { pathTo } from "../../fault/fault.ts";
import type { Api, ApiRoute } from "../api.ts";
import type { ContractTemplate } from "../contract.ts";
import type { Cost } from "../costs/registry.ts";
import type { Model } from "../model.ts";
import { entriesOf } from "../model-rule.ts";
import type { Subscribable } from "../plan.ts";
import type { Segment } from "../segment.ts";

/** Sections whose nouns others refer to. */
export type Declared =
  | "streams"
  | "products"
  | "meters"
  | "features"
  | "plans"
  | "addons"
  | "offers"
  | "licences"
  | "discounts"
  | "eligibilities"
  | "partners"
  | "slas"
  | "credits"
  | "benchmarks"
  | "references"
  | "apis"
  | "methods"
  | "taxCategories";

/** A place where one noun refers to another. */
export interface Mention {
  readonly section: Declared;
  readonly id: string;
  readonly path: string;
}

/** The fields of a noun that name others, and the sections they name. */
type NamesIn<T> = readonly (readonly [keyof T & string, Declared])[];

/** The names in some fields: one name, a list of names, or names as keys. */
function* namesOf<T extends object>(noun: T, path: string, fields: NamesIn<T>): Generator<Mention> {
  for (const [field, section] of fields) {
    const value: unknown = noun[field];
    const at = pathTo(path, field);
    if (typeof value === "string") yield { section, id: value, path: at };
    else if (Array.isArray(value))
      for (const [index, id] of value.entries())
        yield { section, id: String(id), path: pathTo(at, index) };
    else if (typeof value === "object" && value !== null)
      for (const id of Object.keys(value)) yield { section, id, path: pathTo(at, id) };
  }
}

function* inSection<T extends object>(
  section: Readonly<Record<string, T>> | undefined,
  path: string,
  fields: NamesIn<T>,
): Generator<Mention> {
  for (const [id, noun] of entriesOf(section)) yield* namesOf(noun, pathTo(path, id), fields);
}

const ofPlan: NamesIn<Subscribable> = [
  ["stream", "streams"],
  ["product", "products"],
  ["features", "features"],
  ["grants", "credits"],
  ["discounts", "discounts"],
  ["sla", "slas"],
  ["eligibility", "eligibilities"],
];

function* inPlans(
  section: Readonly<Record<string, Subscribable>> | undefined,
  path: string,
): Generator<Mention> {
  yield* inSection(section, path, ofPlan);
  for (const [id, plan] of entriesOf(section)) {
    const at = pathTo(path, id);
    yield* inSection(plan.charges, pathTo(at, "charges"), [
      ["stream", "streams"],
      ["meter", "meters"],
    ]);
    yield* inSection(plan.quotas, pathTo(at, "quotas"), [["meter", "meters"]]);
    if (plan.trial === undefined) continue;
    yield* namesOf(plan.trial, pathTo(at, "trial"), [["features", "features"]]);
    yield* inSection(plan.trial.quotas, pathTo(at, "trial", "quotas"), [["meter", "meters"]]);
  }
}

function* inSales(model: Model): Generator<Mention> {
  yield* inSection(model.offers, "/offers", [
    ["stream", "streams"],
    ["product", "products"],
    ["discounts", "discounts"],
    ["eligibility", "eligibilities"],
  ]);
  yield* inSection(model.licences, "/licences", [
    ["stream", "streams"],
    ["product", "products"],
    ["features", "features"],
    ["discounts", "discounts"],
    ["eligibility", "eligibilities"],
  ]);
  for (const [id, { maintenance }] of entriesOf(model.licences))
    if (maintenance !== undefined)
      yield* namesOf(maintenance, pathTo("/licences", id, "maintenance"), [["stream", "streams"]]);
  yield* inSection(model.outcomes, "/outcomes", [
    ["stream", "streams"],
    ["meter", "meters"],
    ["plans", "plans"],
  ]);
  yield* inSection(model.bundles, "/bundles", [["partner", "partners"]]);
  for (const [id, { parts }] of entriesOf(model.bundles))
    for (const [index, part] of parts.entries())
      yield* namesOf(part, pathTo("/bundles", id, "parts", index), [
        ["plan", "plans"],
        ["addon", "addons"],
        ["offer", "offers"],
        ["licence", "licences"],
      ]);
  yield* inSection(model.priceLists, "/priceLists", [
    ["plans", "plans"],
    ["offers", "offers"],
  ]);
}

const ofContract: NamesIn<ContractTemplate> = [
  ["plans", "plans"],
  ["prices", "plans"],
  ["features", "features"],
  ["methods", "methods"],
  ["discounts", "discounts"],
  ["sla", "slas"],
  ["eligibility", "eligibilities"],
];

function* inTerms(model: Model): Generator<Mention> {
  yield* inSection(model.contracts, "/contracts", ofContract);
  for (const [id, { quotas }] of entriesOf(model.contracts))
    yield* inSection(quotas, pathTo("/contracts", id, "quotas"), [["meter", "meters"]]);
  for (const [id, contract] of entriesOf(model.contracts))
    for (const [index, option] of (contract.options ?? []).entries())
      yield* namesOf(option, pathTo("/contracts", id, "options", index), [
        ["plan", "plans"],
        ["offer", "offers"],
        ["licence", "licences"],
      ]);
  for (const [id, { rebate }] of entriesOf(model.contracts))
    if (rebate !== undefined)
      yield* namesOf(rebate, pathTo("/contracts", id, "rebate"), [
        ["offer", "offers"],
        ["meter", "meters"],
      ]);
  yield* inSection(model.slas, "/slas", [["credit", "credits"]]);
  yield* inSection(model.credits, "/credits", [
    ["streams", "streams"],
    ["plans", "plans"],
    ["eligibility", "eligibilities"],
  ]);
  for (const [id, { breakage }] of entriesOf(model.credits))
    if (breakage !== undefined)
      yield* namesOf(breakage, pathTo("/credits", id, "breakage"), [["stream", "streams"]]);
  yield* inSection(model.coupons, "/coupons", [
    ["discount", "discounts"],
    ["plans", "plans"],
  ]);
  yield* inSection(model.eligibilities, "/eligibilities", [["discounts", "discounts"]]);
  if (model.payment !== undefined)
    yield* namesOf(model.payment, "/payment", [["fallback", "methods"]]);
  if (model.payment?.dunning !== undefined)
    yield* namesOf(model.payment.dunning, "/payment/dunning", [["stream", "streams"]]);
}

function* inSelling(model: Model): Generator<Mention> {
  yield* inSection(model.partners, "/partners", [["discount", "discounts"]]);
  yield* inSection(model.shares, "/shares", [
    ["partner", "partners"],
    ["stream", "streams"],
  ]);
  yield* inSection(model.channels, "/channels", [
    ["partner", "partners"],
    ["plans", "plans"],
    ["eligibility", "eligibilities"],
  ]);
  yield* inSection(model.alerts, "/alerts", [
    ["meter", "meters"],
    ["plans", "plans"],
    ["suggest", "plans"],
  ]);
  yield* inSection(model.benchmarks, "/benchmarks", [
    ["comparedWith", "plans"],
    ["source", "references"],
  ]);
  for (const [id, policy] of entriesOf(model.policies)) {
    const path = pathTo("/policies", id);
    if (policy.kind === "rate-envelope") yield* namesOf(policy, path, [["stream", "streams"]]);
    if (policy.kind === "relative" && policy.to !== "nearest-alternative")
      yield* namesOf(policy, path, [["to", "benchmarks"]]);
  }
}

/** Purchases that a segment's customers move on to are its own. */
function* inPlanning({ segments, income, costs }: Model): Generator<Mention> {
  yield* inSection(income, "/income", [["stream", "streams"]]);
  for (const [id, one] of entriesOf<Cost>(costs)) {
    const path = pathTo("/costs", id);
    yield* namesOf(one, path, [["stream", "streams"]]);
    if (one.kind === "per-unit") yield* namesOf(one, path, [["meter", "meters"]]);
    if (one.kind === "share" || one.kind === "partner-share")
      yield* namesOf(one, path, [["ofStream", "streams"]]);
  }

  for (const [id, { purchases }] of entriesOf<Segment>(segments))
    yield* inSection(purchases, pathTo("/segments", id, "purchases"), [
      ["plan", "plans"],
      ["offer", "offers"],
      ["licence", "licences"],
      ["addons", "addons"],
      ["discounts", "discounts"],
      ["agreedDiscounts", "discounts"],
      ["eligibilities", "eligibilities"],
      ["usage", "meters"],
    ]);
}

function* inApis({ apis }: Model): Generator<Mention> {
  yield* inSection<Api>(apis, "/apis", [
    ["plans", "plans"],
    ["features", "features"],
    ["sla", "slas"],
    ["successor", "apis"],
  ]);
  for (const [id, { routes }] of entriesOf<Api>(apis))
    yield* inSection<ApiRoute>(routes, pathTo("/apis", id, "routes"), [
      ["plans", "plans"],
      ["features", "features"],
    ]);
}

function* inTaxes({ taxes }: Model): Generator<Mention> {
  if (taxes === undefined) return;
  yield* namesOf(taxes, "/taxes", [["defaultCategory", "taxCategories"]]);
  for (const section of ["streams", "plans", "addons", "offers", "licences"] as const) {
    const path = pathTo("/taxes/products", section);
    const named = taxes.products?.[section];
    if (named === undefined) continue;
    yield* namesOf({ [section]: named }, "/taxes/products", [[section, section]]);
    for (const [id, category] of Object.entries(named))
      if (category !== undefined)
        yield { section: "taxCategories", id: category, path: pathTo(path, id) };
  }
  for (const [index, rule] of taxes.rules.entries())
    yield* namesOf(rule, pathTo("/taxes/rules", index), [["category", "taxCategories"]]);
}

/** Every place of a model where one noun refers to another, in the order of the document's sections. */
export function* mentionsOf(model: Model): Generator<Mention> {
  yield* inSection(model.products, "/products", [["meters", "meters"]]);
  yield* inPlans(model.plans, "/plans");
  yield* inSection(model.plans, "/plans", [["upgradesTo", "plans"]]);
  yield* inPlans(model.addons, "/addons");
  yield* inSection(model.addons, "/addons", [["plans", "plans"]]);
  yield* inSales(model);
  yield* namesOf(model, "", [["discountOrder", "discounts"]]);
  yield* inTerms(model);
  yield* inTaxes(model);
  yield* inSelling(model);
  yield* inApis(model);
  yield* inPlanning(model);
}
