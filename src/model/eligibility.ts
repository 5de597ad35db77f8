import type { Filter } from "./meter.ts";
import type { Noted, Vocabulary } from "./vocabulary.ts";

/** Who may buy something or have a discount: `academic`, `cleared-personnel`. */
export interface Eligibility<V extends Vocabulary = Vocabulary> extends Noted {
  readonly name: string;
  /** What a person must see before it is granted: `enrolment letter`. */
  readonly evidence?: string;
  /** On the customer's own properties: segment, country. Absent: granted by hand. */
  readonly when?: Filter;
  /** Discounts that come with it. */
  readonly discounts?: readonly V["discount"][];
  /** Granted anew after this many months. Default: never. */
  readonly renewAfterMonths?: number;
}
