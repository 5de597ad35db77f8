import type { Money } from "../money/money.ts";
import type { Percent } from "../money/percent.ts";
import type { CadenceName } from "../time/cadence.ts";
import type { Id, Noted, Vocabulary } from "./vocabulary.ts";

/** What becomes of credits that are unused when they expire, instead of all being lost. */
export interface CreditRollover {
  /** The part of what is left that lives on. Default 100%. */
  readonly share?: Percent;
  /** The most of one grant that lives on. Default: no limit. */
  readonly maximum?: Money;
  /** How often one grant may live on. */
  readonly times: number;
  /** Whole months that it lives on each time. Default: as long as a new grant. */
  readonly months?: number;
}

/** Credits that are expected never to be used (ASC 606-10-55-46 to 55-49, IFRS 15.B44 to B47). */
export interface CreditBreakage<V extends Vocabulary = Vocabulary> {
  /** The part of a grant that is expected never to be used. Default 0%: breakage is earned when credits expire. */
  readonly expected?: Percent;
  /** Where it is reported. */
  readonly stream: V["stream"];
}

/**
 * A book of credits: what may be taken off invoices.
 * Credits burn by lowest `priority`, then earliest expiry, then age; a balance never goes below zero.
 */
export interface Credit<V extends Vocabulary = Vocabulary> extends Noted {
  readonly name: string;
  readonly kind: "sla" | "promotional" | "prepaid" | "goodwill" | "referral";
  /** What one grant is worth; absent where each grant says. */
  readonly amount?: Money<V["currency"]>;
  /** What is paid for one grant: below `amount` where a bonus comes with it. Default: `amount` if prepaid, else nothing. */
  readonly price?: Money<V["currency"]>;
  /** Granted again each period. Default: once. */
  readonly every?: CadenceName;
  /** How many grants `every` gives. Default: until the subscription ends. */
  readonly count?: number;
  /** Whole months from the grant. Default: never. */
  readonly expiresAfterMonths?: number;
  /** With `every`: what is unused when the next grant is due expires. Default false. */
  readonly expiresWithPeriod?: boolean;
  readonly rollover?: CreditRollover;
  /** 0 burns first. Default 0. */
  readonly priority?: number;
  readonly appliesTo?: "recurring" | "usage" | "all";
  /** The streams that it pays for. Default: all. */
  readonly streams?: readonly V["stream"][];
  /** The plans whose lines it pays for. Default: all. */
  readonly plans?: readonly V["plan"][];
  /** The charges that it pays for. Default: all. */
  readonly charges?: readonly Id[];
  /**
   * `invoiced` (the default) pays what is invoiced while it is valid, whenever that was served; `served` pays what was
   * served wholly while it was valid, also where the invoice comes after its end.
   */
  readonly covers?: "invoiced" | "served";
  /** From when credits that are sold may be used: from their `invoice` on (the default), or once that is paid (`payment`). */
  readonly availableFrom?: "invoice" | "payment";
  readonly breakage?: CreditBreakage<V>;
  readonly eligibility?: V["eligibility"];
}
