import type { Meter } from "../model/meter.ts";

/**
 * Whether the quantity of a range is the plain sum of those of its parts, down to its events: a peak or a count of different users is not.
 */
export const addsUp = ({ aggregation }: Pick<Meter, "aggregation">): boolean =>
  aggregation.kind === "sum" || aggregation.kind === "count";
