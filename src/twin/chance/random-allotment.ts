import type { Allotment } from "../../plan/population/allotment.ts";
import { binomial, poisson } from "./draw.ts";
import type { RandomStream } from "./random-stream.ts";

/** So many of a purchase come: whole ones before the plan, then on average in each month of it. */
export interface Arrivals {
  readonly before: number;
  readonly expected: readonly number[];
}

/**
 * Customers by chance, by their numbers: as many come as a Poisson number says, and of each group each goes by its own chance. The law is that of
 * customers who are drawn one by one. It is good for one population, whose months it counts.
 */
export function randomAllotment(
  arrivals: ReadonlyMap<string, Arrivals>,
  stream: RandomStream,
): Allotment {
  const asked = new Map<string, number>();
  return {
    arriving: (name) => {
      const month = (asked.get(name) ?? -1) + 1;
      asked.set(name, month);
      const { before = 0, expected = [] } = arrivals.get(name) ?? {};
      return month === 0 ? before : poisson(stream, expected[month - 1] ?? 0);
    },
    // Who comes is drawn of what is expected, and not of what is missing.
    missing: () => 0,
    among: (_, shares) => shares.map(() => 0),
    leaving: (_, groups) =>
      groups.map(({ there, chance }) => binomial(stream, there, Math.min(1, chance))),
  };
}
