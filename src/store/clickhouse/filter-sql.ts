import { expectOk } from "../../fault/fault.ts";
import { exactDecimal } from "../../metering/exact-number.ts";
import type { Filter, FilterValue } from "../../model/meter.ts";
import { format } from "../../money/decimal.ts";
import { parseQuantity, type Quantity } from "../../money/quantity.ts";
import { decimalSql, isNumberSql, numberSql, propertySql, quantitySql } from "./property-sql.ts";
import { sqlText } from "./sql-text.ts";

const bounds = { above: ">", below: "<", atLeast: ">=", atMost: "<=" } as const;
type Bound = keyof typeof bounds;

/**
 * A meter's filter as a condition that is true or false and never null: what `compileFilter` of src/metering says of the
 * same event. The filter has been checked; an exotic number in it is a bug here.
 */
export function filterSql(filter: Filter): string {
  const parts: string[] = [];
  if (filter.all !== undefined) parts.push(joined(filter.all.map(filterSql), "and"));
  if (filter.any !== undefined) parts.push(joined(filter.any.map(filterSql), "or"));
  if (filter.property !== undefined) parts.push(propertyHolds(filter, filter.property));
  return joined(parts, "and");
}

const joined = (parts: readonly string[], by: "and" | "or"): string =>
  parts.length === 0 ? (by === "and" ? "true" : "false") : `(${parts.join(` ${by} `)})`;

function propertyHolds(filter: Filter, property: string): string {
  const present = `${propertySql(property)} <> ''`;
  const conditions = conditionsOf(filter, property);
  if (filter.exists !== false) return joined([present, ...conditions], "and");
  // An event without the property fails any condition.
  return conditions.length === 0 ? `not (${present})` : "false";
}

function conditionsOf(filter: Filter, property: string): string[] {
  const conditions: string[] = [];
  const equal = (wanted: FilterValue) => equalTo(wanted, property);
  if (filter.equals !== undefined) conditions.push(equal(filter.equals));
  if (filter.notEquals !== undefined) conditions.push(`not ${equal(filter.notEquals)}`);
  if (filter.in !== undefined) conditions.push(joined(filter.in.map(equal), "or"));
  for (const name of Object.keys(bounds) as Bound[]) {
    const bound = filter[name];
    if (bound !== undefined)
      conditions.push(known(`${quantitySql(property)} ${bounds[name]} ${boundSql(bound)}`));
  }
  return conditions;
}

function equalTo(wanted: FilterValue, property: string): string {
  const json = propertySql(property);
  if (typeof wanted === "number") return known(`${quantitySql(property)} = ${boundSql(wanted)}`);
  const asText = `(${json} = ${sqlText(JSON.stringify(wanted))})`;
  if (typeof wanted === "boolean") return asText;
  // A text also equals the number of that shortest form.
  const number =
    wanted !== "" && String(Number(wanted)) === wanted ? exactDecimal(Number(wanted)) : undefined;
  if (number === undefined) return asText;
  const same = known(`${numberSql(json)} = ${decimalSql(format(number))}`);
  return joined([asText, `(${isNumberSql(json)} and ${same})`], "or");
}

/** Null is "no": a value that is not a number is within no bound. */
const known = (condition: string): string => `ifNull(${condition}, false)`;

const boundSql = (quantity: Quantity): string =>
  decimalSql(format(expectOk(parseQuantity(quantity))));
