import type { Model } from "../../model/model.ts";
import { declared } from "../../model/model-rule.ts";
import type { SegmentPurchase } from "../../model/segment.ts";

/** What a price of a model is for, wherever that stands: the list, or a contract that has a price of its own for it. */
export interface PricedThing {
  readonly section: "plans" | "addons" | "offers" | "licences";
  readonly id: string;
  /** Of a recurring price. */
  readonly cadence?: string;
  /** Of a metered one. */
  readonly charge?: string;
}

/** What the price at a JSON pointer is for; undefined of a part of a bundle and of a contract's option, whose place does not say it. */
export function thingAt(pointer: string): PricedThing | undefined {
  const steps = stepsOf(pointer);
  const [section, id = "", kind, last = ""] =
    steps[0] === "contracts" && steps[2] === "prices"
      ? ["plans", steps[3], steps[4] === "base" ? "prices" : steps[4], steps[5]]
      : steps;
  if (section === "offers" || section === "licences") return { section, id };
  if (section !== "plans" && section !== "addons") return undefined;
  if (kind === "prices") return { section, id, cadence: last };
  return kind === "charges" ? { section, id, charge: last } : undefined;
}

/** The price that a model lists for something, or that a contract template has in its place; undefined where there is none. */
export function listedFor(thing: PricedThing, model: Model, template?: string): unknown {
  const { section, id, cadence, charge } = thing;
  if (section === "offers") return declared(model.offers, id)?.price;
  if (section === "licences") return declared(model.licences, id)?.fee;
  const signed =
    section === "plans" && template !== undefined
      ? declared(declared(model.contracts, template)?.prices, id)
      : undefined;
  const item = declared(model[section], id);
  if (charge !== undefined)
    return declared(signed?.charges, charge) ?? declared(item?.charges, charge)?.price;
  return cadence === undefined
    ? undefined
    : declared<unknown>(signed?.base ?? item?.prices, cadence);
}

/** Units that are included in a charge, beside its price. */
export function includedIn({ section, id, charge }: PricedThing, model: Model): string {
  if (charge === undefined || (section !== "plans" && section !== "addons")) return "0";
  return String(declared(declared(model[section], id)?.charges, charge)?.included ?? "0");
}

/** The point that a purchase of a plan agrees on for it, where its price leaves one open. */
export function plannedPoint(
  { section, id, charge }: PricedThing,
  { agreed, plan, offer, licence }: SegmentPurchase,
): NonNullable<SegmentPurchase["agreed"]>[string] | undefined {
  const own = section === "offers" ? offer : section === "licences" ? licence : plan;
  return section !== "addons" && own === id ? agreed?.[charge ?? "base"] : undefined;
}

/** The steps of a JSON pointer. */
const stepsOf = (pointer: string): readonly string[] =>
  pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));

/** What stands at a JSON pointer; undefined where there is nothing. */
export function valueAt(document: unknown, pointer: string): unknown {
  let value = document;
  for (const key of stepsOf(pointer)) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[key];
  }
  return value;
}
