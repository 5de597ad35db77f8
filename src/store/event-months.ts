import type { UsageEvent } from "../metering/usage-event.ts";
import { formatInstant } from "../time/instant.ts";
import type { Pool } from "./connection.ts";

/** Sees to it that the months of events have their partitions. */
export interface EventMonths {
  /** Makes the partitions that are missing; asks the database only for months it has not asked for before. */
  ensure(events: readonly UsageEvent[]): Promise<void>;
  /** Forgets what it knows, after a partition turned out to be gone. */
  forget(): void;
}

/** Partitions by month of time, UTC, made on demand and outside of the append's transaction. */
export function createEventMonths(pool: Pool): EventMonths {
  const known = new Set<string>();
  return {
    ensure: async (events) => {
      const missing = new Set<string>();
      for (const { time } of events) {
        const month = formatInstant(time).slice(0, 7);
        if (!known.has(month)) missing.add(month);
      }
      for (const month of [...missing].sort()) {
        await pool.query("select ensure_event_month($1::date)", [`${month}-01`]);
        known.add(month);
      }
    },
    forget: () => known.clear(),
  };
}
