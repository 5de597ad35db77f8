/**
 * A sorted multiset that grows by merging, as a few sorted runs, each at least twice as long as the next.
 *
 * Adding one element, or the runs of another partial, costs O(log n) on average and leaves both inputs as they were, so
 * a partial may be kept, split and merged in any order. Plain arrays: runs can be stored as they are.
 */
export type Runs<E> = readonly (readonly E[])[];

/** How the elements of runs are kept. */
export interface RunOrder<E> {
  /** Negative, zero or positive, a total order. */
  compare(left: E, right: E): number;
  /** What two equal elements become; without it both are kept. Must be associative. */
  combine?(left: E, right: E): E;
}

/** All elements of both, sorted. */
export function mergeRuns<E>(order: RunOrder<E>, left: Runs<E>, right: Runs<E>): Runs<E> {
  if (left.length === 0) return right;
  if (right.length === 0) return left;
  const runs = [...left];
  for (const run of right) {
    let tail = run;
    for (let last = runs.at(-1); last !== undefined; last = runs.at(-1)) {
      if (last.length >= 2 * tail.length) break;
      runs.pop();
      tail = mergeSorted(order, last, tail);
    }
    runs.push(tail);
  }
  return runs;
}

/** The elements as one sorted array. */
export function sortedElements<E>(order: RunOrder<E>, runs: Runs<E>): readonly E[] {
  return runs.reduceRight<readonly E[]>((sorted, run) => mergeSorted(order, run, sorted), []);
}

function mergeSorted<E>(order: RunOrder<E>, left: readonly E[], right: readonly E[]): readonly E[] {
  if (left.length === 0) return right;
  const merged: E[] = [];
  let next = 0;
  for (const element of left) {
    let current = element;
    for (let other = right[next]; other !== undefined; other = right[next]) {
      const difference = order.compare(other, current);
      if (difference > 0 || (difference === 0 && order.combine === undefined)) break;
      next += 1;
      if (difference < 0) merged.push(other);
      else current = order.combine?.(current, other) ?? current;
    }
    merged.push(current);
  }
  for (; next < right.length; next += 1) merged.push(right[next] as E);
  return merged;
}
