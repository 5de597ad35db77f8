/** What makes a one-time code of a moment: HMAC-SHA-1 of a counter of eight bytes, big-endian. */
export type CounterHmac = (counter: Uint8Array) => Uint8Array;

const stepMs = 30_000;
const digits = 6;
/** A code of the step before or after is taken too, for clocks that differ and people who type slowly. */
const stepsAside = 1;

/** The step of 30 seconds that an instant lies in: the counter of RFC 6238. */
export const totpStep = (atMs: number): number => Math.floor(atMs / stepMs);

/** The code of a step, six digits: RFC 4226, truncated as its section 5.3 says. */
export function totpCode(hmac: CounterHmac, step: number): string {
  const counter = new Uint8Array(8);
  new DataView(counter.buffer).setBigUint64(0, BigInt(step));
  const hash = hmac(counter);
  const offset = (hash.at(-1) ?? 0) & 0xf;
  const view = new DataView(hash.buffer, hash.byteOffset, hash.byteLength);
  const number = (view.getUint32(offset) & 0x7f_ff_ff_ff) % 10 ** digits;
  return String(number).padStart(digits, "0");
}

/**
 * The step that a code is of, near an instant; undefined where it is of none, or of one that was used: a code opens once. Every step is
 * compared, whichever fits.
 */
export function totpStepOf(
  hmac: CounterHmac,
  code: string,
  atMs: number,
  usedUntil: number,
): number | undefined {
  let found: number | undefined;
  for (let aside = -stepsAside; aside <= stepsAside; aside += 1) {
    const step = totpStep(atMs) + aside;
    if (totpCode(hmac, step) === code && step > usedUntil) found = step;
  }
  return found;
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** Bytes as base32 without padding: how apps for one-time codes take a secret (RFC 4648). */
export function base32(bytes: Uint8Array): string {
  let [text, held, bits] = ["", 0, 0];
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    for (; bits >= 5; bits -= 5) text += alphabet[(held >> (bits - 5)) & 31];
    held &= (1 << bits) - 1;
  }
  return bits > 0 ? text + alphabet[(held << (5 - bits)) & 31] : text;
}
