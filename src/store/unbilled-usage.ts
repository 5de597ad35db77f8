import { assert } from "../fault/fault.ts";
import type { EventData } from "../metering/event-data.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import { textArray } from "./array-literal.ts";
import { type EventRow, eventOf } from "./event-rows.ts";
import type {
  UnbilledEvent,
  UnbilledPosition,
  UnbilledQuery,
  UnbilledScope,
} from "./event-store.ts";
import { filterSql } from "./filter-sql.ts";
import { countUnbilledEvents } from "./sql/count-unbilled-events.ts";
import { listJudgedEvents, listUnbilledEvents } from "./sql/list-unbilled-events.ts";
import { sqlParameters } from "./sql-parameters.ts";
import type { SqlValue, Statement, Tx } from "./tenant.ts";

/** Reads in a transaction of its own: what is judged is so between them, and holds no connection. */
type Reading = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

/** A row of the list: with a reason, or to be judged. */
interface FoundRow extends UnbilledPosition {
  readonly type: string;
  readonly customer: string;
  readonly reason: UnbilledEvent["reason"] | null;
  readonly received_at: Instant | null;
  readonly data: EventData | null;
}

/** Rows read at least, so that a page of which much turns out to be billed does not take many statements. */
const rowsMin = 100;

/**
 * Events that no invoice will charge for: nobody knows the customer, no meter reads the type, the customer had no
 * subscription whose charges read it at the time, or they came in too late. They stay; but for the last, they are billed
 * once the reason is gone.
 */
export async function listUnbilled(
  read: Reading,
  query: UnbilledQuery,
  now: Instant,
): Promise<readonly UnbilledEvent[]> {
  const listed: UnbilledEvent[] = [];
  let { after } = query;
  for (;;) {
    const limit = Math.max(query.limit - listed.length, rowsMin);
    const page = asked(query, pageValues(query, after, limit, now));
    const statement = page.statement("list-unbilled-events", listUnbilledEvents);
    const rows = await read((tx) => tx.rows<FoundRow>(statement, page.values));
    listed.push(...(await withReasons(rows, query)));
    after = rows.at(-1);
    if (rows.length < limit || listed.length >= query.limit) return listed.slice(0, query.limit);
  }
}

/** The rows that are unbilled, each with its reason. */
async function withReasons(
  rows: readonly FoundRow[],
  { judge }: UnbilledScope,
): Promise<readonly UnbilledEvent[]> {
  const suspects = rows.filter(({ reason }) => reason === null);
  const judged = suspects.length === 0 ? [] : await judge(suspects.map(suspectOf));
  const reasons = new Map(suspects.map((row, index) => [row, judged[index]]));
  return rows.flatMap((row) => {
    const { id, source, type, customer, time } = row;
    const reason = row.reason ?? reasons.get(row);
    return reason === undefined ? [] : [{ id, source, type, customer, time, reason }];
  });
}

function suspectOf(row: FoundRow) {
  const { received_at, data } = row;
  assert(received_at !== null && data !== null, "an event to be judged is read whole");
  return eventOf({ ...row, received_at, data });
}

const suspectsPerPage = 10_000;

/** How many there are in all. */
export async function countUnbilled(
  read: Reading,
  scope: UnbilledScope,
  now: Instant,
): Promise<number> {
  const told = asked(scope, []);
  const statement = told.statement("count-unbilled-events", countUnbilledEvents);
  const [[row], judged] = await Promise.all([
    read((tx) => tx.rows<{ events: number }>(statement, told.values)),
    countJudged(read, scope, now),
  ]);
  return (row?.events ?? 0) + judged;
}

/** How many of those that are judged one by one. */
async function countJudged(read: Reading, scope: UnbilledScope, now: Instant): Promise<number> {
  let events = 0;
  let after: UnbilledPosition | undefined;
  for (;;) {
    const page = asked(scope, pageValues(scope, after, suspectsPerPage, now));
    const statement = page.statement("list-late-events", (accepts) =>
      listJudgedEvents(accepts, scope.judged.size > 0),
    );
    const suspects = await read((tx) => tx.rows<EventRow>(statement, page.values));
    if (suspects.length === 0) return events;
    const reasons = await scope.judge(suspects.map(eventOf));
    events += reasons.filter((reason) => reason !== undefined).length;
    if (suspects.length < suspectsPerPage) return events;
    after = suspects.at(-1);
  }
}

/** A statement's values, and its text around the filters that meters have. */
interface Asked {
  readonly values: readonly SqlValue[];
  /** Prepared under its name where no meter has a say: then its text is always the same. */
  readonly statement: (name: string, text: (accepts: string) => string) => Statement | string;
}

/** The parameters that all statements begin with, those of one, and those of the filters. */
function asked(scope: UnbilledScope, own: readonly SqlValue[]): Asked {
  const { metered, judged } = scope;
  const parameters = sqlParameters();
  const charged = [...metered].flatMap(([type, products]) =>
    products.map((product) => ({ type, product, filter: judged.get(type)?.get(product) })),
  );
  const filtered = charged.filter(({ filter }) => filter !== undefined);
  for (const value of [
    textArray([...metered.keys()]),
    textArray(charged.map(({ type }) => type)),
    textArray(charged.map(({ product }) => product)),
    charged.map((pair) => filtered.indexOf(pair) + 1),
    textArray([...judged.keys()]),
    ...own,
  ])
    parameters.add(value);
  const branches = filtered.map(
    ({ filter = {} }, index) => `when ${index + 1} then ${filterSql(filter, parameters)}`,
  );
  const accepts =
    branches.length === 0 ? "true" : `case c.reader ${branches.join(" ")} else true end`;
  return {
    values: parameters.values,
    statement: (name, text) => (judged.size === 0 ? { name, text: text(accepts) } : text(accepts)),
  };
}

/** Where a page begins, how long it is, and what may be late on it. */
const pageValues = (
  { late }: UnbilledScope,
  after: UnbilledPosition | undefined,
  limit: number,
  now: Instant,
): readonly SqlValue[] => [
  after === undefined ? null : formatInstant(after.time),
  after?.id ?? null,
  after?.source ?? null,
  limit,
  late.graceMs,
  late.lookBackMs,
  formatInstant(now),
];
