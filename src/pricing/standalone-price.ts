import { assert } from "../fault/fault.ts";
import {
  add,
  compare,
  type Decimal,
  decimal,
  max,
  min,
  multiply,
  one,
  zero,
} from "../money/decimal.ts";
import { divide, round } from "../money/rounding.ts";

/**
 * What a stand-alone selling price is known from (ASC 606-10-32-31..34, IFRS 15.76..79), best evidence first.
 *
 * - `observed`: what is charged when it is sold alone to similar customers.
 * - `range`: alone it sells from `low` to `high`. A stated contract price inside the range stands; one outside takes the
 *   middle of the range, or its nearer end. Common practice, consistently applied; the standards ask for no one rule.
 * - `adjusted-market`: what the market pays, times a factor (32-34(a)).
 * - `cost-plus-margin`: expected cost, and a margin as a share of the cost (32-34(b)).
 *
 * The residual approach (32-34(c)) is no evidence but what is left: see `Standalone` in `allocate-price.ts`.
 */
export type StandaloneEvidence =
  | { readonly kind: "observed"; readonly price: Decimal }
  | {
      readonly kind: "range";
      readonly low: Decimal;
      readonly high: Decimal;
      /** The price that the contract states, if it states one. */
      readonly stated?: Decimal;
      readonly outside: "midpoint" | "nearer-end";
    }
  | { readonly kind: "adjusted-market"; readonly price: Decimal; readonly factor: Decimal }
  | { readonly kind: "cost-plus-margin"; readonly cost: Decimal; readonly margin: Decimal };

const two = decimal(2);

/** The stand-alone selling price that the evidence gives, to `scale` digits; never below zero. */
export function standalonePrice(evidence: StandaloneEvidence, scale: number): Decimal {
  return max(round(unrounded(evidence, scale), scale), zero);
}

function unrounded(evidence: StandaloneEvidence, scale: number): Decimal {
  switch (evidence.kind) {
    case "observed":
      return evidence.price;
    case "adjusted-market":
      return multiply(evidence.price, evidence.factor);
    case "cost-plus-margin":
      return multiply(evidence.cost, add(one, evidence.margin));
    case "range": {
      const { low, high, stated, outside } = evidence;
      assert(compare(low, high) <= 0, "a range of prices is not the wrong way round");
      if (stated !== undefined) {
        const nearer = min(max(stated, low), high);
        if (outside === "nearer-end" || compare(nearer, stated) === 0) return nearer;
      }
      return divide(add(low, high), two, scale);
    }
  }
}
