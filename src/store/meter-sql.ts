import type { Counted } from "../metering/aggregation-fold.ts";
import type { Meter } from "../model/meter.ts";
import { type Decimal, decimalOf, zero } from "../money/decimal.ts";
import { filterSql } from "./filter-sql.ts";
import { quantitySql } from "./property-sql.ts";
import type { SqlParameters } from "./sql-parameters.ts";

/** What the database gives for a set of events of a meter. */
export interface AggregateRow {
  /** Events with a readable value. */
  readonly events: number;
  readonly unmeasured: number;
  /** The sum, largest or smallest value; null without one, and for a count. */
  readonly value: string | null;
}

/** A meter that the database can aggregate: count, sum, max and min. */
export interface MeterSql {
  /** True for the events of the meter; the columns are those of `events`. */
  readonly condition: string;
  /** The event's value, or a constant where there is nothing to read. */
  readonly value: string;
  /** The three columns of {@link AggregateRow}, over rows that have the value as `value`. */
  readonly columns: string;
  /** The same figure as a number to sort by and to add up. */
  readonly quantity: string;
}

/** The partial that the meter's fold would have for the same events, and what it finishes to. */
interface SqlKind {
  readonly columns: string;
  readonly quantity: string;
  readonly partial: (row: AggregateRow) => Counted;
}

const measured =
  "count(value)::integer as events, (count(*) - count(value))::integer as unmeasured";
const none = { events: 0, unmeasured: 0 };

function extreme(name: "max" | "min"): SqlKind {
  return {
    columns: `${measured}, ${name}(value)::text as value`,
    quantity: `coalesce(${name}(value), 0)`,
    partial: ({ value, ...counts }): Counted & { readonly value: Decimal | null } => ({
      ...none,
      ...counts,
      value: value === null ? null : decimalOf(value),
    }),
  };
}

const kinds: Readonly<Record<string, SqlKind>> = {
  count: {
    columns: "count(*)::integer as events, 0 as unmeasured, null as value",
    quantity: "count(*)::numeric",
    partial: ({ events, unmeasured }): Counted => ({ events, unmeasured }),
  },
  sum: {
    columns: `${measured}, sum(value)::text as value`,
    quantity: "coalesce(sum(value), 0)",
    partial: ({ value, ...counts }): Counted & { readonly total: Decimal } => ({
      ...none,
      ...counts,
      total: value === null ? zero : decimalOf(value),
    }),
  },
  max: extreme("max"),
  min: extreme("min"),
};

/** Whether the database can aggregate the meter; the others are folded from their events. */
export const isSqlMeter = (meter: Meter): boolean => Object.hasOwn(kinds, meter.aggregation.kind);

/**
 * The meter as parts of a statement; only for one that {@link isSqlMeter}.
 *
 * @param types the event types to read, for meters that differ in theirs alone
 */
export function meterSql(
  meter: Meter,
  parameters: SqlParameters,
  types: readonly string[] = [meter.event],
): MeterSql {
  const { columns, quantity } = kindOf(meter);
  const type = `type = any(${parameters.add(types)})`;
  const filter = meter.filter === undefined ? "" : ` and ${filterSql(meter.filter, parameters)}`;
  const { aggregation } = meter;
  const value =
    "property" in aggregation ? quantitySql(aggregation.property, parameters) : "null::numeric";
  return { condition: `${type}${filter}`, value, columns, quantity };
}

/** The partial of a row, equal to what the meter's own fold gives for the row's events. */
export function partialOf(meter: Meter, { events, unmeasured, value }: AggregateRow): Counted {
  return kindOf(meter).partial({ events, unmeasured, value });
}

function kindOf(meter: Meter): SqlKind {
  const kind = kinds[meter.aggregation.kind];
  if (kind === undefined) {
    throw new Error(`broken invariant: the database cannot aggregate ${meter.aggregation.kind}`);
  }
  return kind;
}
