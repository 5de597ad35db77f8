import type { FormulaEntry } from "../../formula/formula-entry.ts";
import type { DriverPlace } from "../drivers/driver-place.ts";
import { named, type Shape } from "../shape.ts";
import { variants } from "../shape-object.ts";
import type { CostKind, CostModel } from "./cost-kind.ts";
import { type FixedCost, fixed } from "./fixed.ts";
import { type HeadcountCost, headcount } from "./headcount.ts";
import { type PartnerShareCost, partnerShare } from "./partner-share.ts";
import { type CustomerCost, perCustomer } from "./per-customer.ts";
import { perUnit, type UnitCost } from "./per-unit.ts";
import { type ShareCost, share } from "./share.ts";

/** What the business spends, and how that comes about. */
export type Cost =
  | FixedCost
  | CustomerCost
  | UnitCost
  | ShareCost
  | PartnerShareCost
  | HeadcountCost;

type Kinds = { readonly [K in Cost["kind"]]: CostKind<Extract<Cost, { kind: K }>> };

const kinds: Kinds = {
  fixed,
  "per-customer": perCustomer,
  "per-unit": perUnit,
  share,
  "partner-share": partnerShare,
  headcount,
};

/** Any of them, told apart by its `kind`. */
export const cost: Shape<Cost> = named("Cost", () =>
  variants<Cost, "kind">("kind", {
    fixed: fixed.shape,
    "per-customer": perCustomer.shape,
    "per-unit": perUnit.shape,
    share: share.shape,
    "partner-share": partnerShare.shape,
    headcount: headcount.shape,
  }),
);

/** The figures of a cost; the last is what it comes to a month. */
export const costEntries = (
  one: Cost,
  place: DriverPlace,
  model: CostModel,
): readonly FormulaEntry[] =>
  // The kind that is looked up is the kind of what it is given, which the compiler cannot follow.
  (kinds[one.kind] as CostKind<Cost>).entries(one, place, { currency: model.currency, model });
