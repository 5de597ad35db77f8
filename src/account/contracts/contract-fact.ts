import type { Money } from "../../money/money.ts";
import type { Percent } from "../../money/percent.ts";
import type { Quantity } from "../../money/quantity.ts";

/** What everything that is told of a contract says. */
interface Told {
  /** The caller's own name for it. */
  readonly id: string;
  readonly customer: string;
  /** When it became known, RFC 3339. */
  readonly recordedAt?: string;
}

/** What a term fills in where its template leaves a choice. */
export interface TermChoices {
  /** Months of the term, where the template states bounds. */
  readonly months?: number;
  /** The commitment agreed, where the template states a range or a floor. */
  readonly commitment?: Money;
  /** Points agreed where prices are left open: by plan, then `base` for its own price, else the charge's id. */
  readonly agreed?: Readonly<Record<string, Readonly<Record<string, Money | Percent>>>>;
  /** Percentages agreed where a discount states a range, by discount. */
  readonly agreedDiscounts?: Readonly<Record<string, Percent>>;
  /** Days to pay, instead of the template's. */
  readonly netDays?: number;
  /** The discount for paying in advance, where the template leaves it open. */
  readonly prepaymentDiscount?: Percent;
  /** What is expected to be bought in a whole period of the rebate, in what that counts. */
  readonly expectedVolume?: Quantity;
}

/** A contract that was signed: a template of the model, and what it leaves open. */
export interface ContractFact extends Told, TermChoices {
  readonly fact: "contract";
  /** A contract template of the model. */
  readonly template: string;
  /** What documents call it; its id where absent. */
  readonly number?: string;
  /** `id@version` whose template was signed and whose prices hold; the current one where absent. */
  readonly model?: string;
  /** First local day of its term. */
  readonly start: string;
  /** Eligibilities of the model that the customer was seen to have. */
  readonly eligibilities?: readonly string[];
}

/** Notice that a contract shall not be renewed. */
export interface ContractNotice extends Told {
  readonly fact: "contract-notice";
  readonly contract: string;
}

/** A notice taken back, before the term is over. */
export interface NoticeWithdrawal extends Told {
  readonly fact: "contract-notice-withdrawal";
  readonly contract: string;
}

/** An agreed term taken back, before it begins. */
export interface RenewalWithdrawal extends Told {
  readonly fact: "contract-renewal-withdrawal";
  readonly contract: string;
}

/** A new term agreed by hand; it begins when the one before it ends. What it does not say stays. */
export interface ContractRenewal extends Told, TermChoices {
  readonly fact: "contract-renewal";
  readonly contract: string;
}

/** What the index that a contract's prices move with stood at. */
export interface IndexValueFact extends Told {
  readonly fact: "index-value";
  readonly contract: string;
  /** Local day from which it holds. */
  readonly day: string;
  readonly value: Quantity;
}

/** What is now expected to be bought in a whole period of the rebate. */
export interface VolumeEstimateFact extends Told {
  readonly fact: "volume-estimate";
  readonly contract: string;
  readonly expected: Quantity;
}

/** Whatever is told of contracts. */
export type ContractTold =
  | ContractFact
  | ContractNotice
  | NoticeWithdrawal
  | ContractRenewal
  | RenewalWithdrawal
  | IndexValueFact
  | VolumeEstimateFact;
