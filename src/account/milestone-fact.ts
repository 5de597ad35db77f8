/** A part of a project that was reached or accepted, which its sale names by the offer's milestone. */
export interface MilestoneFact {
  readonly fact: "milestone";
  /** The caller's own name for it; the same told again is the same. */
  readonly id: string;
  readonly customer: string;
  /** The sale, by its id. */
  readonly sale: string;
  /** The milestone's name in the model. */
  readonly milestone: string;
  /** The local day on which it was reached; the day on which it becomes known where absent. */
  readonly on?: string;
  /** When it became known, RFC 3339; absent means at the beginning of the day `on`. */
  readonly recordedAt?: string;
}
