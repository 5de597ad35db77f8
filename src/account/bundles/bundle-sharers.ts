import { type Fault, ok, pathTo, type Result, refuse } from "../../fault/fault.ts";
import { type Bundle, type BundlePart, bundlePartId } from "../../model/bundle.ts";
import type { Model } from "../../model/model.ts";
import type { Subscribable } from "../../model/plan.ts";
import type { Amount } from "../../money/amount.ts";
import { minorUnits } from "../../money/currency.ts";
import { type Decimal, multiply } from "../../money/decimal.ts";
import { moneyValue, parseMoney } from "../../money/money.ts";
import { parseQuantity } from "../../money/quantity.ts";
import type { Sharer } from "../../pricing/allocate-price.ts";
import { compilePrice, type Price } from "../../pricing/registry.ts";
import { standalonePrice } from "../../pricing/standalone-price.ts";
import type { CadenceName } from "../../time/cadence.ts";

/**
 * The parts of a bundle with what each sells for alone, for `allocatePrice`, named as in the bundle. A part says it of one unit, a
 * range counting at its middle; else it is what the model sells its quantity for (ASC 606-10-32-32, IFRS 15.77: the observable price).
 * Refuses with `no-standalone-price` a part that has a floor, is negotiated, or has no exact price of its own.
 */
export function bundleSharers(model: Model, bundle: Bundle, path = ""): Result<readonly Sharer[]> {
  const sharers: Sharer[] = [];
  for (const [index, part] of bundle.parts.entries()) {
    const at = pathTo(path, "parts", index);
    const quantity = parseQuantity(part.quantity ?? 1, `${at}/quantity`);
    if (!quantity.ok) return quantity;
    const id = bundlePartId(part);
    if (part.residual !== undefined) {
      const bound = (text: typeof part.residual.low): Decimal =>
        multiply(moneyValue(text), quantity.value);
      const { low, high } = part.residual;
      sharers.push({ id, standalone: { residual: { low: bound(low), high: bound(high) } } });
      continue;
    }
    const standalone =
      part.standalone === undefined
        ? listedFor(part, quantity.value, bundle.every, model, at)
        : statedFor(part.standalone, quantity.value, `${at}/standalone`);
    if (!standalone.ok) return standalone;
    sharers.push({ id, standalone: standalone.value });
  }
  return ok(sharers);
}

function statedFor(stated: Amount, quantity: Decimal, path: string): Result<Decimal> {
  if (typeof stated === "object" && "low" in stated) {
    const low = parseMoney(stated.low, path);
    if (!low.ok) return low;
    const high = moneyValue(stated.high);
    const range = { kind: "range", low: low.value.value, high, outside: "midpoint" } as const;
    return ok(multiply(standalonePrice(range, minorUnits(low.value.currency)), quantity));
  }
  if (typeof stated === "string" && stated !== "negotiated")
    return ok(multiply(moneyValue(stated), quantity));
  return refuse(notKnown(path));
}

/** What the model sells the part for: the price of its plan for one period, of its offer, the fee of its licence. */
function listedFor(
  part: BundlePart,
  quantity: Decimal,
  every: CadenceName | undefined,
  { plans, addons, offers, licences }: Model,
  path: string,
): Result<Decimal> {
  const { plan, addon, offer, licence } = part;
  if (licence !== undefined) {
    const fee = licences?.[licence]?.fee;
    return fee === undefined ? refuse(notKnown(path)) : statedFor(fee, quantity, path);
  }
  const item = plan === undefined ? addons?.[addon ?? ""] : plans[plan];
  const price =
    offer === undefined ? periodPrice(item, every ?? part.cadence) : offers?.[offer]?.price;
  if (price === undefined) return refuse(notKnown(path));
  const compiled = compilePrice(price);
  if (!compiled.ok) return refuse(notKnown(path));
  const { lift, finish } = compiled.value;
  return ok(finish(lift({ quantity, time: 0, id: "" })).amount);
}

function periodPrice(
  item: Subscribable | undefined,
  cadence: CadenceName | undefined,
): Price | undefined {
  const prices = item?.prices ?? {};
  if (cadence !== undefined) return prices[cadence];
  const [only, ...others] = Object.values(prices);
  return others.length === 0 ? only : undefined;
}

const notKnown = (path: string): Fault => ({
  code: "no-standalone-price",
  path,
  message: "this part has no stand-alone selling price to divide the bundle's by",
  suggestion: "state an amount or a range in standalone",
});
