import { ok, pathTo, type Result, refuse } from "../../fault/fault.ts";
import type { Bundle, BundlePart } from "../../model/bundle.ts";
import type { Offer } from "../../model/offer.ts";
import { minorUnits } from "../../money/currency.ts";
import { type Decimal, multiply } from "../../money/decimal.ts";
import { moneyValue, parseMoney } from "../../money/money.ts";
import { shareOf } from "../../money/percent.ts";
import { parseQuantity } from "../../money/quantity.ts";
import type { Sharer } from "./allocate-price.ts";
import type { Pattern } from "./contract.ts";
import { standalonePrice } from "./standalone-price.ts";

/** What kind of thing a part of a bundle is, and its id in the model: how its obligation is named. */
const nameOf = (part: BundlePart): string =>
  part.plan ?? part.addon ?? part.offer ?? part.licence ?? "";

/**
 * The performance obligations of a bundle with what each sells for alone, for `allocatePrice`. A range counts at its
 * middle; a part's quantity multiplies.
 * Refuses with `no-standalone-price` a part that has a floor, or that is negotiated: a contract states what it sells for.
 */
export function bundleSharers(bundle: Bundle, path = ""): Result<readonly Sharer[]> {
  const sharers: Sharer[] = [];
  for (const [index, part] of bundle.parts.entries()) {
    const at = pathTo(path, "parts", index, "standalone");
    const unit = unitPrice(part.standalone, at);
    const quantity = parseQuantity(part.quantity ?? 1, pathTo(path, "parts", index, "quantity"));
    if (!unit.ok) return unit;
    if (!quantity.ok) return quantity;
    sharers.push({ id: nameOf(part), standalone: multiply(unit.value, quantity.value) });
  }
  return ok(sharers);
}

function unitPrice(stated: BundlePart["standalone"], path: string): Result<Decimal> {
  if (typeof stated === "object" && "low" in stated) {
    const low = parseMoney(stated.low, path);
    if (!low.ok) return low;
    const high = moneyValue(stated.high);
    const range = { kind: "range", low: low.value.value, high, outside: "midpoint" } as const;
    return ok(standalonePrice(range, minorUnits(low.value.currency)));
  }
  if (typeof stated === "string" && stated !== "negotiated") return ok(moneyValue(stated));
  return refuse({
    code: "no-standalone-price",
    path,
    message: "this part has no stand-alone selling price to divide the bundle's by",
    suggestion: "state an amount or a range",
  });
}

/** How an offer is satisfied: by its milestones, or at the point in time it is delivered. */
export function offerPattern(offer: Pick<Offer, "milestones">): Pattern {
  const { milestones = [] } = offer;
  if (milestones.length === 0) return { kind: "point-in-time" };
  return {
    kind: "milestones",
    milestones: milestones.map(({ name, share }) => ({ name, share: shareOf(share) })),
  };
}
