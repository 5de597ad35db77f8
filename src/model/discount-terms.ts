import type { Discount } from "../pricing/discount.ts";
import type { Noted, Vocabulary } from "./vocabulary.ts";

/** What a model adds to a discount. */
export interface DiscountTerms extends Noted {
  /** What an invoice calls it. Default: its kind or reason. */
  readonly name?: string;
  /** Lines it is taken of. Default `all`. */
  readonly appliesTo?: "recurring" | "usage" | "all";
  /** `intended`: buying more may cost less, and it is meant. */
  readonly cliff?: "intended";
}

/** A discount of the model: how it is worked out, and what it is taken of. */
export type ModelDiscount<V extends Vocabulary = Vocabulary> = Discount<V["currency"]> &
  DiscountTerms;
