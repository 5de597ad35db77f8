import { eventName } from "../metering/correct-events.ts";
import type { EventVersion } from "../metering/event-history.ts";
import { DAY_MS, formatInstant, HOUR_MS, type Instant } from "../time/instant.ts";
import { textArray } from "./array-literal.ts";
import { storedEventHistory, type VersionRow, versionOf } from "./event-corrections.ts";
import type { EventPlace, EventSearch, FoundEvent } from "./event-store.ts";
import { filterSql } from "./filter-sql.ts";
import { sqlParameters } from "./sql-parameters.ts";
import type { Tx } from "./tenant.ts";

/**
 * How far back a search looks before it looks further: most that is asked for happened lately, and sorting all events to
 * show fifty of them would read them all.
 */
const spansMs = [HOUR_MS, DAY_MS, 8 * DAY_MS, 40 * DAY_MS, 400 * DAY_MS] as const;

/** Everything that events said, newest first by time, then id, source and receipt. */
export async function searchEvents(
  tx: Tx,
  search: EventSearch,
  now: Instant,
): Promise<readonly FoundEvent[]> {
  if (search.id !== undefined) return searchById(tx, search, search.id);
  const found: FoundEvent[] = [];
  const begin = search.after?.time ?? search.to ?? now;
  const floor = search.from ?? Number.NEGATIVE_INFINITY;
  // What lies ahead of the clock comes with the first look.
  let until: Instant = Number.POSITIVE_INFINITY;
  for (const span of [...spansMs, Number.POSITIVE_INFINITY]) {
    const since = Math.max(floor, begin - span);
    const limit = search.limit - found.length;
    found.push(...(await searchSpan(tx, { ...search, limit }, since, until)));
    if (found.length >= search.limit || since === floor) break;
    until = since;
  }
  return found;
}

interface FoundRow extends VersionRow {
  readonly withdrawn_by: "void" | "replace" | null;
}

async function searchSpan(
  tx: Tx,
  { customer, types, filter, source, to, after, limit }: EventSearch,
  since: Instant,
  until: Instant,
): Promise<readonly FoundEvent[]> {
  const parameters = sqlParameters();
  const instant = (at: Instant): string => `${parameters.add(formatInstant(at))}::timestamptz`;
  const before = Math.min(until, to ?? Number.POSITIVE_INFINITY);
  const conditions = [
    "true",
    ...(Number.isFinite(since) ? [`e.time >= ${instant(since)}`] : []),
    ...(Number.isFinite(before) ? [`e.time < ${instant(before)}`] : []),
    ...(customer === undefined ? [] : [`e.customer = ${parameters.add(customer)}`]),
    ...(types === undefined ? [] : [`e.type = any (${parameters.add(textArray(types))}::text[])`]),
    ...(source === undefined ? [] : [`e.source = ${parameters.add(source)}`]),
    ...(filter === undefined ? [] : [filterSql(filter, parameters)]),
    ...(after === undefined
      ? []
      : [
          `e.time <= ${instant(after.time)}`,
          `(e.time, e.id, e.source, e.received_at) < (${instant(after.time)},
            ${parameters.add(after.id)}, ${parameters.add(after.source)}, ${instant(after.receivedAt)})`,
        ]),
  ];
  const rows = await tx.rows<FoundRow>(
    `select e.id, e.source, e.type, e.customer, e.time, e.received_at, e.data, e.withdrawn_at, e.correction,
      case when e.withdrawn_at is not null then (
        select kind from event_corrections c
        where c.event = e.id and c.source = e.source and c.received_at = e.withdrawn_at) end as withdrawn_by
    from events e where ${conditions.join(" and ")}
    order by e.time desc, e.id desc, e.source desc, e.received_at desc
    limit ${parameters.add(limit)}`,
    parameters.values,
  );
  return rows.map((row) => ({ version: versionOf(row), withdrawnBy: row.withdrawn_by }));
}

/** Events of one id: there is one for each source that used it. */
async function searchById(tx: Tx, search: EventSearch, id: string): Promise<readonly FoundEvent[]> {
  const sources = await tx.rows<{ source: string }>(
    "select source from event_keys where id = $1 order by source limit 100",
    [id],
  );
  const found: FoundEvent[] = [];
  for (const { source } of sources) {
    const known = await storedEventHistory(tx, { source, id });
    for (const version of known?.history ?? []) {
      const by = known?.corrections.find(({ receivedAt }) => receivedAt === version.withdrawnAt);
      if (isWanted(version, search)) found.push({ version, withdrawnBy: by?.kind ?? null });
    }
  }
  return found
    .sort((left, right) => (isAfter(placeOf(left), placeOf(right)) ? 1 : -1))
    .filter((one) => search.after === undefined || isAfter(placeOf(one), search.after))
    .slice(0, search.limit);
}

function isWanted({ event }: EventVersion, search: EventSearch): boolean {
  const { customer, types, source, accepts, from, to } = search;
  return (
    (customer === undefined || customer === event.customer) &&
    (types === undefined || types.includes(event.type)) &&
    (source === undefined || source === event.source) &&
    (accepts === undefined || accepts(event)) &&
    (from === undefined || event.time >= from) &&
    (to === undefined || event.time < to)
  );
}

/** Where an event stands in a search. */
export const placeOf = ({ version: { event } }: FoundEvent): EventPlace => ({
  time: event.time,
  id: event.id,
  source: event.source,
  receivedAt: event.receivedAt ?? event.time,
});

/** Whether the left place comes after the right one, newest first. */
function isAfter(left: EventPlace, right: EventPlace): boolean {
  if (left.time !== right.time) return left.time < right.time;
  if (left.id !== right.id) return left.id < right.id;
  const [own, other] = [eventName(left), eventName(right)];
  return own === other ? left.receivedAt < right.receivedAt : own < other;
}
