import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plusFromState } from "pure-rand/generator/xoroshiro128plus";

/** Random numbers of one purpose: what is drawn elsewhere does not shift them. The same on every machine. */
export interface RandomStream {
  /** In [0, 1), 53 random bits. */
  readonly uniform: () => number;
}

/**
 * The stream of a seed that has this name, as `["teams", "arrivals", 3]`. Streams of other names or seeds are independent of it, so one more
 * segment, customer or draw changes nothing of what the others are given.
 */
export function randomStream(seed: number, ...name: readonly (string | number)[]): RandomStream {
  const generator = xoroshiro128plusFromState(stateOf([seed, ...name].join("\u0000")));
  return { uniform: () => uniformFloat64(generator) };
}

/** Four words from a text: each character is mixed into all of them, then each word is finished as MurmurHash3 does. */
function stateOf(text: string): readonly number[] {
  let [a, b, c, d] = [0x9e37_79b9, 0x243f_6a88, 0xb7e1_5162, 0x6a09_e667];
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    a = b ^ Math.imul(a ^ unit, 0x85eb_ca6b);
    b = c ^ Math.imul(b ^ unit, 0xc2b2_ae35);
    c = d ^ Math.imul(c ^ unit, 0x27d4_eb2f);
    d = a ^ Math.imul(d ^ unit, 0x1656_67b1);
  }
  const mixed = [a ^ d, b ^ a, c ^ b, d ^ c].map(finished);
  // The generator stands still on nothing but zeros.
  return mixed.every((word) => word === 0) ? [1, 0, 0, 0] : mixed;
}

function finished(word: number): number {
  let mixed = word ^ (word >>> 16);
  mixed = Math.imul(mixed, 0x85eb_ca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2_ae35);
  return mixed ^ (mixed >>> 16);
}
