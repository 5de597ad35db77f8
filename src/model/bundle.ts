import type { Amount } from "../money/amount.ts";
import type { Quantity } from "../money/quantity.ts";
import type { Price } from "../pricing/registry.ts";
import type { CadenceName } from "../time/cadence.ts";
import type { Noted, Vocabulary } from "./vocabulary.ts";

/** One thing in a bundle, with what it sells for alone: the weight its share of the bundle's price is worked out by. */
export interface BundlePart<V extends Vocabulary = Vocabulary> {
  readonly plan?: V["plan"];
  readonly addon?: V["addon"];
  readonly offer?: V["offer"];
  readonly licence?: V["licence"];
  readonly quantity?: Quantity;
  readonly standalone: Amount<V["currency"]>;
}

/** Several things for one price; revenue is divided by standalone prices, by largest remainder. */
export interface Bundle<V extends Vocabulary = Vocabulary> extends Noted {
  readonly name: string;
  readonly parts: readonly BundlePart<V>[];
  /** Absent: not priced yet. */
  readonly price?: Price<V["currency"]>;
  /** Absent: sold once. */
  readonly every?: CadenceName;
  readonly partner?: V["partner"];
}
