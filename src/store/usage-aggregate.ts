import { assert } from "../fault/fault.ts";
import { binaryInstants, binaryTexts } from "./binary-array.ts";
import { type EventRow, eventOf, pagesOf } from "./event-rows.ts";
import type { UsageAnswer, UsageQuery } from "./event-store.ts";
import { meterSql } from "./meter-sql.ts";
import { namedStatement } from "./named-statement.ts";
import { propertySql } from "./property-sql.ts";
import { sqlParameters } from "./sql-parameters.ts";
import type { SqlValue, Tx } from "./tenant.ts";
import {
  groupedBy,
  inBatches,
  type LookUp,
  type Some,
  statementsFor,
  typesOf,
} from "./usage-look-ups.ts";
import {
  type AddedRow,
  answerAdded,
  answerFolded,
  isAdded,
  type ReadEvent,
} from "./usage-partials.ts";

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
  const rows = await tx.rows<AddedRow>(
    namedStatement(
      "add-up",
      `
      select asked.position::integer, answer.*
      from ${asked}
      cross join lateral (
        select type, ${sql.columns}, max(received_at) as last_received, dimensions
        from (
          select type, ${sql.value} as value, e.received_at,
            ${dimensions.length === 0 ? "'[]'::jsonb" : `jsonb_build_array(${dimensions.join(", ")})`} as dimensions
          from events e where ${ofQuery} and ${sql.condition}
        ) as read group by type, dimensions
      ) as answer`,
    ),
    parameters.values,
  );
  answerAdded(batch, rows, answers);
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
  await answerFolded(batch, eventPages(tx, text, parameters.values), answers);
}

async function* eventPages(
  tx: Tx,
  text: string,
  values: readonly SqlValue[],
): AsyncGenerator<readonly ReadEvent[]> {
  const pages = pagesOf<EventRow & { readonly position: number }>(tx, text, values);
  for await (const page of pages)
    yield page.map((row) => ({ position: row.position, event: eventOf(row) }));
}
