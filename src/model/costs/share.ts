import { driverEntry, driverUnits, within } from "../drivers/driver-place.ts";
import { literal, text } from "../shape.ts";
import { object, optional } from "../shape-object.ts";
import { id } from "../shape-values.ts";
import type { Id } from "../vocabulary.ts";
import { costFields, perMonth } from "./cost-fields.ts";
import type { CostKind, CostTerms } from "./cost-kind.ts";

/** A share of what comes in: `"2.9%"` of payments collected, or of what is earned with one stream or all. */
export interface ShareCost extends CostTerms {
  readonly kind: "share";
  readonly rate: string;
  readonly of: "collections" | "revenue" | "billings";
  /** Of the revenue or billings of one stream; of all where absent. */
  readonly ofStream?: Id;
}

export const share: CostKind<ShareCost> = {
  shape: object<ShareCost>({
    ...costFields,
    kind: literal("share"),
    rate: text,
    of: literal("collections", "revenue", "billings"),
    ofStream: optional(id),
  }),
  entries: ({ rate, of, ofStream }, place, { currency }) => {
    const own = within(place, "rate", "rate");
    const base = ofStream === undefined ? `forecast.${of}` : `forecast.${of}.${ofStream}`;
    return [
      driverEntry(own, rate, driverUnits.ratio),
      driverEntry(place, `${own.name} * ${base}`, perMonth(currency)),
    ];
  },
};
