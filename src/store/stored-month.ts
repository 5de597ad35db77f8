import type { Instant } from "../time/instant.ts";

/** What is stored of a tenant's events of a month: whatever comes in or is withdrawn changes it. */
export interface StoredMonth {
  readonly events: number;
  /** How many of them were voided or replaced. */
  readonly withdrawn: number;
  /** When the last of them was received; 1970 where there is none. */
  readonly newest: Instant;
}

/** By tenant, what was stored of a month before it was rolled up. */
export type RolledUp = ReadonlyMap<string, StoredMonth>;

/** Asked before a month is dropped, from its first instant to that of the next one: what was rolled up of it; undefined where it stays. */
export type RollingUp = (from: Instant, to: Instant) => Promise<RolledUp | undefined>;
