import { driverEntry } from "../drivers/driver-place.ts";
import { literal, text } from "../shape.ts";
import { object } from "../shape-object.ts";
import { costFields, perMonth } from "./cost-fields.ts";
import type { CostKind, CostTerms } from "./cost-kind.ts";

/** So much a month, as a formula says: `"4_000 USD per month"`, or anything that follows from other figures. */
export interface FixedCost extends CostTerms {
  readonly kind: "fixed";
  readonly amount: string;
}

export const fixed: CostKind<FixedCost> = {
  shape: object<FixedCost>({ ...costFields, kind: literal("fixed"), amount: text }),
  entries: ({ amount }, { name, path }, { currency }) => [
    driverEntry({ name, path: `${path}/amount` }, amount, perMonth(currency)),
  ],
};
