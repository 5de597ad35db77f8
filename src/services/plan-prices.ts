import type { Model } from "../model/model.ts";
import type { Charge, Subscribable } from "../model/plan.ts";
import type { Amount, Rate } from "../money/amount.ts";
import { groupThousands, type Quantity, quantityText } from "../money/quantity.ts";
import type { Price } from "../pricing/registry.ts";
import { readTiers } from "../pricing/tiers.ts";
import type { ChargeSummary, TierSummary } from "./reports.ts";

/** Points that a buyer agreed where prices are left open: `base` for the recurring one, else by charge. */
type Agreed = Readonly<Record<string, string>>;

/** The recurring prices of a plan or an add-on in words, by cadence. */
export function recurringPrices(
  plan: Pick<Subscribable, "prices" | "per">,
  agreed: Agreed = {},
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(plan.prices ?? {}).flatMap(([cadence, price]) =>
      price === undefined
        ? []
        : [[cadence, priceText(settled(price, agreed.base), plan.per ?? "unit")]],
    ),
  );
}

/** What a plan charges for use, each charge with what is included and the tiers past it. */
export const chargeSummaries = (
  plan: Pick<Subscribable, "charges">,
  model: Pick<Model, "meters">,
  agreed: Agreed = {},
): readonly ChargeSummary[] =>
  Object.entries(plan.charges ?? {}).map(([id, charge]) =>
    chargeSummary(id, { ...charge, price: settled(charge.price, agreed[id]) }, model),
  );

function chargeSummary(id: string, charge: Charge, model: Pick<Model, "meters">): ChargeSummary {
  const { meter, price, included, every = "monthly" } = charge;
  const unit = model.meters[meter]?.unit ?? "unit";
  return {
    id,
    name: charge.name ?? model.meters[meter]?.name ?? id,
    meter,
    unit,
    every,
    included: included === undefined ? null : quantityText(included),
    overage: included === undefined ? null : (charge.overage ?? "bill"),
    kind: price.kind,
    price: priceText(price, unit),
    per: "per" in price && price.per !== undefined ? quantityText(price.per) : "1",
    tiers: tierSummaries(price),
  };
}

function tierSummaries(price: Price): readonly TierSummary[] {
  if (price.kind !== "graduated" && price.kind !== "volume") return [];
  return readTiers(price).map(({ label }, index) => {
    const stated = price.tiers[index];
    return { label, unit: stated?.unit ?? null, flat: stated?.flat ?? null };
  });
}

/** A price with the point that was agreed wherever the list states a range, a floor, or nothing yet. */
function settled<T>(price: T, agreed: string | undefined): T {
  if (agreed === undefined) return price;
  const settle = (value: unknown): unknown => {
    if (value === "negotiated") return agreed;
    if (Array.isArray(value)) return value.map(settle);
    if (typeof value !== "object" || value === null) return value;
    if ("atLeast" in value || "low" in value) return agreed;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, settle(inner)]));
  };
  return settle(price) as T;
}

/** A price as a price list would say it; `of` is what one unit is, singular. */
function priceText(price: Price, of: string): string {
  switch (price.kind) {
    case "flat":
      return statedText(price.amount);
    case "per-unit":
      return `${statedText(price.unit)} per ${unitsText(price.per, of)}`;
    case "seat":
      return `${price.unit} per ${of === "unit" ? "seat" : of}`;
    case "package":
      return `${price.price} per package of ${grouped(price.size)}`;
    case "graduated":
    case "volume":
      return tieredText(price, of);
    case "capacity":
      return `${price.unit} per ${of} reserved`;
    case "percentage":
      return `${statedText(price.rate)} of value${price.fixed === undefined ? "" : ` and ${price.fixed} each`}`;
    case "graduated-percentage":
      return `${price.tiers[0]?.rate ?? "0%"} of value at first, ${countOf(price.tiers, "tier")}`;
    case "banded":
      return `by value, ${countOf(price.bands, "band")}`;
    case "matrix":
      return `by ${price.dimensions.join(" and ")}, ${countOf(price.cells, "price")}`;
    case "formula":
      return price.expression;
    default:
      return wrappedText(price, of);
  }
}

/** A price that changes another one. */
function wrappedText(price: Extract<Price, { of: Price }>, of: string): string {
  const inner = priceText(price.of, of);
  switch (price.kind) {
    case "free-units":
      return `${grouped(price.units)} free, then ${inner}`;
    case "commitment":
      return `${inner}, ${price.committed} committed`;
    case "spend-limits": {
      const least = price.minimum === undefined ? "" : `, at least ${price.minimum}`;
      const most = price.maximum === undefined ? "" : `, at most ${price.maximum}`;
      return `${inner}${least}${most}`;
    }
    case "transform":
      return inner;
  }
}

/** What the first unit costs, and that later tiers change it. */
function tieredText(price: Extract<Price, { kind: "graduated" | "volume" }>, of: string): string {
  const [first] = price.tiers;
  const tiers = countOf(price.tiers, `${price.kind} tier`);
  return first?.unit === undefined
    ? `${first?.flat ?? "nothing"} at first, ${tiers}`
    : `${first.unit} per ${unitsText(price.per, of)} at first, ${tiers}`;
}

const unitsText = (per: Quantity | undefined, of: string): string =>
  per === undefined ? of : grouped(per);

const countOf = (entries: readonly unknown[], noun: string): string =>
  `${entries.length} ${noun}${entries.length === 1 ? "" : "s"}`;

const grouped = (quantity: Quantity): string => groupThousands(quantityText(quantity));

function statedText(stated: Amount | Rate): string {
  if (typeof stated === "string") return stated;
  return "low" in stated ? `${stated.low} to ${stated.high}` : `${stated.atLeast} or more`;
}
