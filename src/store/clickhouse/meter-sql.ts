import type { Meter } from "../../model/meter.ts";
import { filterSql } from "./filter-sql.ts";
import { decimalSql, quantitySql } from "./property-sql.ts";
import { sqlTexts } from "./sql-text.ts";

/** A meter that the database can aggregate, as parts of a statement: those of `meter-sql` for PostgreSQL. */
export interface MeterSql {
  /** True for the events of the meter. */
  readonly condition: string;
  /** The event's value, or a constant where there is nothing to read. */
  readonly value: string;
  /** The columns `events`, `unmeasured` and `value`, over rows that have the value as `read_value`. */
  readonly columns: string;
  /** The same figure as a number to sort by and to add up. */
  readonly quantity: string;
  /** Events that the quantity is made of. */
  readonly counted: string;
}

interface SqlKind {
  readonly value: string;
  readonly quantity: string;
}

const zero = decimalSql("0");

const measured: Readonly<Record<string, SqlKind>> = {
  sum: { value: "sum(read_value)", quantity: `ifNull(sum(read_value), ${zero})` },
  max: { value: "max(read_value)", quantity: `ifNull(max(read_value), ${zero})` },
  min: { value: "min(read_value)", quantity: `ifNull(min(read_value), ${zero})` },
};

/**
 * The meter as parts of a statement; only for one that `isSqlMeter` knows.
 *
 * @param types the event types to read, for meters that differ in theirs alone
 */
export function meterSql(meter: Meter, types: readonly string[] = [meter.event]): MeterSql {
  const { aggregation } = meter;
  const filter = meter.filter === undefined ? "" : ` and ${filterSql(meter.filter)}`;
  const condition = `type in ${sqlTexts(types)}${filter}`;
  const kind = measured[aggregation.kind];
  if (kind === undefined || !("property" in aggregation)) {
    return {
      condition,
      value: "null",
      columns: "count() as events, 0 as unmeasured, null as value",
      quantity: "count()",
      counted: "count()",
    };
  }
  return {
    condition,
    value: quantitySql(aggregation.property),
    columns: `count(read_value) as events, count() - count(read_value) as unmeasured,
      toString(${kind.value}) as value`,
    quantity: kind.quantity,
    counted: "count(read_value)",
  };
}
