import { assert } from "../fault/fault.ts";
import type { EventData } from "../metering/event-data.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import { type EventRow, eventOf } from "./event-rows.ts";
import type {
  UnbilledEvent,
  UnbilledPosition,
  UnbilledQuery,
  UnbilledScope,
} from "./event-store.ts";
import { listJudgedEvents, listUnbilledEvents } from "./sql/list-unbilled-events.ts";
import type { SqlValue, Tx } from "./tenant.ts";
import { asked } from "./unbilled-parameters.ts";

/** Reads in a transaction of its own: what is judged is so between them, and holds no connection. */
type Reading = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

/** How many events are unbilled without being judged one by one. */
type CountPlain = () => Promise<number>;

/** A row of the list: with a reason, or to be judged. */
interface FoundRow extends UnbilledPosition {
  readonly type: string;
  readonly customer: string;
  /** Absent where all rows are to be judged. */
  readonly reason?: UnbilledEvent["reason"] | null;
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
  countPlain: CountPlain,
): Promise<readonly UnbilledEvent[]> {
  const listed: UnbilledEvent[] = [];
  const isPlain = (await countPlain()) > 0;
  let { after } = query;
  for (;;) {
    const limit = Math.max(query.limit - listed.length, rowsMin);
    const page = asked(query, pageValues(query, after, limit, now));
    const statement = isPlain
      ? page.statement("list-unbilled-events", listUnbilledEvents)
      : page.statement("list-judged-events", (accepts) =>
          listJudgedEvents(accepts, query.judged.size > 0),
        );
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
  const suspects = rows.filter(({ reason }) => (reason ?? null) === null);
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
  countPlain: CountPlain,
): Promise<number> {
  const [plain, judged] = await Promise.all([countPlain(), countJudged(read, scope, now)]);
  return plain + judged;
}

/** How many of those that are judged one by one. */
async function countJudged(read: Reading, scope: UnbilledScope, now: Instant): Promise<number> {
  let events = 0;
  let after: UnbilledPosition | undefined;
  for (;;) {
    const page = asked(scope, pageValues(scope, after, suspectsPerPage, now));
    const statement = page.statement("list-judged-events", (accepts) =>
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
