import { xoroshiro128plusFromState } from "pure-rand/generator/xoroshiro128plus";

/** A stream of 64-bit draws that belongs to one figure in one trial. */
export type Stream = ReturnType<typeof xoroshiro128plusFromState>;

/** Spreads the bits of a whole number over 32 bits, no two alike (A. Appleby, MurmurHash3, the last step). */
function mixed(value: number): number {
  let bits = value | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}

/** A text as 32 bits (FNV-1a). */
export function textBits(text: string): number {
  let bits = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1)
    bits = Math.imul(bits ^ text.charCodeAt(at), 0x01000193);
  return bits;
}

/**
 * The stream of a figure, `textBits` of whose name are given, in a trial. It depends on these and on the seed alone: a figure draws the same
 * whatever else is drawn, in whichever order trials are run, and on whichever machine.
 */
export function seededStream(seed: number, figure: number, trial: number): Stream {
  const first = mixed(seed ^ 0x9e3779b9);
  const second = mixed(first ^ figure);
  const third = mixed(second ^ trial);
  return xoroshiro128plusFromState([first, second, third, mixed(third + 1)]);
}

/** A draw above 0 and below 1, in steps of 2^-53. */
export function openDraw(stream: Stream): number {
  const high = stream.next() >>> 5;
  const low = stream.next() >>> 6;
  return (high * 67_108_864 + low + 0.5) / 9_007_199_254_740_992;
}
