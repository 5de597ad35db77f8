import { type Fault, pathTo } from "../../fault/fault.ts";
import { type Decimal, isPositive, isZero, trim } from "../../money/decimal.ts";
import { parseQuantity, type Quantity, quantityText } from "../../money/quantity.ts";
import type { Meter } from "../meter.ts";
import type { Model } from "../model.ts";
import { declared, entriesOf, type ModelRule } from "../model-rule.ts";
import type { Charge } from "../plan.ts";
import type { Segment, SegmentPurchase } from "../segment.ts";

const isWhole = (value: Decimal): boolean => trim(value).scale <= 0;

const partFault = (quantity: Quantity, path: string, message: string): Fault => ({
  code: "quantity-not-whole",
  path,
  message,
  value: quantityText(quantity),
  suggestion: "write a whole number",
});

/** Add-ons are bought one by one. */
const addonFaults = ({ addons }: SegmentPurchase, path: string): readonly Fault[] =>
  entriesOf<Quantity>(addons).flatMap(([id, quantity]) => {
    const read = parseQuantity(quantity);
    if (!read.ok || (isWhole(read.value) && isPositive(read.value))) return [];
    return [
      partFault(quantity, pathTo(path, "addons", id), "add-ons are bought whole, at least one"),
    ];
  });

/** Whether a meter's units are things: it counts them, or something is sold for each of them. */
function countsThings({ aggregation, unit }: Meter, { plans, addons, offers }: Model): boolean {
  if (aggregation.kind === "count" || aggregation.kind === "unique") return true;
  const sold: readonly { readonly per?: string }[] = [plans, addons, offers].flatMap((section) =>
    Object.values<{ readonly per?: string }>(section ?? {}),
  );
  return sold.some(({ per }) => per === unit);
}

/** Half a node is nothing that could be reserved; half a terabyte is. */
const reservedFaults = (
  { plan, quantities }: SegmentPurchase,
  model: Model,
  path: string,
): readonly Fault[] =>
  entriesOf<Quantity>(quantities).flatMap(([id, quantity]) => {
    const charge = declared<Charge>(declared(model.plans, plan ?? "")?.charges, id);
    const meter = declared(model.meters, charge?.meter ?? "");
    const read = parseQuantity(quantity);
    if (meter === undefined || !read.ok || !countsThings(meter, model)) return [];
    if (isWhole(read.value) && (isPositive(read.value) || isZero(read.value))) return [];
    return [
      partFault(
        quantity,
        pathTo(path, "quantities", id),
        `a ${meter.unit} is one thing, so they are reserved whole`,
      ),
    ];
  });

/** What the customers of a plan buy so many of, they buy in whole numbers. */
export const plannedQuantities: ModelRule = {
  name: "planned-quantities",
  severity: "fault",
  needsSound: "surroundings",
  find: (model: Model) =>
    entriesOf<Segment>(model.segments).flatMap(([segment, { purchases }]) =>
      entriesOf<SegmentPurchase>(purchases).flatMap(([id, purchase]) => {
        const path = pathTo("/segments", segment, "purchases", id);
        return [...addonFaults(purchase, path), ...reservedFaults(purchase, model, path)];
      }),
    ),
};
