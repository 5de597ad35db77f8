import type { UsageEvent } from "../metering/usage-event.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import type { Pool } from "./connection.ts";

/** Sees to it that the months of events have their partitions. */
export interface EventMonths {
  /** Makes the partitions that are missing; asks the database only for months it has not asked for before. */
  ensure(events: readonly Pick<UsageEvent, "time">[]): Promise<void>;
  /** Forgets what it knows, after a partition turned out to be gone. */
  forget(): void;
}

/** Partitions by month of time, UTC, made on demand and outside of the append's transaction. */
export function createEventMonths(pool: Pool): EventMonths {
  const known = new Set<number>();
  return {
    ensure: async (events) => {
      const missing = new Set<number>();
      for (const { time } of events) {
        const month = monthOf(time);
        if (!known.has(month)) missing.add(month);
      }
      for (const month of [...missing].sort((left, right) => left - right)) {
        const first = formatInstant(Date.UTC(1970, month));
        await pool.query("select ensure_event_month($1::date)", [first.slice(0, 10)]);
        known.add(month);
      }
    },
    forget: () => known.clear(),
  };
}

/** Months since January 1970, UTC. */
function monthOf(time: Instant): number {
  const date = new Date(time);
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
}
