/**
 * Lets go of what was put first into a map until no more weigh than `most`; each weighs one where nothing else is said. What is asked for
 * again is put anew, so that it stays.
 */
export function letGoOldest<K, V>(
  known: Map<K, V>,
  most: number,
  weightOf: (value: V) => number = () => 1,
): void {
  let weight = 0;
  for (const value of known.values()) weight += weightOf(value);
  for (const [oldest, value] of known) {
    if (weight <= most) return;
    known.delete(oldest);
    weight -= weightOf(value);
  }
}
