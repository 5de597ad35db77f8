/** Seeded random numbers: the same seed gives the same numbers on every machine. Not for secrets. */
export interface Random {
  /** In [0, 1), 32 random bits. */
  readonly next: () => number;
  /** A whole number from `low` to `high`, both included. */
  readonly whole: (low: number, high: number) => number;
  /** An entry by weight; weights need not sum to one. */
  readonly pick: <T>(entries: readonly { readonly value: T; readonly weight: number }[]) => T;
  /** Log-normal around a median: `spread` is the standard deviation of the logarithm. */
  readonly logNormal: (median: number, spread: number) => number;
}

/** A generator of its own for each purpose, so that one more draw here does not shift what is drawn there. */
export function seededRandom(seed: number): Random {
  const state = spread(seed);
  const next = (): number => step(state) / 4_294_967_296;
  const normal = (): number => {
    // Box and Muller (1958); 1 - u keeps the logarithm finite.
    const radius = Math.sqrt(-2 * Math.log(1 - next()));
    return radius * Math.cos(2 * Math.PI * next());
  };
  return {
    next,
    whole: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick: (entries) => {
      const total = entries.reduce((sum, { weight }) => sum + weight, 0);
      let left = next() * total;
      for (const { value, weight } of entries) {
        left -= weight;
        if (left < 0) return value;
      }
      const last = entries.at(-1);
      if (last === undefined) throw new RangeError("there is nothing to pick from");
      return last.value;
    },
    logNormal: (median, spreadOf) => median * Math.exp(spreadOf * normal()),
  };
}

/** SplitMix32 fills the state from one number, so that near seeds give unlike streams. */
function spread(seed: number): Uint32Array {
  const state = new Uint32Array(4);
  let z = seed >>> 0;
  for (let index = 0; index < 4; index += 1) {
    z = (z + 0x9e37_79b9) >>> 0;
    let mixed = z;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85eb_ca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2_ae35);
    state[index] = (mixed ^ (mixed >>> 16)) >>> 0;
  }
  return state;
}

/** xoshiro128** (Blackman and Vigna, 2018). */
function step(state: Uint32Array): number {
  const [a = 0, b = 0, c = 0, d = 0] = state;
  const product = Math.imul(b, 5);
  const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
  const c2 = c ^ a;
  const d2 = d ^ b;
  state[1] = b ^ c2;
  state[0] = a ^ d2;
  state[2] = c2 ^ (b << 9);
  state[3] = (d2 << 11) | (d2 >>> 21);
  return result;
}
