import { expectOk } from "../fault/fault.ts";
import type { Filter, FilterValue } from "../model/meter.ts";
import { format } from "../money/decimal.ts";
import { parseQuantity, type Quantity } from "../money/quantity.ts";
import { propertySql, quantitySql } from "./property-sql.ts";
import { type SqlParameters, sqlParameters } from "./sql-parameters.ts";

const bounds = { above: ">", below: "<", atLeast: ">=", atMost: "<=" } as const;
type Bound = keyof typeof bounds;

/**
 * A meter's filter as a condition that is true or false and never null: what `compileFilter` of src/metering says of
 * the same event. The filter has been checked; an exotic number in it is a bug here.
 */
export function filterSql(filter: Filter, parameters: SqlParameters): string {
  const parts: string[] = [];
  const branches = (of: readonly Filter[]) => of.map((branch) => filterSql(branch, parameters));
  if (filter.all !== undefined) parts.push(joined(branches(filter.all), "and"));
  if (filter.any !== undefined) parts.push(joined(branches(filter.any), "or"));
  if (filter.property !== undefined) parts.push(propertyHolds(filter, filter.property, parameters));
  return joined(parts, "and");
}

const joined = (parts: readonly string[], by: "and" | "or"): string =>
  parts.length === 0 ? (by === "and" ? "true" : "false") : `(${parts.join(` ${by} `)})`;

function propertyHolds(filter: Filter, property: string, parameters: SqlParameters): string {
  const present = `coalesce(jsonb_typeof(${propertySql(property, parameters)}), 'null') <> 'null'`;
  if (filter.exists === false) {
    // Only their number matters: an event without the property fails any condition.
    const conditions = conditionsOf(filter, property, sqlParameters());
    return conditions.length === 0 ? `not (${present})` : `not (${present}) and false`;
  }
  return joined([present, ...conditionsOf(filter, property, parameters)], "and");
}

function conditionsOf(filter: Filter, property: string, parameters: SqlParameters): string[] {
  const conditions: string[] = [];
  const equal = (wanted: FilterValue) => equalTo(wanted, property, parameters);
  if (filter.equals !== undefined) conditions.push(equal(filter.equals));
  if (filter.notEquals !== undefined) conditions.push(`not ${equal(filter.notEquals)}`);
  if (filter.in !== undefined) conditions.push(joined(filter.in.map(equal), "or"));
  for (const name of Object.keys(bounds) as Bound[]) {
    const bound = filter[name];
    if (bound === undefined) continue;
    const limit = `${parameters.add(decimalText(bound))}::numeric`;
    conditions.push(known(`(${quantitySql(property, parameters)}) ${bounds[name]} ${limit}`));
  }
  return conditions;
}

function equalTo(wanted: FilterValue, property: string, parameters: SqlParameters): string {
  if (typeof wanted === "number") {
    const number = `${parameters.add(decimalText(wanted))}::numeric`;
    return known(`(${quantitySql(property, parameters)}) = ${number}`);
  }
  const equal = (json: string) =>
    known(`${propertySql(property, parameters)} = ${parameters.add(json)}::jsonb`);
  if (typeof wanted === "boolean") return equal(JSON.stringify(wanted));
  const asText = equal(JSON.stringify(wanted));
  // A text also equals the number of that shortest form.
  const isNumber =
    wanted !== "" && String(Number(wanted)) === wanted && Number.isFinite(Number(wanted));
  return isNumber ? joined([asText, equal(wanted)], "or") : asText;
}

/** Null is "no": a value that is not a number is within no bound. */
const known = (condition: string): string => `coalesce(${condition}, false)`;

const decimalText = (quantity: Quantity): string => format(expectOk(parseQuantity(quantity)));
