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
  /** The credit book that breaches are paid into. */
  readonly credit?: V["credit"];
  readonly responseHours?: number;
  readonly resolutionHours?: number;
  /** When someone answers: `24x7`, `8x5`. */
  readonly supportHours?: string;
  readonly exclusions?: readonly string[];
}
