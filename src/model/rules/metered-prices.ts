import type { Fault } from "../../fault/fault.ts";
import { isPositive } from "../../money/decimal.ts";
import { parseQuantity } from "../../money/quantity.ts";
import { innermostPrice, type Price, priceInput } from "../../pricing/registry.ts";
import type { Aggregation } from "../meter.ts";
import type { ModelRule } from "../model-rule.ts";
import type { Charge } from "../plan.ts";
import { type PriceSite, priceSites } from "./price-sites.ts";

/** Aggregations of which a percentage may be taken: those that give an amount, not a number of things. */
const valued: readonly Aggregation["kind"][] = [
  "sum",
  "max",
  "min",
  "latest",
  "time-weighted-sum",
  "percentile",
];

function meterFault({ price, meter, path }: PriceSite): readonly Fault[] {
  if (meter === undefined) return [];
  const { kind } = meter.aggregation;
  const inner = innermostPrice(price);
  const suggestion = 'aggregate with { kind: "sum", property: … }';
  const takesPercentage = inner.kind === "percentage" || inner.kind === "graduated-percentage";
  if (takesPercentage && !valued.includes(kind)) {
    const message = `a percentage is taken of a value, and this meter gives a ${kind}`;
    return [{ code: "percentage-needs-value", path, message, value: kind, suggestion }];
  }
  if (priceInput(price) !== "events" || kind === "sum" || kind === "count") return [];
  const message = `a ${inner.kind} price rates each event, so its meter is a sum, not a ${kind}`;
  return [{ code: "price-needs-event-values", path, message, value: kind, suggestion }];
}

/** Prices that are no fold over used units, so that units included in them mean nothing. */
function includesNothing(price: Price): boolean {
  return (
    priceInput(price) !== "quantity" || ["flat", "capacity"].includes(innermostPrice(price).kind)
  );
}

function includedFault({ price, charge, path }: PriceSite): readonly Fault[] {
  if (charge?.included === undefined || price !== charge.price || !includesNothing(price))
    return [];
  const at = path.replace(/\/price$/, "/included");
  const message = `units cannot be included in a ${innermostPrice(price).kind} price`;
  const suggestion = "state the free part in the price itself, or leave it out";
  return [
    { code: "included-needs-quantity", path: at, message, value: charge.included, suggestion },
  ];
}

/** Whether a charge says how much may be used before over-use begins. */
function isLimited({ included, price }: Charge): boolean {
  const units = included === undefined ? undefined : parseQuantity(included);
  return (
    (units?.ok === true && isPositive(units.value)) || innermostPrice(price).kind === "capacity"
  );
}

function blockFault({ charge, price, path }: PriceSite): readonly Fault[] {
  if (charge?.overage !== "block" || price !== charge.price || isLimited(charge)) return [];
  const at = path.replace(/\/price$/, "/overage");
  const message = "over-use can only be blocked past included units, and none are included";
  const suggestion = "write included, or a quota of the plan";
  return [{ code: "block-without-included", path: at, message, value: "block", suggestion }];
}

function baseFault({ price, path, use }: PriceSite): readonly Fault[] {
  if (use === "charge" || priceInput(price) === "quantity") return [];
  const message = `a ${innermostPrice(price).kind} price needs a meter, so it is a charge`;
  const suggestion = "write it under charges, with its meter";
  return [
    { code: "price-needs-meter", path, message, value: innermostPrice(price).kind, suggestion },
  ];
}

/** What a price is taken of fits it: events with values for percentages, units where units are included. */
export const meteredPrices: ModelRule = {
  name: "metered-prices",
  severity: "fault",
  needsSound: "surroundings",
  find: (model) =>
    priceSites(model).flatMap((site) => [
      ...meterFault(site),
      ...includedFault(site),
      ...blockFault(site),
      ...baseFault(site),
    ]),
};
