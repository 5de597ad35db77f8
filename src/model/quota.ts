import type { Quantity } from "../money/quantity.ts";
import type { Noted, Vocabulary } from "./vocabulary.ts";

/** A ceiling on use that resets with its window; it prices nothing. Windows start at the account's local midnight. */
export interface Quota<V extends Vocabulary = Vocabulary> extends Noted {
  readonly meter: V["meter"];
  readonly limit: Quantity;
  readonly per: "minute" | "hour" | "day" | "month" | "billing-period";
  /** What happens at the limit. Default `block`. */
  readonly action?: "block" | "alert";
}
