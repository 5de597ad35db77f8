import { assert } from "../../fault/fault.ts";
import type { UsageAnswer, UsageQuery } from "../event-store.ts";
import {
  groupedBy,
  inBatches,
  type LookUp,
  type Some,
  statementsFor,
  typesOf,
} from "../usage-look-ups.ts";
import {
  type AddedRow,
  answerAdded,
  answerFolded,
  isAdded,
  type ReadEvent,
} from "../usage-partials.ts";
import type { ClickHouse } from "./clickhouse.ts";
import { never } from "./clickhouse-schema.ts";
import { eventColumns, eventOf, type StoredEvent } from "./event-rows.ts";
import { meterSql } from "./meter-sql.ts";
import { propertySql } from "./property-sql.ts";
import { sqlRows, sqlText, sqlTexts } from "./sql-text.ts";

/**
 * Answers usage queries, of many customers and periods in a few statements, as `usage-aggregate` of PostgreSQL does: the database
 * adds up what it can, and what only a fold can do is folded as it streams by.
 */
export async function aggregateUsage(
  clickhouse: ClickHouse,
  tenant: string,
  queries: readonly UsageQuery[],
): Promise<ReadonlyMap<string, UsageAnswer>> {
  const keys = new Set(queries.map(({ key }) => key));
  assert(keys.size === queries.length, "every usage query is asked once");
  const answers = new Map<string, UsageAnswer>();
  const added = queries.filter(isAdded);
  const folded = queries.filter((query) => !isAdded(query));
  await Promise.all([
    ...statementsFor(added).map((batch) => addUp(clickhouse, tenant, batch, answers)),
    ...groupedBy(folded, ({ meter }) => meter.event)
      .flatMap(inBatches)
      .map((batch) => foldUp(clickhouse, tenant, batch, answers)),
  ]);
  return answers;
}

interface Read {
  readonly tenant: string;
  readonly types: readonly string[];
  /** True for the events of the meter. */
  readonly condition?: string;
}

/** The events of queries, each beside the query's row: those received in time, and not withdrawn before. */
function eventsAsked(queries: readonly UsageQuery[], { tenant, types, condition }: Read): string {
  const asked = sqlRows(
    {
      position: "UInt32",
      asked_customer: "String",
      period_from: "Int64",
      period_to: "Int64",
      received_before: "Int64",
    },
    queries.map(({ customer, from, to, receivedBefore = never }, index) => [
      index + 1,
      customer,
      from,
      to,
      receivedBefore,
    ]),
  );
  const customers = sqlRows(
    { asked_customer: "String" },
    [...new Set(queries.map(({ customer }) => customer))].map((customer) => [customer]),
  );
  const from = Math.min(...queries.map((query) => query.from));
  const to = Math.max(...queries.map((query) => query.to));
  return `(
      select * from events final
      where tenant = ${sqlText(tenant)} and customer in ${customers} and type in ${sqlTexts(types)}
        and time >= ${from} and time < ${to} ${condition === undefined ? "" : `and ${condition}`}
    ) as e
    inner join ${asked} as asked on e.customer = asked.asked_customer
    where e.time >= asked.period_from and e.time < asked.period_to
      and e.received_at < asked.received_before and e.withdrawn_at >= asked.received_before`;
}

interface GroupRow extends Omit<AddedRow, "dimensions"> {
  /** The dimensions' values as JSON, empty where an event has none. */
  readonly dimensions: readonly string[];
}

async function addUp(
  clickhouse: ClickHouse,
  tenant: string,
  batch: Some<LookUp>,
  answers: Map<string, UsageAnswer>,
): Promise<void> {
  const [lookUp] = batch;
  const [{ meter, groupBy = [] }] = lookUp;
  const types = typesOf(lookUp);
  const sql = meterSql(meter, types);
  const queries = batch.map(([query]) => query);
  const dimensions = groupBy.map(propertySql);
  const rows = await clickhouse.rows<GroupRow>(`
    select position, type, ${sql.columns}, max(received_at) as last_received, dimensions
    from (
      select position, type, received_at, ${sql.value} as read_value,
        [${dimensions.join(", ")}]::Array(String) as dimensions
      from ${eventsAsked(queries, { tenant, types, condition: sql.condition })}
    ) group by position, type, dimensions`);
  answerAdded(
    batch,
    rows.map((row) => ({ ...row, dimensions: row.dimensions.map(dimensionOf) })),
    answers,
  );
}

/** The value of a dimension from its JSON, which is empty where an event has none. */
export const dimensionOf = (json: string): string | number | boolean | null =>
  json === "" ? null : (JSON.parse(json) as string | number | boolean);

/** Reads the events of the queries, query by query, and folds them as they come. */
const foldUp = (
  clickhouse: ClickHouse,
  tenant: string,
  batch: Some<UsageQuery>,
  answers: Map<string, UsageAnswer>,
): Promise<void> =>
  answerFolded(
    batch,
    readEvents(
      clickhouse,
      `select position, ${eventColumns}
      from ${eventsAsked(batch, { tenant, types: [batch[0].meter.event] })}
      order by position, time, id, source`,
    ),
    answers,
  );

/** The events of a statement that answers positions with them. */
export async function* readEvents(
  clickhouse: ClickHouse,
  sql: string,
): AsyncGenerator<readonly ReadEvent[]> {
  for await (const page of clickhouse.pages<StoredEvent & { readonly position: number }>(sql))
    yield page.map((row) => ({ position: row.position, event: eventOf(row) }));
}
