import type { Plan } from "../model/plan.ts";
import type { Amount } from "../money/amount.ts";
import type { Price } from "../pricing/registry.ts";

/** The prices of a plan in words, by cadence; usage prices under the name of their charge. */
export function planPrices(plan: Plan): Readonly<Record<string, string>> {
  const recurring = Object.entries(plan.prices ?? {}).flatMap(([cadence, price]) =>
    price === undefined ? [] : [[cadence, priceText(price, plan.per)] as const],
  );
  const charges = Object.entries(plan.charges ?? {}).map(
    ([id, { name, price }]) => [name ?? id, priceText(price, undefined)] as const,
  );
  return Object.fromEntries([...recurring, ...charges]);
}

function priceText(price: Price, per: string | undefined): string {
  switch (price.kind) {
    case "flat":
      return amountText(price.amount);
    case "per-unit": {
      const unit = price.per === undefined ? (per ?? "unit") : price.per.toLocaleString("en");
      return `${amountText(price.unit)} per ${unit}`;
    }
    case "seat":
      return `${price.unit} per seat`;
    case "package":
      return `${price.price} per ${price.size.toLocaleString("en")}`;
    case "graduated":
    case "volume":
      return `${firstRate(price)}, ${price.kind} price of ${price.tiers.length} tiers`;
    default:
      return price.kind.replaceAll("-", " ");
  }
}

/** What the first unit costs; later tiers change it. */
function firstRate(price: Extract<Price, { kind: "graduated" | "volume" }>): string {
  const unit = price.tiers[0]?.unit;
  const per = price.per === undefined ? "unit" : price.per.toLocaleString("en");
  return unit === undefined ? (price.tiers[0]?.flat ?? "0") : `${unit} per ${per}`;
}

function amountText(amount: Amount): string {
  if (typeof amount === "string") return amount;
  return "low" in amount ? `${amount.low} to ${amount.high}` : `${amount.atLeast} or more`;
}
