import { ok, type Result } from "../fault/fault.ts";
import type { Model } from "../model/model.ts";
import { decimal } from "../money/decimal.ts";
import type { Percent } from "../money/percent.ts";
import { applyDiscounts, type DiscountFacts, type OrderedDiscount } from "../pricing/discount.ts";

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
 * Gathers the discounts of a purchase: each once, in the model's stacking order. Refuses a discount whose percentage is
 * a range that nobody agreed on (`needs-agreed-price`), so that a bill never meets it.
 */
export function purchaseDiscounts(model: Model, claims: DiscountClaims): Result<PurchaseDiscounts> {
  const wanted = new Set([...(claims.offered ?? []), ...(claims.granted ?? [])]);
  if (wanted.size === 0) return ok(noDiscounts);
  const order = (model.discountOrder ?? Object.keys(model.discounts ?? {})).filter((id) =>
    wanted.has(id),
  );
  const facts = {
    eligible: new Set(claims.granted),
    ...(claims.termYears === undefined ? {} : { termYears: claims.termYears }),
    ...(claims.agreed === undefined ? {} : { agreed: new Map(Object.entries(claims.agreed)) }),
  };
  const ordered = (part: DiscountedPart): OrderedDiscount[] =>
    order.flatMap((id) => {
      const discount = model.discounts?.[id];
      const appliesTo = discount?.appliesTo ?? "all";
      if (discount === undefined || (appliesTo !== "all" && appliesTo !== part)) return [];
      return [{ id, name: discount.name, discount }];
    });
  const discounts = { recurring: ordered("recurring"), usage: ordered("usage"), facts };
  const every = [...discounts.recurring, ...discounts.usage];
  const { open } = applyDiscounts(sample, every, { ...facts, quantity: sample }, 2);
  return open.length === 0 ? ok(discounts) : { ok: false, faults: open };
}

/** Any amount and quantity large enough that each discount is looked at. */
const sample = decimal(1_000_000_000);
