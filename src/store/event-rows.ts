import type pg from "pg";
import type { EventData } from "../metering/event-data.ts";
import type { UsageEvent } from "../metering/usage-event.ts";
import type { Instant } from "../time/instant.ts";
import type { SqlValue, Tx } from "./tenant.ts";

/** A row of `events`, without its tenant. */
export interface EventRow {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly customer: string;
  readonly time: Instant;
  readonly received_at: Instant;
  readonly data: EventData;
}

/** The event that the row keeps. */
export const eventOf = (row: EventRow): UsageEvent => ({
  id: row.id,
  source: row.source,
  type: row.type,
  customer: row.customer,
  time: row.time,
  receivedAt: row.received_at,
  data: row.data,
});

const pageRows = 5_000;

/**
 * The rows of a query page by page, through a cursor of the transaction: memory holds one page, and all pages are of
 * one snapshot. One such reading may be open in a transaction at a time.
 */
export async function* pagesOf<Row extends pg.QueryResultRow>(
  tx: Tx,
  text: string,
  values: readonly SqlValue[],
): AsyncGenerator<readonly Row[]> {
  await tx.run(`declare pages no scroll cursor for ${text}`, values);
  for (;;) {
    const rows = await tx.rows<Row>(`fetch ${pageRows} from pages`);
    if (rows.length > 0) yield rows;
    if (rows.length < pageRows) break;
  }
  await tx.run("close pages");
}
