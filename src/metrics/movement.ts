import type { Month } from "../ledger/recognition/accounting-month.ts";
import type { CurrencyCode } from "../money/currency.ts";
import type { Decimal } from "../money/decimal.ts";
import type { Instant } from "../time/instant.ts";
import type { EndCause, StartCause } from "./recurring-stretch.ts";

/**
 * What changed recurring value. `price` is used only where price changes are told apart; `transfer` moves value
 * between plans, streams or segments and is nothing for the whole business; `fx` is a change of rates.
 */
export const movementKinds = [
  "new",
  "expansion",
  "reactivation",
  "contraction",
  "churn",
  "price",
  "transfer",
  "fx",
] as const;

/** A kind of movement. */
export type MovementKind = (typeof movementKinds)[number];

/** The least part of recurring value that is told apart: a customer's plan on one subscription, stream and segment. */
export interface Cell {
  readonly customer: string;
  readonly subscription: string;
  readonly plan: string;
  readonly stream: string;
  readonly segment: string;
  readonly currency: CurrencyCode;
}

/** A change of a cell's recurring value, and what kind of movement it is. */
export interface Movement {
  readonly kind: MovementKind;
  readonly month: Month;
  readonly at: Instant;
  readonly cell: Cell;
  /** In the reporting currency, signed as it changes the value: churn is below zero. */
  readonly amount: Decimal;
  readonly cause: StartCause | EndCause | undefined;
}

/** A customer won, won back or lost, whatever their value. */
export interface CustomerMove {
  readonly kind: "new" | "reactivation" | "churn";
  readonly month: Month;
  readonly at: Instant;
  readonly customer: string;
}
