import type { Quota } from "../model/quota.ts";
import type { Instant } from "../time/instant.ts";
import type { Schedule } from "../time/schedule.ts";
import type { Zone } from "../time/zone.ts";
import type { NamedAlert } from "./alert-shares.ts";

/** A quota of something in service. */
export interface GrantedQuota {
  readonly id: string;
  readonly quota: Quota;
  readonly zone: Zone;
  /** What a window by billing period goes by. */
  readonly schedule: Schedule;
  /** Since when it holds without a gap: nothing is carried over from before. */
  readonly since: Instant;
  /** The model's alerts on it. */
  readonly alerts: readonly NamedAlert[];
  /** Whether its window begins no earlier than what is bought: a level of before is none of it. */
  readonly servedOnly?: boolean;
}

/** The same before it is known since when it holds. */
export type HeldQuota = Omit<GrantedQuota, "zone" | "since">;
