/** A 128-bit hash, as four 32-bit words. */
export type Hash128 = Uint32Array;

const c1 = 0x239b961b;
const c2 = 0xab0e9789;
const c3 = 0x38b34ae5;
const c4 = 0xa1e38b93;

/**
 * Hashes a text into `out`, starting from what `out` holds: zeros for a text alone, an earlier hash for a text that
 * follows another.
 *
 * The mixing of MurmurHash3_x86_128 (Austin Appleby, public domain) over the text's UTF-16 code units, two to a word,
 * the last block filled up with zeros and the length mixed in. Spreads well; not meant to stand up to somebody who
 * searches for two texts of one hash.
 */
export function hashInto(out: Hash128, text: string): void {
  let h1 = out[0] ?? 0;
  let h2 = out[1] ?? 0;
  let h3 = out[2] ?? 0;
  let h4 = out[3] ?? 0;
  const { length } = text;
  for (let at = 0; at < length; at += 8) {
    h1 ^= Math.imul(turn(Math.imul(pairAt(text, at, length), c1), 15), c2);
    h1 = (Math.imul((turn(h1, 19) + h2) | 0, 5) + 0x561ccd1b) | 0;
    h2 ^= Math.imul(turn(Math.imul(pairAt(text, at + 2, length), c2), 16), c3);
    h2 = (Math.imul((turn(h2, 17) + h3) | 0, 5) + 0x0bcaa747) | 0;
    h3 ^= Math.imul(turn(Math.imul(pairAt(text, at + 4, length), c3), 17), c4);
    h3 = (Math.imul((turn(h3, 15) + h4) | 0, 5) + 0x96cd1c35) | 0;
    h4 ^= Math.imul(turn(Math.imul(pairAt(text, at + 6, length), c4), 18), c1);
    h4 = (Math.imul((turn(h4, 13) + h1) | 0, 5) + 0x32ac3b17) | 0;
  }
  const bytes = length * 2;
  h1 ^= bytes;
  h2 ^= bytes;
  h3 ^= bytes;
  h4 ^= bytes;
  h1 = (h1 + h2 + h3 + h4) | 0;
  const f1 = avalanche(h1);
  const f2 = avalanche((h2 + h1) | 0);
  const f3 = avalanche((h3 + h1) | 0);
  const f4 = avalanche((h4 + h1) | 0);
  const mixed = (f1 + f2 + f3 + f4) | 0;
  out[0] = mixed;
  out[1] = f2 + mixed;
  out[2] = f3 + mixed;
  out[3] = f4 + mixed;
}

const turn = (word: number, bits: number): number => (word << bits) | (word >>> (32 - bits));

/** Two code units as one word; zero past the end. */
function pairAt(text: string, at: number, length: number): number {
  if (at + 1 < length) return text.charCodeAt(at) | (text.charCodeAt(at + 1) << 16);
  return at < length ? text.charCodeAt(at) : 0;
}

function avalanche(word: number): number {
  let mixed = word;
  mixed ^= mixed >>> 16;
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
