import { driverEntry, within } from "../drivers/driver-place.ts";
import { literal, text } from "../shape.ts";
import { object } from "../shape-object.ts";
import { id } from "../shape-values.ts";
import type { Id } from "../vocabulary.ts";
import { costFields, perMonth } from "./cost-fields.ts";
import type { CostKind, CostTerms } from "./cost-kind.ts";

/** So much for each unit of a meter that is used: `"0.0002 USD / 1_000 operations"`. */
export interface UnitCost extends CostTerms {
  readonly kind: "per-unit";
  readonly meter: Id;
  readonly amount: string;
}

export const perUnit: CostKind<UnitCost> = {
  shape: object<UnitCost>({ ...costFields, kind: literal("per-unit"), meter: id, amount: text }),
  entries: ({ amount, meter }, place, { currency }) => {
    const each = within(place, "each", "amount");
    return [
      driverEntry(each, amount),
      driverEntry(place, `${each.name} * forecast.usage.${meter}`, perMonth(currency)),
    ];
  },
};
