import type { Instant } from "../time/instant.ts";

/** A charge of an item that we started ourselves. */
export interface ChargeAttempt {
  readonly id: string;
  readonly at: Instant;
  /** The customer's method that was charged. */
  readonly method: string;
  /**
   * `pending` until the provider says how it ended: while one is, no other is started, so a late success never pays
   * twice. `failed` may be tried again, `refused` never with the same method. `returned` is a success that the bank took
   * back later.
   */
  readonly status: "pending" | "paid" | "failed" | "refused" | "returned";
  /** When the status was last told. */
  readonly endedAt: Instant | null;
}
