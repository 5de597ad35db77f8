/**
 * A 128-bit hash in the making: four words, all zero to begin with. What is mixed in one after the other stays apart:
 * "ab" and "c" is not "a" and "bc".
 *
 * The mixing of MurmurHash3_x86_128 (Austin Appleby, public domain) over UTF-16 code units, two to a word, the last block
 * filled up with zeros. Spreads well; not meant to stand up to somebody who searches for two texts of one hash.
 */
export type Hash128 = Int32Array;

const c1 = 0x239b961b;
const c2 = 0xab0e9789 | 0;
const c3 = 0x38b34ae5;
const c4 = 0xa1e38b93 | 0;

/** Marks of what was mixed in: a text ends with its length in bytes, which is even. */
const wholeNumber = 1;
const otherNumber = 3;
const truth = 5;

/** Mixes a text in. */
export function mixText(state: Hash128, text: string): void {
  let h1 = state[0] ?? 0;
  let h2 = state[1] ?? 0;
  let h3 = state[2] ?? 0;
  let h4 = state[3] ?? 0;
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
  state[0] = markedEnd(h1, bytes);
  state[1] = h2 ^ bytes;
  state[2] = h3 ^ bytes;
  state[3] = h4 ^ bytes;
}

const bits = new Float64Array(1);
const words = new Int32Array(bits.buffer);

/** Mixes a number in; equal numbers alike, whatever their sign of zero. A number is never a text. */
export function mixNumber(state: Hash128, value: number): void {
  const whole = value | 0;
  if (whole === value) {
    mixWords(state, whole, 0, wholeNumber);
  } else {
    bits[0] = value;
    mixWords(state, words[0] ?? 0, words[1] ?? 0, otherNumber);
  }
}

/** Mixes a truth value in. */
export const mixTruth = (state: Hash128, value: boolean): void =>
  mixWords(state, value ? 1 : 0, 0, truth);

/** Mixes two words in that were hashed already, or that a mark tells apart from everything else. */
export function mixWords(state: Hash128, low: number, high: number, mark: number): void {
  let h1 = state[0] ?? 0;
  let h2 = state[1] ?? 0;
  const h3 = state[2] ?? 0;
  h1 ^= Math.imul(turn(Math.imul(low, c1), 15), c2);
  h1 = (Math.imul((turn(h1, 19) + h2) | 0, 5) + 0x561ccd1b) | 0;
  h2 ^= Math.imul(turn(Math.imul(high, c2), 16), c3);
  h2 = (Math.imul((turn(h2, 17) + h3) | 0, 5) + 0x0bcaa747) | 0;
  state[0] = markedEnd(h1, mark);
  state[1] = h2 ^ mark;
  state[2] = h3 ^ mark;
  state[3] = (state[3] ?? 0) ^ mark;
}

/** Turns what was mixed into the hash, each bit of it depending on every bit that came in. */
export function finishHash(state: Hash128): void {
  const h2 = state[1] ?? 0;
  const h3 = state[2] ?? 0;
  const h4 = state[3] ?? 0;
  const h1 = ((state[0] ?? 0) + h2 + h3 + h4) | 0;
  const f1 = avalanche(h1);
  const f2 = avalanche((h2 + h1) | 0);
  const f3 = avalanche((h3 + h1) | 0);
  const f4 = avalanche((h4 + h1) | 0);
  const mixed = (f1 + f2 + f3 + f4) | 0;
  state[0] = mixed;
  state[1] = (f2 + mixed) | 0;
  state[2] = (f3 + mixed) | 0;
  state[3] = (f4 + mixed) | 0;
}

/** An end that counts even where nothing came before it: an empty text moves what follows. */
const markedEnd = (word: number, mark: number): number =>
  (Math.imul(turn(word ^ mark, 11), 5) + 0x38495ab5) | 0;

const turn = (word: number, by: number): number => (word << by) | (word >>> (32 - by));

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
