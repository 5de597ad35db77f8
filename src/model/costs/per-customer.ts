import { divideUnits } from "../../formula/unit.ts";
import { driverEntry, driverUnits, within } from "../drivers/driver-place.ts";
import { literal, text } from "../shape.ts";
import { object, optional } from "../shape-object.ts";
import { id } from "../shape-values.ts";
import type { Id } from "../vocabulary.ts";
import { costFields, perMonth } from "./cost-fields.ts";
import type { CostKind, CostTerms } from "./cost-kind.ts";

/** So much for each customer that there is at a month's end: `"12 USD per customer per month"`. */
export interface CustomerCost extends CostTerms {
  readonly kind: "per-customer";
  readonly amount: string;
  /** Of one segment; of all where absent. */
  readonly segment?: Id;
}

export const perCustomer: CostKind<CustomerCost> = {
  shape: object<CustomerCost>({
    ...costFields,
    kind: literal("per-customer"),
    amount: text,
    segment: optional(id),
  }),
  entries: ({ amount, segment }, place, { currency }) => {
    const each = within(place, "each", "amount");
    const unit = divideUnits(perMonth(currency), driverUnits.customers);
    const customers =
      segment === undefined ? "forecast.customers" : `forecast.customers.${segment}`;
    return [
      driverEntry(each, amount, unit),
      driverEntry(place, `${each.name} * ${customers}`, perMonth(currency)),
    ];
  },
};
