/** Calls by how fast they were answered: those of one bound. */
export interface CallsWithin {
  /** Milliseconds to the head of the answer, at most; one of {@link latencyBoundsMs}, or null for longer. */
  readonly withinMs: number | null;
  readonly calls: number;
  /** Those of them that the upstream failed to answer, or answered with 502, 503 or 504. */
  readonly failed: number;
}

/**
 * The bounds that calls are counted by, so that counts of several gateways and hours add up: ten a decade, the preferred numbers
 * R10 of ISO 3, so a percentile read off them is at most a third above what it was.
 */
export const latencyBoundsMs: readonly number[] = [
  1, 2, 3, 4, 5, 6, 8, 10, 13, 16, 20, 25, 32, 40, 50, 63, 80, 100, 125, 160, 200, 250, 315, 400,
  500, 630, 800, 1_000, 1_250, 1_600, 2_000, 2_500, 3_150, 4_000, 5_000, 6_300, 8_000, 10_000,
  12_500, 16_000, 20_000, 25_000, 31_500, 40_000, 50_000, 63_000, 80_000, 100_000,
];

/** The bound that a call is counted under. */
export const latencyBound = (milliseconds: number): number | null =>
  latencyBoundsMs.find((bound) => milliseconds <= bound) ?? null;

/**
 * The bound within which a share of the calls was answered, of a hundred: 95 for the 95th percentile. Null where it is longer than
 * the last, undefined where there were no calls.
 */
export function latencyPercentile(
  counts: readonly CallsWithin[],
  percentile: number,
): number | null | undefined {
  const calls = counts.reduce((total, one) => total + one.calls, 0);
  if (calls === 0) return undefined;
  let seen = 0;
  for (const bound of latencyBoundsMs) {
    for (const one of counts) if (one.withinMs === bound) seen += one.calls;
    if (seen * 100 >= calls * percentile) return bound;
  }
  return null;
}
