/**
 * The number written by two ASCII digits at `at`, or -1 when either is not a digit or is missing.
 * Hand-written because it sits under every event's timestamp: no substring is made.
 */
export function twoDigitsAt(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const units = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && units >= 0 && units <= 9 ? tens * 10 + units : -1;
}

/** The number written by four ASCII digits at `at`, or -1 when one of them is not a digit. */
export function fourDigitsAt(text: string, at: number): number {
  const high = twoDigitsAt(text, at);
  const low = twoDigitsAt(text, at + 2);
  return high < 0 || low < 0 ? -1 : high * 100 + low;
}

/** A small non-negative integer in at least two digits: `7` -> `07`. */
export const padTwo = (value: number): string => (value < 10 ? `0${value}` : `${value}`);

/** A refused text cut to a length that is safe to show in an answer or a log. */
export const shownText = (text: string): string =>
  text.length <= 64 ? text : `${text.slice(0, 63)}…`;
