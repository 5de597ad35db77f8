import { type Fault, faultsOf, ok, pathTo, type Result } from "../fault/fault.ts";
import type { Model } from "../model/model.ts";
import { decimal } from "../money/decimal.ts";
import type { Percent } from "../money/percent.ts";
import { applyDiscounts, type DiscountFacts, type OrderedDiscount } from "../pricing/discount.ts";
import { named } from "./price-book.ts";

/** Which lines a discount may be taken of. */
export type DiscountedPart = "recurring" | "usage";

/** The discounts of a purchase, in the model's stacking order, and what decides which of them a line gets. */
export interface PurchaseDiscounts {
  readonly recurring: readonly OrderedDiscount[];
  readonly usage: readonly OrderedDiscount[];
  readonly facts: Omit<DiscountFacts, "quantity">;
}

/** What a purchase says about its discounts. */
export interface DiscountClaims {
  /** Of the plan, licence or offer. */
  readonly offered?: readonly string[] | undefined;
  /** Granted to this purchase, the ones with an eligibility among them. */
  readonly granted?: readonly string[] | undefined;
  readonly termYears?: number | undefined;
  /** Percentages agreed where the model states a range. */
  readonly agreed?: Readonly<Record<string, Percent>> | undefined;
}

/** No discount at all. */
export const noDiscounts: PurchaseDiscounts = {
  recurring: [],
  usage: [],
  facts: { eligible: new Set() },
};

/**
 * Gathers the discounts of a purchase: each once, in the model's stacking order. Refuses what a bill would ignore or meet
 * unprepared: `unknown-discount`, `agreed-discount-unused` for a percentage of a discount that is not given, and what
 * `applyDiscounts` leaves open: a range that nobody agreed on (`needs-agreed-price`), a point outside of it.
 */
export function purchaseDiscounts(model: Model, claims: DiscountClaims): Result<PurchaseDiscounts> {
  const wanted = new Set([...(claims.offered ?? []), ...(claims.granted ?? [])]);
  const strays = strayNames(model, claims, wanted);
  if (strays.length > 0) return { ok: false, faults: strays };
  if (wanted.size === 0) return ok(noDiscounts);
  const given = (model.discountOrder ?? Object.keys(model.discounts ?? {}).sort()).flatMap((id) => {
    const discount = wanted.has(id) ? model.discounts?.[id] : undefined;
    return discount === undefined ? [] : [{ id, name: discount.name, discount }];
  });
  const facts = {
    eligible: new Set(claims.granted),
    ...(claims.termYears === undefined ? {} : { termYears: claims.termYears }),
    ...(claims.agreed === undefined ? {} : { agreed: new Map(Object.entries(claims.agreed)) }),
  };
  const { open } = applyDiscounts(sample, given, { ...facts, quantity: sample }, 2);
  if (open.length > 0)
    return {
      ok: false,
      faults: open.map((fault) => ({ ...fault, path: `/agreedDiscounts${fault.path}` })),
    };
  const of = (part: DiscountedPart): OrderedDiscount[] =>
    given.filter(
      ({ discount: { appliesTo = "all" } }) => appliesTo === "all" || appliesTo === part,
    );
  return ok({ recurring: of("recurring"), usage: of("usage"), facts });
}

/** Any amount and quantity large enough that each discount is looked at. */
const sample = decimal(1_000_000_000);

/** Names that a purchase gives and nothing would look at. */
function strayNames(
  model: Model,
  { granted = [], agreed = {} }: DiscountClaims,
  wanted: ReadonlySet<string>,
): readonly Fault[] {
  const known = (id: string, path: string): readonly Fault[] =>
    faultsOf(named(model.discounts, id, "discount", path));
  const unknown = granted.flatMap((id, index) => known(id, pathTo("/discounts", index)));
  const unused = Object.keys(agreed).flatMap((id) => {
    const path = pathTo("/agreedDiscounts", id);
    const stray = known(id, path);
    if (stray.length > 0) return stray;
    if (!wanted.has(id)) return [unusedPercent(id, path, "this purchase does not have it")];
    return model.discounts?.[id]?.kind === "percent"
      ? []
      : [unusedPercent(id, path, "its percentages are those of the price list")];
  });
  return [...unknown, ...unused];
}

const unusedPercent = (id: string, path: string, why: string): Fault => ({
  code: "agreed-discount-unused",
  path,
  message: `a percentage was agreed for discount "${id}", but ${why}`,
  value: id,
  suggestion: "remove the percentage, or grant the discount it is meant for",
});
