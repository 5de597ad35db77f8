import type { Rate } from "../money/amount.ts";
import type { Money } from "../money/money.ts";
import type { Quantity } from "../money/quantity.ts";
import type { CadenceName } from "../time/cadence.ts";
import type { Noted, Vocabulary } from "./vocabulary.ts";

/** What the result is compared with, and how it was measured before the work began. */
export interface Baseline<V extends Vocabulary = Vocabulary> {
  /** In words: `infrastructure spend of the twelve months before the start`. */
  readonly measured: string;
  /** Absent where each contract measures its own. */
  readonly value?: Quantity | Money<V["currency"]>;
}

/** A result we promise, and what we owe when it is missed. */
export interface OutcomeGuarantee {
  /** Customer value over fee: `5` is five times. */
  readonly returnMultiple?: Quantity;
  /** An improvement over the baseline. */
  readonly improvement?: Rate;
  readonly remedy: "refund" | "credit" | "fee-waived";
}

/** A fee that depends on what the customer gained: a share of value, savings or improvement over a baseline. */
export interface Outcome<V extends Vocabulary = Vocabulary> extends Noted {
  readonly name: string;
  readonly stream: V["stream"];
  /** What is shared. */
  readonly basis: "value" | "savings" | "improvement";
  readonly baseline: Baseline<V>;
  /** The meter that measures the result; absent where it is reported by hand. */
  readonly meter?: V["meter"];
  readonly rate: Rate;
  readonly every: CadenceName;
  readonly minimum?: Money<V["currency"]>;
  readonly maximum?: Money<V["currency"]>;
  readonly guarantee?: OutcomeGuarantee;
  readonly plans?: readonly V["plan"][];
}
