import type { ClickHouse } from "./clickhouse.ts";
import { sqlText } from "./sql-text.ts";

/** What stands for "never" among times: the largest whole number that JSON carries exactly. */
export const never = Number.MAX_SAFE_INTEGER;

/**
 * The table of events. The order is that of an invoice's question: one customer's events of a type over time; the rest of the
 * key makes rows of one event the same row, however often they are stored. Months of UTC as partitions can be dropped
 * at once; what happened outside 1970 to 2099 lies with the first or last of them.
 *
 * `withdrawn_at` and `correction` are those of PostgreSQL's table: a row that is withdrawn is stored again with the next version.
 * Times are milliseconds in integers, as a DateTime64 ends in 2299. A part is on the disk before its insert is acknowledged.
 */
const eventsTable = `
  create table if not exists events (
    tenant LowCardinality(String),
    customer String,
    type LowCardinality(String),
    time Int64 codec(Delta, ZSTD),
    source LowCardinality(String),
    id String codec(ZSTD),
    received_at Int64 codec(Delta, ZSTD),
    withdrawn_at Int64 default ${never} codec(ZSTD),
    correction String default '',
    version UInt8 default 0,
    data Map(LowCardinality(String), String),
    index events_by_id id type bloom_filter granularity 4
  )
  engine = ReplacingMergeTree(version)
  partition by toYYYYMM(fromUnixTimestamp64Milli(greatest(least(time, 4102444799999), 0), 'UTC'))
  order by (tenant, customer, type, time, id, source, received_at)
  settings non_replicated_deduplication_window = 1000, fsync_after_insert = 1,
    fsync_part_directory = 1, min_rows_to_fsync_after_merge = 1`;

/** Makes the table where there is none: a cluster's is made by its operator beforehand, see docs/clickhouse.md. */
export const ensureEventsTable = (clickhouse: ClickHouse): Promise<void> =>
  clickhouse.run(eventsTable);

/**
 * Claims the events of this ClickHouse database for an installation, and answers whose they are: tenants of two have the same
 * names, so their events would be one another's. Of two that claim at once one makes the table, and its comment says which.
 */
export async function claimEvents(clickhouse: ClickHouse, installation: string): Promise<string> {
  await clickhouse.run(
    `create table if not exists events_owner (nothing UInt8) engine = Memory comment ${sqlText(installation)}`,
  );
  return (await ownerOfEvents(clickhouse)) ?? "";
}

/** The installation whose events a ClickHouse database keeps; undefined where nobody has claimed it. */
export async function ownerOfEvents(clickhouse: ClickHouse): Promise<string | undefined> {
  const [row] = await clickhouse.rows<{ comment: string }>(
    "select comment from system.tables where database = currentDatabase() and name = 'events_owner'",
  );
  return row?.comment;
}
