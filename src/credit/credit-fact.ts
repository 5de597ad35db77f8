import type { Credit } from "../model/credit.ts";
import type { Money } from "../money/money.ts";
import type { Percent } from "../money/percent.ts";
import type { Quantity } from "../money/quantity.ts";

/** When a fact became known, RFC 3339; absent means at the moment it speaks of. */
interface Recorded {
  readonly recordedAt?: string;
}

/** What a grant may say of itself where it is not from a book of the model, or not as the book has it. */
type GrantDetails = Pick<
  Credit,
  | "amount"
  | "price"
  | "every"
  | "count"
  | "expiresAfterMonths"
  | "expiresWithPeriod"
  | "rollover"
  | "priority"
  | "appliesTo"
  | "streams"
  | "plans"
  | "charges"
  | "covers"
  | "availableFrom"
>;

/** Credits given to a customer: from a book of the model, or ad hoc with a kind of their own. */
export interface GrantFact extends Recorded, GrantDetails {
  readonly fact: "grant";
  readonly id: string;
  readonly customer: string;
  /** A credit book of the model, whose terms hold where the fact says nothing else. */
  readonly credit?: string;
  /** Where no book is named. */
  readonly kind?: Credit["kind"];
  /** Local day from which they pay. */
  readonly date: string;
  /** First local day on which they no longer pay, instead of `expiresAfterMonths`. */
  readonly expires?: string;
  /** First local day from which `every` gives nothing more. */
  readonly until?: string;
  /** The subscription with which `every` ends. */
  readonly subscription?: string;
  /** The signed contract whose purchases they pay for, and nothing else. */
  readonly contract?: string;
  readonly reason?: string;
}

/** Credits taken back, as far as they are unused. */
export interface VoidGrantFact extends Recorded {
  readonly fact: "void-grant";
  readonly id: string;
  readonly customer: string;
  readonly grant: string;
  readonly date: string;
  readonly reason: string;
}

/** A correction of a grant. */
export interface AdjustGrantFact extends Recorded {
  readonly fact: "adjust-grant";
  readonly id: string;
  readonly customer: string;
  readonly grant: string;
  readonly date: string;
  /** More credits, at no price; not together with `remove`. */
  readonly add?: Money;
  readonly remove?: Money;
  /** First local day on which they no longer pay, or never. */
  readonly expires?: string;
  readonly priority?: number;
  readonly reason: string;
}

/** A customer's order to buy credits whenever they run low. A later one of the same credit book takes its place. */
export interface TopUpRuleFact extends Recorded {
  readonly fact: "top-up-rule";
  readonly id: string;
  readonly customer: string;
  /** A credit book of the model. */
  readonly credit?: string;
  readonly date: string;
  /** First local day on which nothing is bought any more. */
  readonly end?: string;
  readonly whenBelow: Money;
  /** The worth of one pack; either this or `upTo`. */
  readonly amount?: Money;
  readonly upTo?: Money;
  /** Without tax: the price of a pack, or a part of what credits are worth. Default 100%. */
  readonly price?: Money | Percent;
  readonly maximumPerMonth?: Money;
  /** A payment method. */
  readonly method?: string;
  /** From when what is bought may be used. Default: as the credit book says, else from its `invoice` on. */
  readonly availableFrom?: Credit["availableFrom"];
  /** Hours to wait after each failure in a row. Default 1, 24, 72. */
  readonly retryHours?: readonly number[];
}

/** One measurement of an uptime feed. The last one told of a promise, a period and a customer holds. */
export interface UptimeFact extends Recorded {
  readonly fact: "uptime";
  readonly id: string;
  readonly sla: string;
  /** Absent for everyone under the promise. */
  readonly customer?: string;
  /** `2026-01`; either this or `from` and `to`. */
  readonly month?: string;
  readonly from?: string;
  /** The first local day that was not measured. */
  readonly to?: string;
  /** Either this or `downtimeMinutes`. */
  readonly uptime?: Percent;
  readonly downtimeMinutes?: Quantity;
  /** Those of the minutes of downtime that the contract excludes. */
  readonly excludedMinutes?: Quantity;
}

/** A customer asks for the credit of a breach, where the contract wants that. */
export interface SlaClaimFact extends Recorded {
  readonly fact: "sla-claim";
  readonly id: string;
  readonly customer: string;
  readonly sla: string;
  /** The period that is claimed for, as the uptime fact says it. */
  readonly month?: string;
  readonly from?: string;
  readonly to?: string;
  readonly date: string;
}

/** Everything that is told about credits. Burns and releases are not told: they follow from invoices and credit notes. */
export type CreditFact =
  | GrantFact
  | VoidGrantFact
  | AdjustGrantFact
  | TopUpRuleFact
  | UptimeFact
  | SlaClaimFact;
