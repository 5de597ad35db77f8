import { expectOk } from "../../fault/fault.ts";
import type { Bundle } from "../../model/bundle.ts";
import type { Model } from "../../model/model.ts";
import { decimalOf, format } from "../../money/decimal.ts";
import { type Money, money } from "../../money/money.ts";
import type { Allocation } from "../../pricing/allocate-price.ts";
import type { CompiledPrice, Rated } from "../../pricing/price-kind.ts";
import { compilePrice } from "../../pricing/registry.ts";
import type { CadenceName } from "../../time/cadence.ts";
import type { LineBundle } from "../invoice.ts";

/**
 * What a purchase has of the bundle that it was bought in, fixed on that day: its part of the bundle's price stands in place
 * of its own, and is not divided anew when stand-alone prices change (ASC 606-10-32-43, IFRS 15.88). Plain JSON.
 */
export interface Bundled {
  /** The id of the bundle's purchase. */
  readonly id: string;
  /** The bundle of the model, and the place of the part in it. */
  readonly bundle: string;
  readonly part: number;
  /** What all of the bundle costs, each period where it recurs, and what of that is this part's. Minor-unit text. */
  readonly price: string;
  readonly amount: string;
  /** What the part sells for alone, and all the parts. Exact text. */
  readonly standalone: string;
  readonly together: string;
  readonly basis: Allocation["basis"];
  /** Of what is sold once in a bundle that recurs: how often it is sold again, and the subscription that this ends with. */
  readonly again?: { readonly every: CadenceName; readonly with: string };
}

const bundleOf = ({ bundle }: Bundled, { bundles }: Pick<Model, "bundles">): Bundle | undefined =>
  bundles?.[bundle];

/** What a line says of the bundle that it is a part of. */
export const lineBundle = (bundled: Bundled, model: Pick<Model, "bundles">): LineBundle => ({
  id: bundled.id,
  name: bundleOf(bundled, model)?.name ?? bundled.bundle,
  price: bundled.price,
});

/** JSON pointer of the part in the model. */
export const bundledPointer = ({ bundle, part }: Bundled): string =>
  `/bundles/${bundle}/parts/${part}`;

const shares: Readonly<Record<Bundled["basis"], string>> = {
  relative: "its share by stand-alone prices",
  "discount-to-bundle": "what it is regularly sold for with others",
  residual: "what the other parts leave of it, or its stand-alone price",
};

/** What a part costs, and how that came to be. */
export function bundledRated(
  bundled: Bundled,
  model: Pick<Model, "bundles">,
): Pick<Rated, "amount" | "steps"> {
  const { price, amount, standalone, together, basis } = bundled;
  const part = decimalOf(amount);
  return {
    amount: part,
    steps: [
      { label: `bundle "${lineBundle(bundled, model).name}"`, amount: price },
      { label: shares[basis], rate: `${standalone} of ${together}`, amount: format(part) },
    ],
  };
}

/** The part's price as one that a period is rated by, whatever the quantity. */
export function bundledPrice(bundled: Bundled, model: Model): CompiledPrice {
  const amount: Money = money(decimalOf(bundled.amount), model.currency);
  const flat = expectOk(compilePrice({ kind: "flat", amount }));
  const { steps } = bundledRated(bundled, model);
  return { ...flat, finish: (partial) => ({ ...flat.finish(partial), steps }) };
}
