import type { Money } from "../money/money.ts";
import type { Percent } from "../money/percent.ts";
import type { Quantity } from "../money/quantity.ts";
import type { CadenceName } from "../time/cadence.ts";
import type { Acquisition } from "./acquisition/registry.ts";
import type { Churn } from "./churn/registry.ts";
import type { Distribution } from "./distributions/registry.ts";
import type { Id, Noted, Vocabulary } from "./vocabulary.ts";

/**
 * Customers who come, buy and leave alike. Every figure is a formula (docs/formulas.md), and is read by others under
 * `segments.SEGMENT.…`.
 */
export interface Segment<V extends Vocabulary = Vocabulary> extends Noted {
  readonly name: string;
  /** Customers who joined in the month before the plan begins: `"20 customers"`. Default: none. */
  readonly opening?: string;
  readonly acquisition: Acquisition;
  /** What its customers buy. The shares of those that are plans add up to 100%. */
  readonly purchases: Readonly<Record<Id, SegmentPurchase<V>>>;
  /** What it costs to win one, by channel: `{ ads: { share: "70%", cost: "500 USD per customer" } }`. Shares add up to 100%. */
  readonly channels?: Readonly<Record<Id, AcquisitionChannel>>;
}

/** A way on which a part of a segment's customers is won, and what one of them costs. */
export interface AcquisitionChannel extends Noted {
  readonly share: string;
  readonly cost: string;
}

/** The contract that every customer of a purchase signs, and what its template leaves open. */
export interface SegmentContract<V extends Vocabulary = Vocabulary> {
  readonly template: V["contract"];
  /** Months of the term, where the template states bounds. */
  readonly months?: number;
  /** The commitment agreed, where the template states a range or a floor. */
  readonly commitment?: Money<V["currency"]>;
}

/** Something that a part of a segment's new customers buys: a plan, an offer, a licence or a bundle, priced as it is billed. */
export interface SegmentPurchase<V extends Vocabulary = Vocabulary> extends Noted {
  /** Of new customers: `"60%"`. */
  readonly share: string;
  readonly plan?: V["plan"];
  readonly offer?: V["offer"];
  readonly licence?: V["licence"];
  /** Several things of the model for one price. */
  readonly bundle?: Id;
  /** Customers leave at the end of its term and not before; who stays renews it. */
  readonly contract?: SegmentContract<V>;
  /** Which of the plan's recurring prices; needless where it has one or none. */
  readonly cadence?: CadenceName;
  /** Units of what it is sold per, whole ones, for customers who start in a month: `"5"`. Default 1. */
  readonly quantity?: string;
  /** How fast the quantity of a customer grows, or shrinks, in whole units: `"2% per month"`. Default: it stays. */
  readonly quantityGrowth?: string;
  /** Reserved quantity by charge, for capacity prices. */
  readonly quantities?: Readonly<Record<Id, Quantity>>;
  /** Add-ons bought with the plan, and how many of each. */
  readonly addons?: Readonly<Record<Id, Quantity>>;
  /** Commitment in years, for term discounts: customers leave at its end and not before. */
  readonly termYears?: number;
  /** Points agreed where a price states a floor or a range, by charge; `base` for the recurring one. */
  readonly agreed?: Readonly<Record<string, Money<V["currency"]> | Percent>>;
  readonly discounts?: readonly V["discount"][];
  readonly agreedDiscounts?: Readonly<Record<Id, Percent>>;
  readonly eligibilities?: readonly V["eligibility"][];
  readonly coupons?: readonly string[];
  /** What one customer uses in a month, by meter: `"20_000 operations per month"`. */
  readonly usage?: Readonly<Record<Id, UsageDriver>>;
  /** How differently its customers use it. Default: all use alike. */
  readonly usageVaries?: UsageVariation;
  /** How its customers are lost. Default: none is. */
  readonly churn?: Churn;
  /** The part of those who renew that goes on to another purchase of the segment instead: `{ business: "1% per month" }`. */
  readonly moves?: Readonly<Record<Id, string>>;
}

/** How many times what `usage` says a customer uses, of all meters alike; who uses much does so for good. */
export interface UsageVariation {
  /** The factor, as chance has it: `{ kind: "lognormal", median: "1", spread: "2" }`. */
  readonly factor: Distribution;
  /** Parts of equal size that customers are counted in, each at its middle. Default 5. */
  readonly classes?: number;
}

/** Use of a meter: a figure per month, or such figures for events that carry more than it, as prices by value or dimension need. */
export type UsageDriver = string | readonly UsageOfKind[];

/** Use by events that carry the same properties. */
export interface UsageOfKind {
  /** Per month. Of a meter that counts events it is how many there are; of any other it is what the meter reads. */
  readonly is: string;
  /** Further properties of each event: `{ model: "large" }`. */
  readonly with?: Readonly<Record<string, string | number>>;
  /** How many events share what the meter reads, whole ones: for prices by the value of one event. Default `"1 per month"`. */
  readonly events?: string;
}
