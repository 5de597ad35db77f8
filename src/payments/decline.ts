/**
 * What to do about a failed charge or refund. `retryable` may work on another day; `final` never with this method, and
 * trying again can cost fines of the card schemes; `needs-action` works once the customer has acted (authenticated,
 * confirmed a mandate).
 */
export type DeclineClass = "retryable" | "final" | "needs-action";

/** Why a charge or refund failed. */
export interface Decline {
  readonly class: DeclineClass;
  /** The provider's own code, for people and statistics: `insufficient_funds`. */
  readonly code: string;
}
