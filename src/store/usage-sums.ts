import type { Meter } from "../model/meter.ts";
import { decimalOf } from "../money/decimal.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import { instantArray } from "./array-literal.ts";
import { meterSql } from "./meter-sql.ts";
import type { SumChanges, SummedEvents, UsageSum, UsageSums } from "./remembered-sums.ts";
import { type SqlParameters, sqlParameters } from "./sql-parameters.ts";
import type { Tx } from "./tenant.ts";

/** What is added up of which events, as parts of a statement over `events`. */
interface Summing {
  /** Text. */
  readonly key: string;
  readonly value: string;
  readonly condition: string;
  readonly isCount: boolean;
  /** Whether an event that was withdrawn counts on. */
  readonly countsWithdrawn: boolean;
}

type SummingOf = (parameters: SqlParameters) => Summing;

interface UsageSpan {
  readonly meter: Meter;
  /** Half-open, by the event's time. */
  readonly from: Instant;
  readonly to: Instant;
}

/** What each customer used of a meter that adds up. */
export const sumsByCustomer = ({ meter, from, to }: UsageSpan): SummedEvents =>
  summedEvents(["customer", meter, from, to], (parameters) => ({
    ...ofMeter(meter, from, to, parameters),
    key: "customer",
  }));

/** What all customers together used of a meter that adds up, by the number of the window from 1. */
export function sumsByWindow(meter: Meter, boundaries: readonly Instant[]): SummedEvents {
  const [from = 0, to = from] = [boundaries[0], boundaries.at(-1)];
  return summedEvents(["window", meter, boundaries], (parameters) => ({
    ...ofMeter(meter, from, to, parameters),
    key: `width_bucket(time, ${parameters.add(instantArray(boundaries))}::timestamptz[])::text`,
  }));
}

/** How many events were accepted, under the one key ""; those that were corrected since count once. */
export const sumOfEvents: SummedEvents = summedEvents(["events"], () => ({
  key: "''",
  value: "null::numeric",
  condition: "correction is null",
  isCount: true,
  countsWithdrawn: true,
}));

function ofMeter(
  meter: Meter,
  from: Instant,
  to: Instant,
  parameters: SqlParameters,
): Omit<Summing, "key"> {
  const { condition, value } = meterSql(meter, parameters);
  return {
    value,
    condition: `time >= ${instant(from, parameters)} and time < ${instant(to, parameters)} and ${condition}`,
    isCount: meter.aggregation.kind === "count",
    countsWithdrawn: false,
  };
}

const instant = (at: Instant, parameters: SqlParameters): string =>
  `${parameters.add(formatInstant(at))}::timestamptz`;

function summedEvents(name: readonly unknown[], of: SummingOf): SummedEvents {
  return {
    name: JSON.stringify(name),
    before: (tx, until, keysMost) => sumsBefore(tx, of, until, keysMost),
    since: (tx, from, until) => changesSince(tx, of, from, until),
  };
}

interface SumRow {
  readonly key: string;
  readonly quantity: string;
  readonly events: number;
  readonly stored: number;
}

const sumsOf = (rows: readonly SumRow[]): UsageSums =>
  new Map(
    rows.map(({ key, quantity, events, stored }): [string, UsageSum] => [
      key,
      { quantity: decimalOf(quantity), events, stored },
    ]),
  );

/** Statements are planned for their instants: how much came in since decides how it is found. */
async function sumsBefore(
  tx: Tx,
  of: SummingOf,
  until: Instant,
  keysMost: number,
): Promise<UsageSums> {
  const parameters = sqlParameters();
  const { key, value, condition, isCount, countsWithdrawn } = of(parameters);
  const before = instant(until, parameters);
  const stood = countsWithdrawn ? "" : `and (withdrawn_at is null or withdrawn_at >= ${before})`;
  const rows = await tx.rows<SumRow>(
    `select key, ${isCount ? "count(*)" : "coalesce(sum(value), 0)"}::text as quantity,
      count(${isCount ? "*" : "value"})::integer as events, count(*)::integer as stored
    from (
      select ${key} as key, ${value} as value from events
      where ${condition} and received_at < ${before} ${stood} offset 0
    ) as read group by key limit ${parameters.add(keysMost)}`,
    parameters.values,
  );
  return sumsOf(rows);
}

async function changesSince(
  tx: Tx,
  of: SummingOf,
  from: Instant,
  until: Instant | undefined,
): Promise<SumChanges> {
  const parameters = sqlParameters();
  const { key, value, condition, isCount, countsWithdrawn } = of(parameters);
  const since = instant(from, parameters);
  const before = until === undefined ? "'infinity'" : instant(until, parameters);
  const stood = countsWithdrawn ? "" : `and (withdrawn_at is null or withdrawn_at >= ${before})`;
  const withdrawn = `
    union all
    select ${key}, ${value}, -1 from events
    where ${condition} and withdrawn_at >= ${since} and withdrawn_at < ${before} and received_at < ${since}`;
  const rows = await tx.rows<SumRow & { readonly changed: number }>(
    `select key, ${isCount ? "sum(sign)" : "coalesce(sum(value * sign), 0)"}::text as quantity,
      ${isCount ? "sum(sign)" : "coalesce(sum(sign) filter (where value is not null), 0)"}::integer as events,
      sum(sign)::integer as stored, count(*)::integer as changed
    from (
      select ${key} as key, ${value} as value, 1 as sign from events
      where ${condition} and received_at >= ${since} and received_at < ${before} ${stood}
      ${countsWithdrawn ? "" : withdrawn}
      offset 0
    ) as changed group by key`,
    parameters.values,
  );
  return { changes: sumsOf(rows), events: rows.reduce((sum, { changed }) => sum + changed, 0) };
}
