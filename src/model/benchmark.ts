import type { Amount } from "../money/amount.ts";
import type { Percent } from "../money/percent.ts";
import type { Noted, Vocabulary } from "./vocabulary.ts";

/** What a competitor or an alternative costs, and where that was read. */
export interface Benchmark<V extends Vocabulary = Vocabulary> extends Noted {
  readonly name: string;
  readonly kind: "direct" | "indirect" | "alternative";
  /** Absent where it is not known. */
  readonly price?: Amount<V["currency"]>;
  /** What the price is for, in words: `1,000 operations`, `node and year`. */
  readonly per?: string;
  readonly marketShare?: Percent;
  readonly comparedWith?: V["plan"];
  readonly source?: V["reference"];
  /** A date, `2025-08-29`. */
  readonly asOf?: string;
}
