import type { Rate } from "../money/amount.ts";
import type { Percent } from "../money/percent.ts";
import type { Quantity } from "../money/quantity.ts";
import type { Price } from "../pricing/registry.ts";
import type { Noted, Vocabulary } from "./vocabulary.ts";

/** A part of a project that falls due by itself. */
export interface Milestone {
  readonly name: string;
  /** Share of the offer's price. */
  readonly share: Percent;
}

/** Something sold once: a service by the hour, a training by the person, a certification, a system. */
export interface Offer<V extends Vocabulary = Vocabulary> extends Noted {
  readonly name: string;
  readonly stream: V["stream"];
  readonly product?: V["product"];
  /** Absent where the offer is a mark-up or not priced yet. */
  readonly price?: Price<V["currency"]>;
  /** What one unit is, singular: `hour`, `day`, `person`, `person-week`, `project`, `incident`, `vendor`. */
  readonly per: string;
  /** Resold at cost plus this; `on` names the cost. */
  readonly markup?: { readonly rate: Rate; readonly on: string };
  /** Factor on the price by way of delivery: `{ remote: 1, "on-site": 2 }`. */
  readonly deliveryMultipliers?: Readonly<Record<string, Quantity>>;
  /** Expected share of each way of delivery; the shares add to 100%. */
  readonly deliveryMix?: Readonly<Record<string, Percent>>;
  /** Parts of a project; the shares add to 100%. */
  readonly milestones?: readonly Milestone[];
  /** Of an offer with milestones: `by-milestone` (default) bills each when it is reached; `on-sale` bills all with the sale. */
  readonly invoiced?: "by-milestone" | "on-sale";
  /**
   * Earned evenly by day over so many months from the day of the sale: a service that takes so long, or an upfront fee for what
   * comes after it (ASC 606-10-55-51, IFRS 15.B49). Default: at once, when it is sold, or with its milestones.
   */
  readonly earnedOverMonths?: number;
  /** Whether each milestone is of use by itself, so that what remains is distinct from what was reached. Default false. */
  readonly distinct?: boolean;
  /** The fewest units that are sold. */
  readonly minimum?: Quantity;
  readonly discounts?: readonly V["discount"][];
  readonly eligibility?: V["eligibility"];
  readonly requiresContract?: boolean;
  readonly sold?: boolean;
  readonly audience?: string;
  /** `intended`: buying more may cost less, and it is meant. */
  readonly cliff?: "intended";
}
