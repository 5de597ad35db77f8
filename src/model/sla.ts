import type { Money } from "../money/money.ts";
import type { Percent } from "../money/percent.ts";
import type { CadenceName } from "../time/cadence.ts";
import type { Noted, Vocabulary } from "./vocabulary.ts";

/** One step of a credit rule: uptime below this gives that share of the period's fee back. */
export interface SlaCredit {
  readonly below: Percent;
  readonly credit: Percent;
}

/** A promise of service, measured, and what its breach gives back. */
export interface Sla<V extends Vocabulary = Vocabulary> extends Noted {
  readonly name: string;
  readonly uptime?: Percent;
  /** The period the uptime is measured over. Default `monthly`. */
  readonly measuredOver?: CadenceName;
  /** The deepest step that is met counts, alone. */
  readonly credits?: readonly SlaCredit[];
  /** The most given back of one period's fee. Default 100%. */
  readonly creditMaximum?: Percent;
  /** The most given back of the periods of one calendar month. Default: no limit. */
  readonly maximumPerMonth?: Money<V["currency"]>;
  /** The most given back of the periods of one calendar year. Default: no limit. */
  readonly maximumPerYear?: Money<V["currency"]>;
  /** Which of the period's charges count as its fee. Default `all`. */
  readonly feeOf?: "recurring" | "usage" | "all";
  /** What excluded downtime is: time that is `not-measured` (the default), or time that counts `as-up`. */
  readonly excluded?: "not-measured" | "as-up";
  /** A breach must be claimed within so many days after its period. Default: it is paid without a claim. */
  readonly claimWithinDays?: number;
  /** How a breach is paid: into the credit book, or as a credit note. Default: `credit` where `credit` names a book. */
  readonly remedy?: "credit" | "credit-note";
  /** The credit book that breaches are paid into. */
  readonly credit?: V["credit"];
  readonly responseHours?: number;
  readonly resolutionHours?: number;
  /** When someone answers: `24x7`, `8x5`. */
  readonly supportHours?: string;
  readonly exclusions?: readonly string[];
}
