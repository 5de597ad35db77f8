import type { Amount, Range } from "../money/amount.ts";
import type { Money } from "../money/money.ts";
import type { Quantity } from "../money/quantity.ts";
import type { Price } from "../pricing/registry.ts";
import type { CadenceName } from "../time/cadence.ts";
import type { Id, Noted, Vocabulary } from "./vocabulary.ts";

/** One thing in a bundle, with what it sells for alone: the weight its share of the bundle's price is worked out by. */
export interface BundlePart<V extends Vocabulary = Vocabulary> {
  /** Its name within the bundle. Default: the id of what it is of. */
  readonly id?: Id;
  readonly plan?: V["plan"];
  /** Goes with the bundle's first plan. */
  readonly addon?: V["addon"];
  readonly offer?: V["offer"];
  readonly licence?: V["licence"];
  /** Default 1. */
  readonly quantity?: Quantity;
  /** Of a plan or an add-on: how long the price pays for. Default: the bundle's `every`, else the only cadence it is sold at. */
  readonly cadence?: CadenceName;
  /** Of one unit; a range counts at its middle. Default: what the model sells it for. */
  readonly standalone?: Amount<V["currency"]>;
  /**
   * Instead of `standalone`, where it sells at highly varying or yet unknown prices: what the others leave of the price, which
   * must lie within this range (ASC 606-10-32-34(c), IFRS 15.79(c)). Of one part only.
   */
  readonly residual?: Range<Money<V["currency"]>>;
  /** Of a plan in a bundle that is sold once: whether it ends with what is paid (the default), or goes on at the list's price. */
  readonly afterwards?: "ends" | "renews";
}

/** Several things for one price; it is divided among them by stand-alone prices, by largest remainder. */
export interface Bundle<V extends Vocabulary = Vocabulary> extends Noted {
  readonly name: string;
  readonly parts: readonly BundlePart<V>[];
  /** Of one bundle. Absent: not priced yet. */
  readonly price?: Price<V["currency"]>;
  /** Absent: sold once. Else each period is billed in advance, and what is sold once is sold again with each. */
  readonly every?: CadenceName;
  /**
   * Other bundles of the model that some of its parts are regularly sold as. Where their discounts are the whole discount, it is
   * of those parts alone (ASC 606-10-32-37, IFRS 15.82).
   */
  readonly regularlySoldAs?: readonly Id[];
  readonly partner?: V["partner"];
}

/** The name of a part within its bundle. */
export const bundlePartId = ({ id, plan, addon, offer, licence }: BundlePart): Id =>
  id ?? plan ?? addon ?? offer ?? licence ?? "";
