import { formatInstant, type Instant } from "../time/instant.ts";
import type { EventStore } from "./event-store.ts";
import type { Tx } from "./tenant.ts";

/** Rows that are fetched at once. */
const rowsAtOnce = 5_000;

/**
 * Everything that a tenant's accounts were told and that was used, a line of JSON each, as a replay takes it: customers, what they bought
 * and what became of it, then usage as it stands, in the order of its time. Bank statements, entries by hand and transfers are no part of what is billed.
 */
export async function* toldFacts(
  tx: Tx,
  events: Pick<EventStore, "within">,
): AsyncGenerator<string> {
  await tx.run("set local statement_timeout = 0");
  yield* fetched<{ fact: string; at: Instant }>(
    tx,
    `select fact, created_at as at from customers order by created_at, id`,
    ({ fact, at }) => withTime(fact, at),
  );
  yield* fetched<{ fact: string; at: Instant }>(
    tx,
    `select fact, recorded_at as at from account_facts order by recorded_at, kind, id`,
    ({ fact, at }) => withTime(fact, at),
  );
  for await (const { id, source, type, customer, time, data } of events.within(tx).read())
    yield JSON.stringify({ id, source, type, customer, time: formatInstant(time), data });
}

/** The fact with when it became known, which decides what comes before what. */
function withTime(fact: string, at: Instant): string {
  return `${fact.slice(0, -1)},"recordedAt":${JSON.stringify(formatInstant(at))}}`;
}

/** Reads a query by a cursor, so that memory does not grow with what is stored. */
async function* fetched<Row extends object>(
  tx: Tx,
  query: string,
  line: (row: Row) => string,
): AsyncGenerator<string> {
  await tx.run(`declare told no scroll cursor for ${query}`);
  for (;;) {
    const rows = await tx.rows<Row>(`fetch ${rowsAtOnce} from told`);
    for (const row of rows) yield line(row);
    if (rows.length < rowsAtOnce) break;
  }
  await tx.run("close told");
}
