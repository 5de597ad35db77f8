/**
 * A range of figures for people, each of which is said with its unit: `500k to 2M USD per year`, with the unit once; and one figure where both
 * ends are the same.
 */
export function rangeText(low: string, high: string): string {
  if (low === high) return low;
  const [, number = low, unit = ""] = /^(\S+) (.+)$/.exec(low) ?? [];
  const [, , other = ""] = /^(\S+) (.+)$/.exec(high) ?? [];
  return unit !== "" && singular(unit) === singular(other)
    ? `${number} to ${high}`
    : `${low} to ${high}`;
}

/** A unit of one: `customer per year` of `customers per year`. */
const singular = (unit: string): string => unit.replace(/^(\w+?)s?(?= |$)/, "$1");
