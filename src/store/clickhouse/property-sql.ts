import { sqlText } from "./sql-text.ts";

/** A property of the event as JSON; empty where it has none. */
export const propertySql = (property: string): string => `data[${sqlText(property)}]`;

/** Whether JSON is a number. */
export const isNumberSql = (json: string): string => `match(${json}, '^-?[0-9]')`;

/** The most digits that a decimal has after the point, where it enters Florin. */
const scale = 18;

/** An exact decimal. */
export const decimalSql = (text: string): string => `toDecimal256(${sqlText(text)}, ${scale})`;

/** JSON of a number as an exact decimal. */
export const numberSql = (json: string): string => `toDecimal256OrNull(${json}, ${scale})`;

/**
 * A property as an exact quantity, null where it is not one: what `quantityOfValue` of src/metering reads. A number is
 * one; a text is one when it is a plain decimal of at most 38 digits, 18 of them after the point.
 */
export function quantitySql(property: string): string {
  const json = propertySql(property);
  const text = `substring(${json}, 2, length(${json}) - 2)`;
  const digits = `replaceRegexpOne(replaceRegexpAll(${text}, '[-.]', ''), '^0+', '')`;
  const isDecimal = `match(${json}, '^"-?[0-9]+(\\\\.[0-9]{1,18})?"$') and length(${text}) <= 80 and length(${digits}) <= 38`;
  return `multiIf(${isNumberSql(json)}, ${numberSql(json)}, ${isDecimal}, ${numberSql(text)}, null)`;
}
