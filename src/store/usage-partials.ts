import { assert, expectOk } from "../fault/fault.ts";
import type { Counted } from "../metering/aggregation-fold.ts";
import { type EventFold, foldEvents } from "../metering/fold-events.ts";
import { type GroupedPartial, groupFold, groupKey } from "../metering/group.ts";
import { compileMeter, type MeterFold } from "../metering/meter-fold.ts";
import type { UsageEvent } from "../metering/usage-event.ts";
import type { Instant } from "../time/instant.ts";
import type { UsageAnswer, UsageQuery } from "./event-store.ts";
import { type AggregateRow, isSqlMeter, partialOf } from "./meter-sql.ts";
import type { LookUp, Some } from "./usage-look-ups.ts";

/** What a database added up for one look-up, event type and combination of dimensions. */
export interface AddedRow extends AggregateRow {
  /** Of the look-up among those of the statement, from 1. */
  readonly position: number;
  readonly type: string;
  readonly last_received: Instant;
  /** The dimensions' values, null where an event has none. */
  readonly dimensions: readonly (string | number | boolean | null)[];
}

/** An event that a query reads, and which of the statement's it is, from 1. */
export interface ReadEvent {
  readonly position: number;
  readonly event: UsageEvent;
}

/** Whether a database adds the query up; the others are folded from their events. */
export const isAdded = ({ fold, meter }: UsageQuery): boolean =>
  fold === undefined && isSqlMeter(meter);

/** Makes the rows of a statement the answers of its queries. */
export function answerAdded(
  batch: Some<LookUp>,
  rows: readonly AddedRow[],
  answers: Map<string, UsageAnswer>,
): void {
  const [[{ meter }]] = batch;
  const fold = expectOk(compileMeter(meter));
  for (const [query, found] of rowsOfQueries(batch, rows)) {
    const lastReceivedAt = found.reduce((last, row) => Math.max(last, row.last_received), 0);
    const partial = query.groupBy === undefined ? plain(query, found) : grouped(fold, query, found);
    answers.set(query.key, { partial, lastReceivedAt });
  }
}

function rowsOfQueries(
  batch: Some<LookUp>,
  rows: readonly AddedRow[],
): ReadonlyMap<UsageQuery, readonly AddedRow[]> {
  const cells = new Map<UsageQuery, AddedRow[]>();
  for (const row of rows) {
    for (const query of batch[row.position - 1] ?? []) {
      if (query.meter.event !== row.type) continue;
      const found = cells.get(query);
      if (found === undefined) cells.set(query, [row]);
      else found.push(row);
    }
  }
  return cells;
}

function plain({ meter }: UsageQuery, rows: readonly AddedRow[]): Counted {
  const [row] = rows;
  assert(row !== undefined && rows.length === 1, "an ungrouped query has one row");
  return partialOf(meter, row);
}

/** The partial of `groupFold`: one sorted run of cells. The values 17 and "17" are two groups of rows and one cell. */
function grouped(
  fold: MeterFold,
  { meter }: UsageQuery,
  rows: readonly AddedRow[],
): GroupedPartial {
  const cells = new Map<string, Counted>();
  for (const row of rows) {
    const key = groupKey(row.dimensions.map((value) => (value === null ? "" : String(value))));
    const partial = partialOf(meter, row);
    const sofar = cells.get(key);
    cells.set(key, sofar === undefined ? partial : fold.merge(sofar, partial));
  }
  const sorted = [...cells].map(([key, partial]) => ({ key, partial }));
  return [sorted.sort((left, right) => (left.key < right.key ? -1 : 1))];
}

/** Folds the events of queries page by page; each page is in the order of positions, then time, id and source. */
export async function answerFolded(
  batch: Some<UsageQuery>,
  pages: AsyncIterable<readonly ReadEvent[]>,
  answers: Map<string, UsageAnswer>,
): Promise<void> {
  const folds = batch.map(foldOf);
  for await (const page of pages) {
    for (const [position, events] of byPosition(page)) {
      const query = batch[position - 1];
      const fold = folds[position - 1];
      if (query !== undefined && fold !== undefined) addPage(query, fold, events, answers);
    }
  }
}

function addPage(
  { key }: UsageQuery,
  fold: EventFold<unknown>,
  page: readonly UsageEvent[],
  answers: Map<string, UsageAnswer>,
): void {
  const events = page.filter((event) => fold.accepts(event));
  if (events.length === 0) return;
  const partial = foldEvents(fold, events);
  const last = events.reduce((latest, event) => Math.max(latest, event.receivedAt ?? 0), 0);
  const sofar = answers.get(key);
  answers.set(
    key,
    sofar === undefined
      ? { partial, lastReceivedAt: last }
      : {
          partial: fold.merge(sofar.partial, partial),
          lastReceivedAt: Math.max(sofar.lastReceivedAt, last),
        },
  );
}

function foldOf({ fold, meter, groupBy }: UsageQuery): EventFold<unknown> {
  if (fold !== undefined) return fold;
  const compiled = expectOk(compileMeter(meter));
  if (groupBy === undefined) return compiled as EventFold<unknown>;
  return { accepts: compiled.accepts, ...groupFold(compiled, groupBy) } as EventFold<unknown>;
}

function byPosition(page: readonly ReadEvent[]): ReadonlyMap<number, readonly UsageEvent[]> {
  const found = new Map<number, UsageEvent[]>();
  for (const { position, event } of page) {
    const sofar = found.get(position);
    if (sofar === undefined) found.set(position, [event]);
    else sofar.push(event);
  }
  return found;
}
