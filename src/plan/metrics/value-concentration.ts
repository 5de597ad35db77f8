import { thereIn } from "../population/cohort.ts";
import { type LivedSegment, worthIn } from "./lived-segment.ts";

/** How recurring value is spread over customers, month by month. */
export interface ValueConcentration {
  /** Squares of what each customer is worth, in minor units squared. */
  readonly squares: Float64Array;
  /** What the largest customer is worth, and the ten largest together; parts of customers count as parts. */
  readonly largest: Float64Array;
  readonly tenLargest: Float64Array;
}

/** The largest customers that are told apart. */
const largestMax = 10;

/** Spreads the recurring value of all segments over their customers. */
export function valueConcentration(
  segments: readonly LivedSegment[],
  months: number,
): ValueConcentration {
  const sums = {
    squares: new Float64Array(months),
    largest: new Float64Array(months),
    tenLargest: new Float64Array(months),
  };
  for (let month = 0; month < months; month += 1) {
    const worths = worthsIn(segments, month);
    sums.squares[month] = worths.reduce((sum, [worth, count]) => sum + worth * worth * count, 0);
    sums.largest[month] = valueOfLargest(worths, 1);
    sums.tenLargest[month] = valueOfLargest(worths, largestMax);
  }
  return sums;
}

type Worths = readonly (readonly [worth: number, customers: number])[];

/** Customers by what each is worth, the largest first. */
function worthsIn(segments: readonly LivedSegment[], month: number): Worths {
  const counts = new Map<number, number>();
  for (const segment of segments) {
    const worthOf = worthIn(segment);
    for (const cohort of segment.population.cohorts) {
      const worth = worthOf(cohort, month);
      const there = thereIn(cohort, month);
      if (worth > 0 && there > 0) counts.set(worth, (counts.get(worth) ?? 0) + there);
    }
  }
  return [...counts].toSorted(([left], [right]) => right - left);
}

function valueOfLargest(worths: Worths, customers: number): number {
  let left = customers;
  let value = 0;
  for (const [worth, count] of worths) {
    const taken = Math.min(left, count);
    value += worth * taken;
    left -= taken;
    if (left <= 0) break;
  }
  return value;
}
