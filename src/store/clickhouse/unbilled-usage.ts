import type { UnbilledReason } from "../../account/usage-ledger.ts";
import { expectOk } from "../../fault/fault.ts";
import { compileFilter } from "../../metering/filter.ts";
import type { UsageEvent } from "../../metering/usage-event.ts";
import type { Instant } from "../../time/instant.ts";
import type {
  UnbilledEvent,
  UnbilledPosition,
  UnbilledQuery,
  UnbilledScope,
} from "../event-store.ts";
import type { Tx } from "../tenant.ts";
import { type ChargedSpan, type ChargedSpans, chargedSpans } from "./charged-spans.ts";
import type { ClickHouse } from "./clickhouse.ts";
import { stands } from "./event-filters.ts";
import { eventColumns, eventOf, type StoredEvent } from "./event-rows.ts";
import { sqlRows, sqlText } from "./sql-text.ts";

/** Where unbilled events are looked for: ClickHouse knows the events, PostgreSQL who was charged for what. */
export interface UnbilledParts {
  readonly clickhouse: ClickHouse;
  readonly tenant: string;
  /** Reads in a transaction of its own. */
  readonly read: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
}

/** Rows read at least, so that a page of which much turns out to be billed does not take many statements. */
const rowsMin = 1_000;
const rowsPerPage = 10_000;

/** Events that no invoice will charge for, as `unbilled-usage` of PostgreSQL lists them. */
export async function listUnbilled(
  parts: UnbilledParts,
  query: UnbilledQuery,
  now: Instant,
): Promise<readonly UnbilledEvent[]> {
  const looked = await look(parts, query, now);
  const listed: UnbilledEvent[] = [];
  for await (const page of unbilledPages(parts, query, looked, {
    after: query.after,
    rows: Math.max(query.limit, rowsMin),
  })) {
    listed.push(...page);
    if (listed.length >= query.limit) break;
  }
  return listed.slice(0, query.limit);
}

/** How many there are in all. Those of whom no event can be billed are counted by the database. */
export async function countUnbilled(
  parts: UnbilledParts,
  scope: UnbilledScope,
  now: Instant,
): Promise<number> {
  const { suspects, ...looked } = await look(parts, scope, now);
  const isWhole = ({ reason }: Suspect) => reason !== "no-subscription" && reason !== "judged";
  const whole = [...suspects.values()].filter(isWhole);
  let events = whole.reduce((sum, pair) => sum + pair.events, 0);
  const others = new Map([...suspects].filter(([, pair]) => !isWhole(pair)));
  const pages = unbilledPages(parts, scope, { ...looked, suspects: others }, { rows: rowsPerPage });
  for await (const page of pages) {
    // Late events of pairs that are counted as a whole are no more than that.
    events += page.filter(({ customer, type }) => {
      const pair = suspects.get(nameOf(customer, type));
      return pair === undefined || !isWhole(pair);
    }).length;
  }
  return events;
}

/** A customer and an event type of which events are unbilled; `judged` where only the meters can tell which. */
interface Suspect {
  readonly customer: string;
  readonly type: string;
  readonly events: number;
  readonly reason: UnbilledReason | "judged";
}

interface Looked {
  readonly suspects: ReadonlyMap<string, Suspect>;
  readonly spans: ChargedSpans;
  readonly accepts: Accepts;
  /** What happened before this may have come in too late. */
  readonly lateBefore: Instant;
}

/** Whether a span's charge reads an event. */
type Accepts = (span: ChargedSpan, event: UsageEvent) => boolean;

interface PairRow {
  readonly customer: string;
  readonly type: string;
  readonly events: number;
  readonly first: Instant;
  readonly last: Instant;
}

const nameOf = (customer: string, type: string): string => `${customer}\n${type}`;

/** Judges pairs of customer and type first: only where that leaves a question are single events looked at. */
async function look(
  { clickhouse, tenant, read }: UnbilledParts,
  { metered, judged, late }: UnbilledScope,
  now: Instant,
): Promise<Looked> {
  const pairs = await clickhouse.rows<PairRow>(`
    select customer, type, count() as events, min(time) as first, max(time) as last
    from events final where tenant = ${sqlText(tenant)} and ${stands} group by customer, type`);
  const customers = new Set(pairs.map(({ customer }) => customer));
  const spans = await read((tx) => chargedSpans(tx, customers, metered));
  const filters = new Map(
    [...judged].flatMap(([type, byProduct]) =>
      [...byProduct].map(([product, filter]) => [
        nameOf(product, type),
        expectOk(compileFilter(filter)),
      ]),
    ),
  );
  const reads = ({ product }: ChargedSpan, type: string) => filters.get(nameOf(product, type));
  const suspects = new Map<string, Suspect>();
  for (const { customer, type, events, first, last } of pairs) {
    const own = spans.of(customer, type);
    const isCharged = own.some(
      (span) => span.from <= first && last < span.to && reads(span, type) === undefined,
    );
    if (spans.known.has(customer) && isCharged) continue;
    const reason = !spans.known.has(customer)
      ? "unknown-customer"
      : judged.has(type)
        ? "judged"
        : metered.has(type)
          ? "no-subscription"
          : "unknown-meter";
    suspects.set(nameOf(customer, type), { customer, type, events, reason });
  }
  return {
    suspects,
    spans,
    accepts: (span, event) => reads(span, event.type)?.(event) ?? true,
    lateBefore: Math.max(spans.lastEnd, now - late.graceMs - late.lookBackMs),
  };
}

/** The unbilled events, by time, id and source, page by page of those that were looked at. */
async function* unbilledPages(
  { clickhouse, tenant }: UnbilledParts,
  scope: UnbilledScope,
  looked: Looked,
  page: { readonly after?: UnbilledPosition | undefined; readonly rows: number },
): AsyncGenerator<readonly UnbilledEvent[]> {
  const { graceMs } = scope.late;
  const pairs = sqlRows(
    { asked_customer: "String", asked_type: "String" },
    [...looked.suspects.values()].map(({ customer, type }) => [customer, type]),
  );
  let { after } = page;
  for (;;) {
    const from =
      after === undefined
        ? ""
        : `and (time, id, source) > (${after.time}, ${sqlText(after.id)}, ${sqlText(after.source)})`;
    const rows = await clickhouse.rows<StoredEvent>(`
      select ${eventColumns} from events final
      where tenant = ${sqlText(tenant)} and ${stands} ${from}
        and ((customer, type) in ${pairs}
          or received_at - time >= ${graceMs} and time < ${looked.lateBefore})
      order by time, id, source limit ${page.rows}`);
    const found = rows.map(eventOf).flatMap((event) => {
      const reason = reasonOf(event, scope, looked);
      return reason === undefined ? [] : [{ event, reason }];
    });
    const asked = found.filter(({ reason }) => reason === "judged").map(({ event }) => event);
    const told = asked.length === 0 ? [] : await scope.judge(asked);
    const reasons = new Map(asked.map((event, index) => [event, told[index]]));
    yield found.flatMap(({ event, reason }) => {
      const { id, source, type, customer, time } = event;
      const why = reason === "judged" ? reasons.get(event) : reason;
      return why === undefined ? [] : [{ id, source, type, customer, time, reason: why }];
    });
    if (rows.length < page.rows) return;
    after = rows.at(-1);
  }
}

/** Why an event is unbilled, or that it is to be judged; undefined where it is charged for. */
function reasonOf(
  event: UsageEvent,
  { late: { graceMs, lookBackMs } }: UnbilledScope,
  { suspects, spans, accepts, lateBefore }: Looked,
): UnbilledReason | "judged" | undefined {
  const { customer, type, time, receivedAt = time } = event;
  const suspect = suspects.get(nameOf(customer, type));
  if (suspect?.reason === "unknown-customer" || suspect?.reason === "unknown-meter")
    return suspect.reason;
  const covering = spans
    .of(customer, type)
    .filter((span) => span.from <= time && time < span.to && accepts(span, event));
  if (covering.length === 0) return suspect?.reason;
  const isLate =
    receivedAt - time >= graceMs &&
    time < lateBefore &&
    covering.some(
      ({ to }) => receivedAt >= to + graceMs || receivedAt - time >= graceMs + lookBackMs,
    );
  return isLate ? "judged" : undefined;
}
