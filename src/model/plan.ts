import type { Amount } from "../money/amount.ts";
import type { CurrencyCode } from "../money/currency.ts";
import type { Money } from "../money/money.ts";
import type { Percent } from "../money/percent.ts";
import type { Quantity } from "../money/quantity.ts";
import type { Price } from "../pricing/registry.ts";
import type { CadenceName } from "../time/cadence.ts";
import type { FeatureGrants } from "./feature.ts";
import type { Quota } from "./quota.ts";
import type { Id, Noted, Vocabulary } from "./vocabulary.ts";

/** A price for each cadence a plan is sold at. */
export type PricesByCadence<C extends CurrencyCode = CurrencyCode> = Readonly<
  Partial<Record<CadenceName, Price<C>>>
>;

/** An amount that recurs; one without a period is no rate. */
export interface RecurringAmount<A> {
  readonly amount: A;
  readonly per: CadenceName;
}

/** What is charged for use: a meter, a price, and how often it is settled. Always in arrears. */
export interface Charge<V extends Vocabulary = Vocabulary> extends Noted {
  readonly name?: string;
  /** Default: the plan's stream. */
  readonly stream?: V["stream"];
  readonly meter: V["meter"];
  readonly price: Price<V["currency"]>;
  /** Default `monthly`. */
  readonly every?: CadenceName;
  /** Units of each period that the plan already pays for. */
  readonly included?: Quantity;
  /** What is included in a period cut short by its start or end: all of it (default), or its share by day. */
  readonly includedInStub?: "whole" | "prorated";
  /** What happens past `included`: bill it (default), or block it at the gateway. */
  readonly overage?: "bill" | "block";
  /** Shares of `included` at which an alert is sent, once a period each: `["80%"]`. */
  readonly alertAt?: readonly Percent[];
  readonly timing?: "in-arrears";
}

/** Figures a business states about a plan; checked against the computed ones, never billed. */
export interface PlanFacts<C extends CurrencyCode = CurrencyCode> {
  readonly margin?: Percent;
  /** Expected share of customers on this plan. */
  readonly mix?: Percent;
  /** What the plan is worth to its customer. */
  readonly customerValue?: RecurringAmount<Amount<C>>;
  /** Customer value over price: `5`, or `{ atLeast: 5 }`. */
  readonly customerReturn?: Quantity | { readonly atLeast: Quantity };
}

/** Free days before the first period, and what may be used in them. */
export interface Trial<V extends Vocabulary = Vocabulary> {
  readonly days: number;
  /** Granted in the trial in place of the plan's; what is not named is as in the plan. */
  readonly features?: FeatureGrants<V["features"]>;
  /** The plan's quotas, by id, as they are in the trial, and others of its own. */
  readonly quotas?: Readonly<Record<Id, Quota<V>>>;
}

/** What plans and add-ons have in common. */
export interface Subscribable<V extends Vocabulary = Vocabulary> extends Noted {
  readonly name: string;
  readonly stream: V["stream"];
  readonly product?: V["product"];
  /** Who it is for. */
  readonly audience?: string;
  /** What the subscription's quantity counts, singular: `node`, `seat`. Default: the subscription itself. */
  readonly per?: string;
  /** None: the plan is unpriced, and is planned with but not billed. */
  readonly prices?: PricesByCadence<V["currency"]>;
  readonly charges?: Readonly<Record<Id, Charge<V>>>;
  readonly features?: FeatureGrants<V["features"]>;
  readonly quotas?: Readonly<Record<Id, Quota<V>>>;
  /** Credits granted to each subscription. */
  readonly grants?: readonly V["credit"][];
  readonly trial?: Trial<V>;
  /** What one unit of it costs us. */
  readonly unitCost?: RecurringAmount<Money<V["currency"]>>;
  readonly discounts?: readonly V["discount"][];
  readonly sla?: V["sla"];
  /** A signed contract comes first. */
  readonly requiresContract?: boolean;
  readonly eligibility?: V["eligibility"];
  /** Default true. */
  readonly sold?: boolean;
  /** The annual discount the business states; compared with the one its prices give. */
  readonly statedDiscount?: Percent;
  readonly facts?: PlanFacts<V["currency"]>;
  /** `intended`: more use may cost less, and it is meant. */
  readonly cliff?: "intended";
}

/** What customers subscribe to. */
export interface Plan<V extends Vocabulary = Vocabulary> extends Subscribable<V> {
  /** Plans a customer is expected to move on to. */
  readonly upgradesTo?: readonly V["plan"][];
}

/** What is bought on top of a plan. */
export interface Addon<V extends Vocabulary = Vocabulary> extends Subscribable<V> {
  /** Plans it can be added to. Default: all. */
  readonly plans?: readonly V["plan"][];
}
