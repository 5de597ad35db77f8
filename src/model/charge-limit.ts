import type { Quantity } from "../money/quantity.ts";
import type { Price } from "../pricing/registry.ts";
import type { Charge } from "./plan.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Reserved capacity of a charge, in units of its meter. */
type CapacityPrice = Extract<Price, { kind: "capacity" }>;

/** How much of its meter a charge covers before over-use begins, and what becomes of over-use. */
export interface ChargeLimit {
  readonly of: "included" | "reserved";
  readonly limit: Quantity;
  readonly overage: "block" | "bill";
}

/**
 * What a charge includes, or the capacity that is bought with it; undefined where it covers nothing.
 *
 * @param reserved what the subscription reserves; without it a price that states none covers nothing
 */
export function chargeLimit<V extends Vocabulary>(
  { included, overage = "bill", price }: Charge<V>,
  reserved?: Quantity,
): ChargeLimit | undefined {
  if (included !== undefined) return { of: "included", limit: included, overage };
  const capacity = capacityIn(price);
  const limit = reserved ?? capacity?.reserved;
  if (capacity === undefined || limit === undefined) return undefined;
  const blocks = capacity.overUse.rule === "block" || overage === "block";
  return { of: "reserved", limit, overage: blocks ? "block" : "bill" };
}

/** The capacity that a price is of. What a transform or free units lie around is no quantity of the meter, so there is none. */
export function capacityIn(price: Price): CapacityPrice | undefined {
  if (price.kind === "capacity") return price;
  return price.kind === "spend-limits" || price.kind === "commitment"
    ? capacityIn(price.of)
    : undefined;
}
