import { formatInstant, type Instant } from "../time/instant.ts";

const special = /["\\]/;
const specials = /["\\]/g;

/** A PostgreSQL array literal of texts: one pass, where the driver's own goes element by element. */
export function textArray(values: readonly string[]): string {
  let literal = "{";
  for (let at = 0; at < values.length; at += 1) {
    const value = escaped(values[at] ?? "");
    literal += at === 0 ? `"${value}"` : `,"${value}"`;
  }
  return `${literal}}`;
}

/** The same for texts that may be absent. */
export const nullableTextArray = (values: readonly (string | null | undefined)[]): string =>
  `{${values.map((value) => (value == null ? "NULL" : `"${escaped(value)}"`)).join(",")}}`;

const escaped = (value: string): string =>
  special.test(value) ? value.replace(specials, "\\$&") : value;

/** An array literal of instants, in UTC. Equal neighbours, such as the receipts of one batch, are written once. */
export function instantArray(values: readonly Instant[]): string {
  let last: Instant | undefined;
  let text = "";
  const texts = values.map((value) => {
    if (value !== last) {
      last = value;
      text = formatInstant(value);
    }
    return text;
  });
  return `{${texts.join(",")}}`;
}

/** The same for instants that may be absent. */
export const nullableInstantArray = (values: readonly (Instant | null | undefined)[]): string =>
  `{${values.map((value) => (value == null ? "NULL" : formatInstant(value))).join(",")}}`;

/** An array literal of numbers or decimal texts. */
export const numberArray = (values: readonly (number | string)[]): string =>
  `{${values.join(",")}}`;
