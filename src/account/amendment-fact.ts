import type { Money } from "../money/money.ts";
import type { Percent } from "../money/percent.ts";

/** Other terms of a project that was sold by its milestones: its price, and how much of it each of them is. */
export interface AmendmentFact {
  readonly fact: "amendment";
  /** The caller's own name for it; the same told again is the same. */
  readonly id: string;
  readonly customer: string;
  /** The sale, by its id. */
  readonly sale: string;
  /** What the whole project comes to from now on, after discounts and without tax: what was reached among it. */
  readonly price: Money;
  /**
   * Each milestone's share of the project as it is measured now, by name: a name that the offer has not is one more milestone. The
   * shares of all add up to 100 %; of those that are not named they stay.
   */
  readonly shares?: Readonly<Record<string, Percent>>;
  /** The local day on which it was agreed; the day on which it becomes known where absent. */
  readonly on?: string;
  /** When it became known, RFC 3339; absent means at the beginning of the day `on`. */
  readonly recordedAt?: string;
}
