import type { SqlParameters } from "./sql-parameters.ts";

/** A property of the event's data as `jsonb`; null where it has none. */
export const propertySql = (property: string, parameters: SqlParameters): string =>
  `data -> ${parameters.add(property)}::text`;

/**
 * A property as an exact quantity, null where it is not one: what `quantityOfValue` of src/metering reads. A number is
 * one; a text is one when it is a plain decimal of at most 38 digits, 18 of them after the point.
 */
export function quantitySql(property: string, parameters: SqlParameters): string {
  const name = parameters.add(property);
  const value = `data -> ${name}::text`;
  const text = `(data ->> ${name}::text)`;
  return `case jsonb_typeof(${value})
    when 'number' then (${value})::numeric
    when 'string' then case
      when ${text} ~ '^-?[0-9]+(\\.[0-9]{1,18})?$' and length(${text}) <= 80
        and length(ltrim(translate(${text}, '-.', ''), '0')) <= 38
      then ${text}::numeric end
    end`;
}
