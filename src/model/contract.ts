import type { Amount, Rate } from "../money/amount.ts";
import type { Money } from "../money/money.ts";
import type { Percent } from "../money/percent.ts";
import type { Quantity } from "../money/quantity.ts";
import type { Price } from "../pricing/registry.ts";
import type { CadenceName } from "../time/cadence.ts";
import type { CreditRollover } from "./credit.ts";
import type { FeatureGrants } from "./feature.ts";
import type { Invoicing } from "./invoicing.ts";
import type { PricesByCadence } from "./plan.ts";
import type { Quota } from "./quota.ts";
import type { Id, Noted, Vocabulary } from "./vocabulary.ts";

/** The months a contract runs: one number, or the choice between two bounds. */
export type TermMonths = number | { readonly low: number; readonly high: number };

/** Money a customer promises to spend; `shortfall` says what happens when it does not. */
export interface ContractCommitment<V extends Vocabulary = Vocabulary> {
  readonly amount: Amount<V["currency"]>;
  readonly per: CadenceName;
  /** Bill the missing part at the period's end, carry it over, or let it go. Default `true-up`. */
  readonly shortfall?: "true-up" | "carry" | "waive";
  /** Which stream the missing part is billed in. Default: that of the first plan it can be signed for. */
  readonly stream?: V["stream"];
}

/** How a price moves during the term: by a fixed step, or with a published index between a floor and a cap. */
export type Escalator =
  | { readonly kind: "fixed"; readonly percent: Percent; readonly every: CadenceName }
  | {
      readonly kind: "index";
      /** One of the model's `indexes`, by its id; or a name, where its values are told of each contract. */
      readonly index: string;
      readonly every: CadenceName;
      readonly floor?: Percent;
      readonly cap?: Percent;
    };

/** What leaving before the end costs. */
export interface EarlyTermination<V extends Vocabulary = Vocabulary> {
  readonly noticeDays: number;
  /** Of what remains to be paid. */
  readonly ofRemaining?: Percent;
  readonly fee?: Money<V["currency"]>;
}

/** What an option is worth to the customer, where it gives a material right (ASC 606-10-55-42, IFRS 15.B40). */
export interface MaterialRight<V extends Vocabulary = Vocabulary> {
  /** What a customer who uses it buys on average, before any discount. */
  readonly purchases: Money<V["currency"]>;
  /** What the option takes off that. */
  readonly discount: Percent;
  /** The discount that anyone gets without it. Default: none. */
  readonly otherwise?: Percent;
  /** The share of options that are used. */
  readonly likelihood: Percent;
}

/** The right to buy more at a price fixed now. */
export interface PurchaseOption<V extends Vocabulary = Vocabulary> {
  readonly name: string;
  readonly plan?: V["plan"];
  readonly offer?: V["offer"];
  readonly licence?: V["licence"];
  readonly quantity?: Quantity;
  /** Absent: today's list price. */
  readonly price?: Price<V["currency"]>;
  /** Months from the start during which it may be used. Default: the term. */
  readonly withinMonths?: number;
  /** Absent: it is worth no more than what anyone is offered, and nothing is deferred for it. */
  readonly right?: MaterialRight<V>;
}

/** From which total on a rebate is so much. */
export interface RebateTier {
  /** Units of what counts, or money where all that is spent counts: the total that reaches it. */
  readonly from: Quantity;
  readonly percent: Percent;
}

/** What comes off all purchases of a period, the first among them, once enough was bought: it is credited when the period is over. */
export interface Rebate<V extends Vocabulary = Vocabulary> {
  readonly per: CadenceName;
  /** The offer whose units count. With no meter either: all that is spent. */
  readonly offer?: V["offer"];
  /** The meter whose units count. */
  readonly meter?: V["meter"];
  /** Rising; the last that is reached counts. */
  readonly tiers: readonly RebateTier[];
}

/** A promise that is neither price nor uptime: `technology-upgrade`. */
export interface Guarantee {
  readonly name: string;
  readonly description?: string;
  readonly remedy?: "refund" | "credit" | "fee-waived" | "repeat-service" | "none";
}

/** Prices this contract sets instead of list: a contract beats the plan, the plan beats the list. */
export interface ContractPrices<V extends Vocabulary = Vocabulary> {
  readonly base?: PricesByCadence<V["currency"]>;
  /** By charge id of the plan. */
  readonly charges?: Readonly<Record<Id, Price<V["currency"]>>>;
}

/** What is paid before service. */
export interface Prepayment {
  /** Of the value of the term. */
  readonly share: Percent;
  readonly discount?: Rate;
  /** What lives on of what is not used by the end of the term. Default: nothing. */
  readonly rollover?: CreditRollover;
  /** True where it is paid so early that it lends us money, which revenue recognition must set apart. */
  readonly financing?: boolean;
}

/** The most that breaches of promises give back of what is bought under a contract. */
export interface ServiceCreditLimit<V extends Vocabulary = Vocabulary> {
  readonly maximum: Money<V["currency"]>;
  /** Of each such period, counted from the first day of a term. Default: the term. */
  readonly per?: CadenceName;
}

/** The terms a sale is signed on; a signed contract fills in what is left open here. */
export interface ContractTemplate<V extends Vocabulary = Vocabulary> extends Noted {
  readonly name: string;
  /** Plans it can be signed for. Default: all. */
  readonly plans?: readonly V["plan"][];
  readonly term: TermMonths;
  readonly commitment?: ContractCommitment<V>;
  readonly rebate?: Rebate<V>;
  readonly escalator?: Escalator;
  /** The most a price may rise at a renewal. */
  readonly renewalCap?: Percent;
  readonly renewal?: { readonly automatic: boolean; readonly noticeDays: number };
  readonly netDays?: number;
  /** Ways to pay that it allows. Default: all. */
  readonly methods?: readonly V["method"][];
  readonly invoicing?: Invoicing<V>;
  readonly discounts?: readonly V["discount"][];
  /** By plan id. */
  readonly prices?: Readonly<Partial<Record<V["plan"], ContractPrices<V>>>>;
  /** Granted to what is bought under it, in place of what plans and add-ons say of the same feature. */
  readonly features?: FeatureGrants<V["features"]>;
  /** In place of the quotas of plans and add-ons of the same id. */
  readonly quotas?: Readonly<Record<Id, Quota<V>>>;
  readonly earlyTermination?: EarlyTermination<V>;
  readonly options?: readonly PurchaseOption<V>[];
  readonly guarantees?: readonly Guarantee[];
  readonly sla?: V["sla"];
  readonly serviceCredits?: ServiceCreditLimit<V>;
  readonly prepayment?: Prepayment;
  readonly eligibility?: V["eligibility"];
}
