import { addsUp } from "../metering/adds-up.ts";
import type { Meter } from "../model/meter.ts";
import { decimalOf, format } from "../money/decimal.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import { instantArray, numberArray, textArray } from "./array-literal.ts";
import type { DroppedMonth } from "./dropped-months.ts";
import type { UsageReading } from "./event-store.ts";
import type { Tx } from "./tenant.ts";
import { bucketMs } from "./usage-counters.ts";

/**
 * What is kept of a meter when its events are dropped: quarter-hours, of which any larger time is made, by adding up or by the largest or
 * the smallest of them; or the figures of hours, days, months and billing periods, of which nothing larger can be made. Nothing
 * is kept of a value that holds until the next event.
 */
export type KeptAs = "sum" | "max" | "min" | "figure" | "nothing";

/** How a meter is kept. */
export function keptAs(meter: Meter): KeptAs {
  const { kind } = meter.aggregation;
  if (kind === "time-weighted-sum") return "nothing";
  if (kind === "max" || kind === "min") return kind;
  return addsUp(meter) ? "sum" : "figure";
}

/** What a customer used in a time, of everything or with one value of a dimension. */
export interface KeptReading extends UsageReading {
  readonly customer: string;
  /** "" for events that have none, and where no dimension is looked at. */
  readonly value: string;
}

/** The same with its time. */
export interface KeptPart extends KeptReading {
  readonly from: Instant;
  readonly to: Instant;
}

/** What is kept, and by which dimension; "" for the whole. */
export interface KeptScope {
  /** See `counterKey`. */
  readonly counter: string;
  readonly as: KeptAs;
  readonly dimension: string;
}

const joining: Readonly<Record<KeptAs, string>> = {
  sum: "kept_usage.quantity + excluded.quantity",
  max: "greatest(kept_usage.quantity, excluded.quantity)",
  min: "least(kept_usage.quantity, excluded.quantity)",
  figure: "excluded.quantity",
  nothing: "excluded.quantity",
};

const aggregate: Readonly<Record<KeptAs, string>> = {
  sum: "sum",
  max: "max",
  min: "min",
  figure: "max",
  nothing: "max",
};

/** Keeps parts; what is there of the same time is joined with a quarter-hour, and replaced by a figure. */
export async function addKept(
  tx: Tx,
  { counter, as, dimension }: KeptScope,
  parts: readonly KeptPart[],
): Promise<void> {
  if (parts.length === 0) return;
  const events = as === "figure" ? "excluded.events" : "kept_usage.events + excluded.events";
  await tx.run(
    `insert into kept_usage (counter, dimension, customer, value, from_at, to_at, quantity, events)
    select $1, $2, customer, value, from_at, to_at, ${aggregate[as]}(quantity), sum(events)
    from unnest($3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[], $7::numeric[], $8::bigint[])
      as used (customer, value, from_at, to_at, quantity, events)
    group by customer, value, from_at, to_at
    on conflict (counter, tenant, dimension, customer, from_at, to_at, value)
      do update set quantity = ${joining[as]}, events = ${events}`,
    [
      counter,
      dimension,
      textArray(parts.map(({ customer }) => customer)),
      textArray(parts.map(({ value }) => value)),
      instantArray(parts.map(({ from }) => from)),
      instantArray(parts.map(({ to }) => to)),
      numberArray(parts.map(({ quantity }) => format(quantity))),
      numberArray(parts.map((part) => part.events)),
    ],
  );
}

/** Forgets what was kept of a month whose events are still there, to keep it anew in the same transaction, which may take long. */
export async function forgetKept(
  tx: Tx,
  { from, to }: Pick<DroppedMonth, "from" | "to">,
): Promise<void> {
  await tx.run("set local statement_timeout = 0");
  await tx.run("set local idle_in_transaction_session_timeout = 0");
  await tx.run("delete from kept_usage where from_at >= $1 and from_at < $2", [
    formatInstant(from),
    formatInstant(to),
  ]);
}

/** Asks what was kept of some times. */
export interface KeptQuery extends KeptScope {
  /** One customer; all of them where absent. */
  readonly customer?: string;
  /** Ascending; windows that follow one another are read in one statement. */
  readonly boundaries: readonly Instant[];
  /** The dropped months that they touch; what was kept of others does not count yet. */
  readonly months: readonly DroppedMonth[];
  /** Whether customers are told apart in what adds up; in everything else they are. */
  readonly byCustomer: boolean;
}

/** What was kept of a window. */
export interface KeptWindow {
  /** False where what was kept cannot tell: a part of what was kept as one figure, or a part of a quarter-hour. */
  readonly isKnown: boolean;
  readonly readings: readonly KeptReading[];
}

interface Row {
  readonly position: number;
  readonly customer: string;
  readonly value: string;
  readonly quantity: string;
  readonly events: number;
}

/** What was kept of the dropped months within each window; nothing, and known, where no month touches it. */
export async function keptWindows(tx: Tx, query: KeptQuery): Promise<readonly KeptWindow[]> {
  const { as, boundaries } = query;
  const found: KeptReading[][] = boundaries.slice(1).map(() => []);
  const unknown = new Set<number>();
  if (as !== "nothing") {
    const rows = as === "figure" ? await figures(tx, query) : await quarterHours(tx, query);
    for (const { position, quantity, ...row } of rows)
      found[position]?.push({ ...row, quantity: decimalOf(quantity) });
    const parts = as === "figure" ? await withoutFigure(tx, query) : await cutQuarters(tx, query);
    for (const position of parts) unknown.add(position);
  }
  return found.map((readings, position) => ({
    isKnown: as !== "nothing" && !unknown.has(position),
    readings,
  }));
}

const ofMonths =
  "exists (select from unnest($3::timestamptz[], $4::timestamptz[]) as month (since, until) where from_at >= since and from_at < until)";
const ofCustomer = "($5::text is null or customer = $5)";

const parametersOf = ({ counter, dimension, months, customer }: KeptQuery) => [
  counter,
  dimension,
  instantArray(months.map(({ from }) => from)),
  instantArray(months.map(({ to }) => to)),
  customer ?? null,
];

const quarterHours = (tx: Tx, query: KeptQuery): Promise<readonly Row[]> =>
  tx.rows<Row>(
    `select width_bucket(from_at, $6::timestamptz[]) - 1 as position,
      ${query.as === "sum" && !query.byCustomer ? "''" : "customer"} as customer, value,
      ${aggregate[query.as]}(quantity)::text as quantity, sum(events)::integer as events
    from kept_usage
    where counter = $1 and dimension = $2 and ${ofMonths} and ${ofCustomer}
      and from_at >= ($6::timestamptz[])[1] and from_at < ($6::timestamptz[])[cardinality($6::timestamptz[])]
    group by 1, 2, 3`,
    [...parametersOf(query), instantArray(query.boundaries)],
  );

/** Windows with an edge within a quarter-hour in which something was used. */
async function cutQuarters(tx: Tx, query: KeptQuery): Promise<readonly number[]> {
  const odd = query.boundaries.flatMap((edge, index) => (edge % bucketMs === 0 ? [] : [index]));
  if (odd.length === 0) return [];
  const rows = await tx.rows<{ place: number }>(
    `select distinct cut.place::integer as place
    from unnest($6::timestamptz[]) with ordinality as cut (edge, place)
    join kept_usage on from_at < edge and from_at > edge - interval '15 minutes'
    where counter = $1 and dimension = $2 and ${ofMonths} and ${ofCustomer}`,
    [...parametersOf(query), instantArray(odd.map((index) => query.boundaries[index] ?? 0))],
  );
  // The windows on both sides of the edge.
  return rows.flatMap(({ place }) => {
    const index = odd[place - 1] ?? 0;
    return [index - 1, index];
  });
}

const windowsSql = `unnest($6::timestamptz[], $7::timestamptz[]) with ordinality as win (begins, ends, place)`;
const windowParameters = ({ boundaries }: KeptQuery) => [
  instantArray(boundaries.slice(0, -1)),
  instantArray(boundaries.slice(1)),
];

const figures = (tx: Tx, query: KeptQuery): Promise<readonly Row[]> =>
  tx.rows<Row>(
    `select win.place::integer - 1 as position, customer, value, quantity::text, events::integer
    from ${windowsSql} join kept_usage on from_at = begins and to_at = ends
    where counter = $1 and dimension = $2 and ${ofCustomer}
      and exists (select from unnest($3::timestamptz[], $4::timestamptz[]) as month (since, until)
        where begins < until and ends > since)`,
    [...parametersOf(query), ...windowParameters(query)],
  );

/** Windows in which a customer used something, as its hours say, of whom no figure of just this window is kept. */
async function withoutFigure(tx: Tx, query: KeptQuery): Promise<readonly number[]> {
  const rows = await tx.rows<{ position: number }>(
    `select distinct win.place::integer - 1 as position
    from ${windowsSql} join kept_usage as used on used.from_at < ends and used.from_at > begins - interval '1 hour'
    where used.counter = $1 and used.dimension = $2 and ${ofMonths.replaceAll("from_at", "used.from_at")}
      and ${ofCustomer.replaceAll("customer", "used.customer")}
      and used.to_at - used.from_at = interval '1 hour'
      and not exists (
        select from kept_usage as figure
        where figure.counter = $1 and figure.dimension = $2 and figure.customer = used.customer
          and figure.from_at = begins and figure.to_at = ends)`,
    [...parametersOf(query), ...windowParameters(query)],
  );
  return rows.map(({ position }) => position);
}
