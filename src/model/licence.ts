import type { Amount, Rate } from "../money/amount.ts";
import type { Money } from "../money/money.ts";
import type { CadenceName } from "../time/cadence.ts";
import type { FeatureGrants } from "./feature.ts";
import type { Noted, Vocabulary } from "./vocabulary.ts";

/** Maintenance of a licence: a share of its fee that recurs. */
export interface Maintenance<V extends Vocabulary = Vocabulary> {
  /** Of the fee paid, for each period of `every`. */
  readonly rate: Rate;
  readonly every: CadenceName;
  /** With the fee, or on the first anniversary of the purchase. */
  readonly firstDue: "purchase" | "anniversary";
  /** Default: the licence's stream. */
  readonly stream?: V["stream"];
}

/** What a licensee owes on what it sells with the licence. */
export interface Royalty<V extends Vocabulary = Vocabulary> {
  readonly rate: Rate;
  /** What the rate is taken of: `units shipped`, `end-customer value`. */
  readonly base: string;
  readonly every: CadenceName;
  readonly minimum?: Money<V["currency"]>;
}

/** The right to use, sold for a fee: for ever, or for a term in months. */
export type Licence<V extends Vocabulary = Vocabulary> = LicenceTerms<V> &
  ({ readonly kind: "perpetual" } | { readonly kind: "term"; readonly termMonths: number });

/** What perpetual and term licences have in common. */
export interface LicenceTerms<V extends Vocabulary = Vocabulary> extends Noted {
  readonly name: string;
  readonly stream: V["stream"];
  readonly product?: V["product"];
  /** Absent where the licence is paid by a share or royalty alone. */
  readonly fee?: Amount<V["currency"]>;
  /**
   * A right to access, whose fee is earned evenly by day over so many months (ASC 606-10-55-58A, IFRS 15.B56). Default: a
   * right to use, earned at once when it is sold (55-58B, B61).
   */
  readonly earnedOverMonths?: number;
  readonly maintenance?: Maintenance<V>;
  readonly royalty?: Royalty<V>;
  /** `unlimited` usage is written as a feature. */
  readonly features?: FeatureGrants<V["features"]>;
  readonly eligibility?: V["eligibility"];
  readonly requiresContract?: boolean;
  readonly discounts?: readonly V["discount"][];
  readonly audience?: string;
  readonly sold?: boolean;
}
