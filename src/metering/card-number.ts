const cardDigitsMin = 13;
const cardDigitsMax = 19;

/** First digits of the numbers that card networks issue, with the lengths each is issued in. */
const issuerRanges: readonly {
  readonly from: number;
  readonly to: number;
  readonly lengths: readonly number[];
}[] = [
  { from: 2200, to: 2204, lengths: [16, 17, 18, 19] }, // Mir
  { from: 2221, to: 2720, lengths: [16] }, // Mastercard
  { from: 3000, to: 3059, lengths: [14, 15, 16, 17, 18, 19] }, // Diners Club
  { from: 3095, to: 3095, lengths: [14, 15, 16, 17, 18, 19] }, // Diners Club
  { from: 3400, to: 3499, lengths: [15] }, // American Express
  { from: 3528, to: 3589, lengths: [16, 17, 18, 19] }, // JCB
  { from: 3600, to: 3699, lengths: [14, 15, 16, 17, 18, 19] }, // Diners Club
  { from: 3700, to: 3799, lengths: [15] }, // American Express
  { from: 3800, to: 3999, lengths: [14, 15, 16, 17, 18, 19] }, // Diners Club
  { from: 4000, to: 4999, lengths: [13, 16, 18, 19] }, // Visa
  { from: 5000, to: 5099, lengths: [13, 14, 15, 16, 17, 18, 19] }, // Maestro, Verve
  { from: 5100, to: 5599, lengths: [16] }, // Mastercard
  { from: 5600, to: 6999, lengths: [13, 14, 15, 16, 17, 18, 19] }, // Maestro, Discover, UnionPay, RuPay
  { from: 8100, to: 8299, lengths: [16] }, // RuPay
  { from: 9792, to: 9792, lengths: [16] }, // Troy
];

/**
 * False when the text cannot hold a card number, found at little cost: every run of 13 characters has one at a place
 * that is a multiple of 13, so only those places, and the runs of digits, spaces and dashes around them, are looked at.
 */
export function mayHoldCardNumber(text: string): boolean {
  if (isUuidShaped(text)) return false;
  for (let at = cardDigitsMin - 1; at < text.length; at += cardDigitsMin) {
    let from = at;
    let to = at;
    while (from >= 0 && isOfRun(text.charCodeAt(from))) from -= 1;
    if (from === at) continue;
    while (to < text.length && isOfRun(text.charCodeAt(to))) to += 1;
    if (to - from > cardDigitsMin) return true;
  }
  return false;
}

/**
 * The commonest id, settled at once: dashes part it into 8-4-4-4-12. Digits that begin before the first dash would need
 * the last group too, and with four characters of it they are more than a card has, or joined to a letter.
 */
const isUuidShaped = (text: string): boolean =>
  text.length === 36 &&
  text.charCodeAt(8) === 45 &&
  text.charCodeAt(13) === 45 &&
  text.charCodeAt(18) === 45 &&
  text.charCodeAt(23) === 45 &&
  isAlphanumeric(text.charCodeAt(24)) &&
  isAlphanumeric(text.charCodeAt(25)) &&
  isAlphanumeric(text.charCodeAt(26)) &&
  isAlphanumeric(text.charCodeAt(27));

const isOfRun = (code: number): boolean => isDigit(code) || code === 32 || code === 45;

/** Digits with at most one space or dash between each two: what a card number may be part of. */
const digitRuns = /\d(?:[ -]?\d){12,}/g;

/** The groups that cards are written in: none, 4-6-5 and 4-6-4, fours with a shorter or longer end, 6-13. */
const cardGroups =
  /^(?:\d+|\d{4}[ -]\d{6}[ -]\d{4,5}|(?:\d{4}[ -]){3}\d{1,7}|(?:\d{4}[ -]){4}\d{1,3}|\d{6}[ -]\d{13})$/;

/**
 * True when the text holds a payment card number: 13 to 19 digits of an issued range that pass the Luhn check, standing
 * alone, written together or in the groups of a card with single spaces or dashes.
 *
 * A number that is part of a longer word, a decimal or a UUID is not one. Times in milli- or nanoseconds start with a
 * digit that no network issues at their length.
 */
export function holdsCardNumber(text: string): boolean {
  for (const match of text.matchAll(digitRuns)) {
    const [run] = match;
    const end = match.index + run.length;
    if (holdsCardInRun(run, joinsBefore(text, match.index), joinsAfter(text, end))) return true;
  }
  return false;
}

/** Looks at each stretch of the run between spaces; one joined to a word outside cannot be a card. */
function holdsCardInRun(run: string, joinedBefore: boolean, joinedAfter: boolean): boolean {
  const parts = run.split(" ");
  for (let from = joinedBefore ? 1 : 0; from < parts.length; from += 1) {
    let stretch = "";
    for (let to = from; to < parts.length && stretch.length <= writtenMax; to += 1) {
      stretch = to === from ? (parts[to] ?? "") : `${stretch} ${parts[to]}`;
      if (joinedAfter && to === parts.length - 1) break;
      if (cardGroups.test(stretch) && isCardNumber(stretch.replace(/[ -]/g, ""))) return true;
    }
  }
  return false;
}

/** The longest card as it is written: 19 digits in five groups. */
const writtenMax = 23;

const joinsBefore = (text: string, at: number): boolean =>
  joinsWord(text.charCodeAt(at - 1)) || isPointBeside(text, at - 1, at - 2);

const joinsAfter = (text: string, at: number): boolean =>
  joinsWord(text.charCodeAt(at)) || isPointBeside(text, at, at + 1);

/** A decimal point has digits on both sides; a full stop does not. */
const isPointBeside = (text: string, at: number, beyond: number): boolean =>
  text.charCodeAt(at) === 46 && isDigit(text.charCodeAt(beyond));

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** Letters, digits, `-`, `_` and all beyond ASCII: a number beside them is part of something else. */
const joinsWord = (code: number): boolean =>
  isAlphanumeric(code) || code === 45 || code === 95 || code >= 128;

const isAlphanumeric = (code: number): boolean =>
  isDigit(code) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);

function isCardNumber(digits: string): boolean {
  if (digits.length < cardDigitsMin || digits.length > cardDigitsMax) return false;
  const issuer = Number(digits.slice(0, 4));
  const issued = issuerRanges.some(
    ({ from, to, lengths }) => issuer >= from && issuer <= to && lengths.includes(digits.length),
  );
  return issued && passesLuhn(digits);
}

/** The check digit of ISO/IEC 7812-1, annex B. */
function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - place) - 48;
    const weighed = place % 2 === 0 ? digit : digit * 2;
    sum += weighed > 9 ? weighed - 9 : weighed;
  }
  return sum % 10 === 0;
}
