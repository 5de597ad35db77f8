import type { Rate } from "../money/amount.ts";
import type { Money } from "../money/money.ts";
import type { Percent } from "../money/percent.ts";
import type { CadenceName } from "../time/cadence.ts";
import type { Noted, Vocabulary } from "./vocabulary.ts";

/** Revenue divided with a partner: a rate of a named base, settled on reported sales. */
export interface Share<V extends Vocabulary = Vocabulary> extends Noted {
  readonly name: string;
  readonly partner?: V["partner"];
  /** What the rate is taken of, in words: `end-customer value`, `hardware sales`, `services margin`. */
  readonly base: string;
  readonly rate: Rate;
  /** Who receives it. */
  readonly to: "us" | "partner";
  /** Where the whole base is divided; the parts add to 100%. */
  readonly split?: { readonly us: Percent; readonly partner: Percent };
  /** The stream it reports to where it is ours; the stream it lowers where it is the partner's. */
  readonly stream?: V["stream"];
  /** Whose sales report is settled. */
  readonly reportedBy?: "us" | "partner";
  readonly every?: CadenceName;
  readonly minimum?: Money<V["currency"]>;
}
