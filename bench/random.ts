/** A seeded source of numbers from 0 to below 1, so that every run of a benchmark sees the same input (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A whole number from `low` to `high`, both included, small ones as likely as large ones by order of magnitude. */
export function magnitude(random: () => number, low: number, high: number): number {
  const exponent = Math.log(low) + random() * (Math.log(high) - Math.log(low));
  return Math.min(high, Math.max(low, Math.round(Math.exp(exponent))));
}
