import { hash } from "node:crypto";
import { assert, expectOk } from "../fault/fault.ts";
import type { Counted } from "../metering/aggregation-fold.ts";
import { type EventFold, foldEvents } from "../metering/fold-events.ts";
import { type GroupedPartial, groupFold, groupKey } from "../metering/group.ts";
import { compileMeter, type MeterFold } from "../metering/meter-fold.ts";
import type { Instant } from "../time/instant.ts";
import { binaryInstants, binaryTexts } from "./binary-array.ts";
import { type EventRow, eventOf, pagesOf } from "./event-rows.ts";
import type { UsageAnswer, UsageQuery } from "./event-store.ts";
import { type AggregateRow, isSqlMeter, meterSql, partialOf } from "./meter-sql.ts";
import { propertySql } from "./property-sql.ts";
import { sqlParameters } from "./sql-parameters.ts";
import type { Statement, Tx } from "./tenant.ts";
import {
  groupedBy,
  inBatches,
  type LookUp,
  type Some,
  statementsFor,
  typesOf,
} from "./usage-look-ups.ts";

/**
 * Answers usage queries in a transaction that has settled the usage, as far as they look at what was received before: of many customers and periods in a few statements: one for all meters
 * that differ in their event type alone. The database adds up what it can (count, sum, max, min, also by dimensions);
 * what only a fold can do is read once and folded as it streams by.
 */
export async function aggregateUsage(
  tx: Tx,
  queries: readonly UsageQuery[],
): Promise<ReadonlyMap<string, UsageAnswer>> {
  const keys = new Set(queries.map(({ key }) => key));
  assert(keys.size === queries.length, "every usage query is asked once");
  const answers = new Map<string, UsageAnswer>();
  const added = queries.filter(isAdded);
  // All are sent before the first is answered; a reading through a cursor must have ended before the next begins.
  await Promise.all(statementsFor(added).map((batch) => addUp(tx, batch, answers)));
  if (added.length < queries.length) {
    const folded = queries.filter((query) => !isAdded(query));
    for (const batch of groupedBy(folded, ({ meter }) => meter.event).flatMap(inBatches))
      await foldUp(tx, batch, answers);
  }
  return answers;
}

/** Whether the database adds the query up. */
const isAdded = ({ fold, meter }: UsageQuery): boolean => fold === undefined && isSqlMeter(meter);

/** What is looked up as rows of the statement, and the condition that ties events to them. */
const asked = `unnest($1::text[], $2::timestamptz[], $3::timestamptz[], $4::timestamptz[])
  with ordinality as asked (customer, period_from, period_to, received_before, position)`;
const ofQuery = `e.customer = asked.customer and e.time >= asked.period_from and e.time < asked.period_to
  and e.received_at < coalesce(asked.received_before, 'infinity')
  and (e.withdrawn_at is null or e.withdrawn_at >= asked.received_before)`;

function parametersOf(queries: readonly UsageQuery[]) {
  const parameters = sqlParameters();
  parameters.add(binaryTexts(queries.map(({ customer }) => customer)));
  parameters.add(binaryInstants(queries.map(({ from }) => from)));
  parameters.add(binaryInstants(queries.map(({ to }) => to)));
  parameters.add(binaryInstants(queries.map(({ receivedBefore }) => receivedBefore)));
  return parameters;
}

interface AnswerRow extends AggregateRow {
  readonly position: number;
  readonly type: string;
  readonly last_received: Instant;
  /** The dimensions' values as JSON, null where an event has none. */
  readonly dimensions: readonly (string | number | boolean | null)[];
}

async function addUp(
  tx: Tx,
  batch: Some<LookUp>,
  answers: Map<string, UsageAnswer>,
): Promise<void> {
  const [lookUp] = batch;
  const [{ meter, groupBy }] = lookUp;
  const parameters = parametersOf(batch.map(([query]) => query));
  const sql = meterSql(meter, parameters, typesOf(lookUp));
  const dimensions = (groupBy ?? []).map((name) => propertySql(name, parameters));
  const rows = await tx.rows<AnswerRow>(
    prepared(`
      select asked.position::integer, answer.*
      from ${asked}
      cross join lateral (
        select type, ${sql.columns}, max(received_at) as last_received, dimensions
        from (
          select type, ${sql.value} as value, e.received_at,
            ${dimensions.length === 0 ? "'[]'::jsonb" : `jsonb_build_array(${dimensions.join(", ")})`} as dimensions
          from events e where ${ofQuery} and ${sql.condition}
        ) as read group by type, dimensions
      ) as answer`),
    parameters.values,
  );
  const fold = expectOk(compileMeter(meter));
  for (const [query, found] of rowsOfQueries(batch, rows)) {
    const lastReceivedAt = found.reduce((last, row) => Math.max(last, row.last_received), 0);
    const partial = groupBy === undefined ? plain(query, found) : grouped(fold, query, found);
    answers.set(query.key, { partial, lastReceivedAt });
  }
}

/**
 * The statement under a name of its own, so that a connection plans it once and not for each batch. There are as many as
 * models have kinds of meters: names and values are parameters.
 */
const prepared = (text: string): Statement => ({ name: `add-up-${hash("md5", text)}`, text });

function rowsOfQueries(
  batch: Some<LookUp>,
  rows: readonly AnswerRow[],
): ReadonlyMap<UsageQuery, readonly AnswerRow[]> {
  const cells = new Map<UsageQuery, AnswerRow[]>();
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

function plain({ meter }: UsageQuery, rows: readonly AnswerRow[]): Counted {
  const [row] = rows;
  assert(row !== undefined && rows.length === 1, "an ungrouped query has one row");
  return partialOf(meter, row);
}

/** The partial of `groupFold`: one sorted run of cells. The values 17 and "17" are two groups of rows and one cell. */
function grouped(
  fold: MeterFold,
  { meter }: UsageQuery,
  rows: readonly AnswerRow[],
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

/** Reads the events of the queries, query by query, and folds them page by page. */
async function foldUp(
  tx: Tx,
  batch: Some<UsageQuery>,
  answers: Map<string, UsageAnswer>,
): Promise<void> {
  const parameters = parametersOf(batch);
  const type = parameters.add(batch[0].meter.event);
  const text = `
    select asked.position::integer, e.id, e.source, e.type, e.customer, e.time, e.received_at, e.data
    from ${asked}
    join events e on ${ofQuery} and e.type = ${type}
    order by asked.position, e.time, e.id, e.source`;
  const folds = batch.map(foldOf);
  for await (const page of pagesOf<EventRow & { readonly position: number }>(
    tx,
    text,
    parameters.values,
  )) {
    for (const [position, rows] of byPosition(page)) {
      const query = batch[position - 1];
      const fold = folds[position - 1];
      if (query !== undefined && fold !== undefined) addPage(query, fold, rows, answers);
    }
  }
}

function addPage(
  { key }: UsageQuery,
  fold: EventFold<unknown>,
  rows: readonly EventRow[],
  answers: Map<string, UsageAnswer>,
): void {
  const events = rows.map(eventOf).filter((event) => fold.accepts(event));
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

function byPosition<Row extends { readonly position: number }>(
  rows: readonly Row[],
): ReadonlyMap<number, readonly Row[]> {
  const found = new Map<number, Row[]>();
  for (const row of rows) {
    const sofar = found.get(row.position);
    if (sofar === undefined) found.set(row.position, [row]);
    else sofar.push(row);
  }
  return found;
}
