import type { Pool } from "../connection.ts";
import { installationName } from "../event-engine.ts";
import type { EventStore } from "../event-store.ts";
import type { ReceiptClock } from "../receipt-clock.ts";
import { listTenants } from "../tenants.ts";
import type { ClickHouse } from "./clickhouse.ts";
import { createClickHouseEventStore } from "./clickhouse-event-store.ts";
import { claimEvents, ensureEventsTable } from "./clickhouse-schema.ts";
import { createEventMover } from "./event-batches.ts";

const eventsOfAnother =
  "the ClickHouse that CLICKHOUSE_URL names keeps the events of another Florin: give each a ClickHouse database of its own";

/** An event store that is open, and how to close what it stands on. */
export interface KeptEvents {
  readonly events: EventStore;
  readonly close: () => Promise<void>;
}

/** What it takes to keep events in ClickHouse. */
export interface ClickHouseParts {
  readonly pool: Pool;
  /** Connections of its own for moving events: they never wait for whoever waits for a move. */
  readonly openMovers: () => Pool;
  readonly clickhouse: ClickHouse;
  readonly clock: ReceiptClock;
}

/**
 * Opens the event store on ClickHouse: makes its table where there is none, and moves what other processes left behind. Throws, and names
 * CLICKHOUSE_URL, where ClickHouse does not answer or keeps the events of another installation.
 */
export async function openClickHouseEvents({
  pool,
  openMovers,
  clickhouse,
  clock,
}: ClickHouseParts): Promise<KeptEvents> {
  const installation = await installationName(pool);
  let owner: string;
  try {
    await ensureEventsTable(clickhouse);
    owner = await claimEvents(clickhouse, installation);
  } catch (error) {
    await clickhouse.close();
    const reason = error instanceof Error ? error.message : String(error);
    const message = `cannot open the ClickHouse that CLICKHOUSE_URL names: ${reason}`;
    throw Object.assign(new Error(message, { cause: error }), { code: "clickhouse-unreachable" });
  }
  if (owner !== installation) {
    await clickhouse.close();
    throw Object.assign(new Error(eventsOfAnother), { code: "events-of-another" });
  }
  const movers = openMovers();
  const mover = createEventMover(movers, clickhouse);
  for (const { id } of await listTenants(pool)) mover.moveSoon(id);
  return {
    events: createClickHouseEventStore({ pool, clickhouse, mover, clock }),
    close: async () => {
      await mover.close();
      await movers.end();
      await clickhouse.close();
    },
  };
}
