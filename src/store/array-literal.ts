import { formatInstant, type Instant } from "../time/instant.ts";

const special = /["\\]/;
const specials = /["\\]/g;

/** A PostgreSQL array literal of texts: one pass, where the driver's own goes element by element. */
export function textArray(values: readonly string[]): string {
  let literal = "{";
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] ?? "";
    const escaped = special.test(value) ? value.replace(specials, "\\$&") : value;
    literal += at === 0 ? `"${escaped}"` : `,"${escaped}"`;
  }
  return `${literal}}`;
}

/** The same for texts that may be absent. */
export const nullableTextArray = (values: readonly (string | null | undefined)[]): string =>
  `{${values.map((value) => (value == null ? "NULL" : textArray([value]).slice(1, -1))).join(",")}}`;

/** An array literal of instants, in UTC. */
export const instantArray = (values: readonly Instant[]): string =>
  `{${values.map(formatInstant).join(",")}}`;

/** The same for instants that may be absent. */
export const nullableInstantArray = (values: readonly (Instant | null | undefined)[]): string =>
  `{${values.map((value) => (value == null ? "NULL" : formatInstant(value))).join(",")}}`;

/** An array literal of numbers or decimal texts. */
export const numberArray = (values: readonly (number | string)[]): string =>
  `{${values.join(",")}}`;
