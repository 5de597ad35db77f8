import type { Money } from "../../money/money.ts";
import type { Quantity } from "../../money/quantity.ts";

/** Several things of the model bought together for one price. */
export interface BundleFact {
  readonly fact: "bundle";
  /** Each part is bought under this id and its own name: `b-1.training`. */
  readonly id: string;
  readonly customer: string;
  /** The bundle of the model. */
  readonly bundle: string;
  /** Local day from which its plans are served, and on which what is sold once is sold. */
  readonly start: string;
  /** How many; 1 where absent. */
  readonly quantity?: Quantity;
  /** The price of one that was agreed, where the model states a range, a floor or none that is exact. */
  readonly agreed?: Money;
  /** Number of the signed contract, where the model asks for one to sell a part of it. */
  readonly contractNumber?: string;
  /** Eligibilities of the model that the customer was seen to have. */
  readonly eligibilities?: readonly string[];
  /** When it became known, RFC 3339; absent means at the beginning of `start`. */
  readonly recordedAt?: string;
}
