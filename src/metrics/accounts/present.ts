import type { Instant } from "../../time/instant.ts";

/** An instant that something is looked at from. */
export interface Present {
  /** UTC. */
  readonly asOf: Instant;
  /** Told of each later instant that was waited for: what is seen stays the same until the first of them comes. */
  readonly onAhead?: ((instant: Instant) => void) | undefined;
}

/** Whether an instant has come. */
export function hasCome(instant: Instant, { asOf, onAhead }: Present): boolean {
  if (instant <= asOf) return true;
  onAhead?.(instant);
  return false;
}
