import type { Percent } from "../money/percent.ts";
import type { Quantity } from "../money/quantity.ts";
import type { Noted, Vocabulary } from "./vocabulary.ts";

/**
 * The time that a quota counts use over.
 *
 * Named ones begin at the account's local midnight, or at the minute or hour of its clock; weeks on Monday, months on the
 * first, years on January 1. `billing-period` is the subscription's own. `rolling` is always the time up to now, an ISO 8601
 * duration such as `PT5H` or `P30D`, a day being 24 hours.
 */
export type QuotaWindow =
  | "minute"
  | "hour"
  | "day"
  | "week"
  | "month"
  | "year"
  | "billing-period"
  | { readonly rolling: string };

/** What is left of a window's own limit lives on in the next window, and no longer. */
export interface QuotaRollover {
  /** The part of what is left that lives on. Default 100%. */
  readonly share?: Percent;
  /** The most that lives on. Default: no limit. */
  readonly maximum?: Quantity;
}

/** A ceiling on use that resets with its window; it prices nothing. */
export interface Quota<V extends Vocabulary = Vocabulary> extends Noted {
  readonly meter: V["meter"];
  readonly limit: Quantity | "unlimited";
  readonly per: QuotaWindow;
  /** What happens past the limit: block it (default), or let it be used and billed as the plan's charges say. */
  readonly overage?: "block" | "bill";
  /** How far past the limit use may go before it is blocked: a share of the limit, or a quantity. Default: nothing. */
  readonly grace?: Percent | Quantity;
  readonly rollover?: QuotaRollover;
  /** Shares of the limit at which an alert is sent, once a window each. Default `["80%"]`; `[]` for none. */
  readonly alertAt?: readonly Percent[];
}
