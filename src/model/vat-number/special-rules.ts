import { digitsOf, lastOf, luhnDigit, passesLuhn, remainderOf, weighted } from "./check-digits.ts";
import type { VatNumberRule } from "./vat-number-rule.ts";

/** The value of the letter or digit at `index` of `text`, by its place in an alphabet; -1 where it is not in it. */
const placeAt = (text: string, index: number, alphabet: string): number =>
  alphabet.indexOf(text.charAt(index) || " ");

/** EGN of a citizen, number of a foreigner, other persons: a number of ten digits is one of the three. */
function passesBulgariaOfTen(digits: readonly number[]): boolean {
  const citizen = (weighted(digits, [2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11) % 10;
  const foreigner = weighted(digits, [21, 19, 17, 13, 11, 9, 7, 3, 1]) % 10;
  const other = 11 - (weighted(digits, [4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11);
  return [citizen, foreigner, other === 11 ? 0 : other].includes(lastOf(digits));
}

function passesBulgaria(number: string): boolean {
  const digits = digitsOf(number);
  if (digits.length === 10) return passesBulgariaOfTen(digits);
  const once = weighted(digits, [1, 2, 3, 4, 5, 6, 7, 8]) % 11;
  const twice = weighted(digits, [3, 4, 5, 6, 7, 8, 9, 10]) % 11;
  return (once === 10 ? twice % 10 : once) === lastOf(digits);
}

const cyprusOddDigits = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21];

function passesCyprus(number: string): boolean {
  const sum = digitsOf(number.slice(0, 8)).reduce(
    (total, digit, index) => total + (index % 2 === 0 ? (cyprusOddDigits[digit] ?? 0) : digit),
    0,
  );
  return placeAt(number, 8, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") === sum % 26;
}

/** Month and day of a Czech birth number; women count 50 more, and numbers of a full day 20 more. */
function isBirthday(digits: readonly number[]): boolean {
  const month = remainderOf(digits.slice(2, 4), 100) % 50;
  const day = remainderOf(digits.slice(4, 6), 100);
  return month % 20 >= 1 && month % 20 <= 12 && month < 33 && day >= 1 && day <= 31;
}

function passesCzechia(number: string): boolean {
  const digits = digitsOf(number);
  const weights = [8, 7, 6, 5, 4, 3, 2];
  if (digits.length === 8) return (11 - (weighted(digits, weights) % 11)) % 10 === lastOf(digits);
  if (digits.length === 10) {
    const rest = remainderOf(digits.slice(0, 9), 11);
    return isBirthday(digits) && rest % 10 === lastOf(digits);
  }
  if (digits[0] !== 6) return isBirthday(digits) && remainderOf(digits.slice(0, 2), 100) < 54;
  const rest = weighted(digits.slice(1), weights) % 11;
  return (8 - ((10 - rest) % 11) + 10) % 10 === lastOf(digits);
}

const dniLetters = "TRWAGMYFPDXBNJZSQVHLCKE";
const companyLetters = "JABCDEFGHI";

function passesSpain(number: string): boolean {
  const first = number.charAt(0);
  const last = number.charAt(8);
  const middle = digitsOf(number.slice(1, 8));
  if (/[\dXYZKLM]/.test(first)) {
    const lead = placeAt(first, 0, "XYZ");
    const leading = lead >= 0 ? [lead] : digitsOf(first.replace(/[KLM]/, ""));
    return last === dniLetters.charAt(remainderOf([...leading, ...middle], 23));
  }
  const check = luhnDigit(middle);
  const asLetter = last === companyLetters.charAt(check);
  const asDigit = last === String(check);
  if (/[ABEH]/.test(first)) return asDigit;
  return /[NPQRSW]/.test(first) ? asLetter : asLetter || asDigit;
}

/** Digits and letters of a French key; I and O, which read like digits, are not used. */
const keyAlphabet = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";

function passesFrance(number: string): boolean {
  const siren = digitsOf(number.slice(2));
  // Numbers of Monaco begin with three zeros, where the register of companies has none to check.
  if (!number.startsWith("000", 2) && !passesLuhn(siren)) return false;
  if (/^\d\d/.test(number))
    return remainderOf([...siren, 1, 2], 97) === remainderOf(digitsOf(number.slice(0, 2)), 100);
  const [first, second] = [placeAt(number, 0, keyAlphabet), placeAt(number, 1, keyAlphabet)];
  const key = first < 10 ? first * 24 + second - 10 : first * 34 + second - 100;
  return (remainderOf(siren, 11) + 1 + Math.floor(key / 11)) % 11 === key % 11;
}

/** HMRC's two ways of a number of nine digits; branches add three; departments and health authorities have neither. */
function passesBritain(number: string): boolean {
  if (number.startsWith("GD")) return number < "GD500";
  if (number.startsWith("HA")) return number >= "HA500";
  const rest = weighted(digitsOf(number.slice(0, 9)), [8, 7, 6, 5, 4, 3, 2, 10, 1]) % 97;
  return rest === 0 || rest === 42;
}

const irishLetters = "WABCDEFGHIJKLMNOPQRSTUV";

function passesIreland(number: string): boolean {
  const isOld = !/^\d{7}/.test(number);
  const plain = isOld ? `0${number.slice(2, 7)}${number.charAt(0)}${number.charAt(7)}` : number;
  const second = Math.max(placeAt(plain, 8, irishLetters), 0);
  const sum = weighted(digitsOf(plain.slice(0, 7)), [8, 7, 6, 5, 4, 3, 2]) + 9 * second;
  return plain.charAt(7) === irishLetters.charAt(sum % 23);
}

function passesLatvia(number: string): boolean {
  const digits = digitsOf(number);
  const isCompany = (digits[0] ?? 0) > 3;
  if (isCompany) {
    const sum = weighted(digits, [9, 1, 4, 8, 3, 10, 2, 5, 7, 6]);
    return (((3 - sum) % 11) + 11) % 11 === lastOf(digits);
  }
  // Personal codes issued since 2017 begin with 32 and carry no check digit.
  if (number.startsWith("32")) return true;
  const sum = weighted(digits, [10, 5, 8, 4, 2, 1, 6, 3, 7, 9]);
  return ((1 + sum) % 11) % 10 === lastOf(digits);
}

/** Companies carry the check of their citizen service number, sole traders since 2020 one over the whole number. */
function passesNetherlands(number: string): boolean {
  const digits = digitsOf(number.slice(0, 9));
  const asCompany = weighted(digits, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0;
  // NLB as letters of ISO/IEC 7064 MOD 97-10: N 23, L 21, B 11.
  const whole = [2, 3, 2, 1, ...digits, 1, 1, ...digitsOf(number.slice(10))];
  return asCompany || remainderOf(whole, 97) === 1;
}

/** Companies have two to ten digits, persons the thirteen of their personal code. */
function passesRomania(number: string): boolean {
  const digits = digitsOf(number);
  if (digits.length === 13) {
    const rest = weighted(digits, [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11;
    return (rest === 10 ? 1 : rest) === lastOf(digits);
  }
  const body = digitsOf(number.slice(0, -1).padStart(9, "0"));
  return ((weighted(body, [7, 5, 3, 2, 1, 7, 5, 3, 2]) * 10) % 11) % 10 === lastOf(digits);
}

const british = { pattern: /^(?:\d{9}|\d{12}|GD\d{3}|HA\d{3})$/, check: passesBritain };

/** Whose numbers have letters, or more than one kind. By the prefix of the number. */
export const specialRules: Readonly<Record<string, VatNumberRule>> = {
  BG: { pattern: /^\d{9,10}$/, example: "BG175074752", check: passesBulgaria },
  CY: { pattern: /^(?!12)[013-69]\d{7}[A-Z]$/, example: "CY10259033P", check: passesCyprus },
  CZ: { pattern: /^(?:[0-8]\d{7}|\d{9,10})$/, example: "CZ25123891", check: passesCzechia },
  ES: {
    pattern: /^(?:\d{8}[A-Z]|[KLMXYZ]\d{7}[A-Z]|[A-HJNP-SUVW]\d{7}[0-9A-J])$/,
    example: "ESB58378431",
    check: passesSpain,
  },
  FR: { pattern: /^[0-9A-HJ-NP-Z]{2}\d{9}$/, example: "FR40303265045", check: passesFrance },
  GB: { ...british, example: "GB980780684" },
  XI: { ...british, example: "XI980780684" },
  IE: {
    pattern: /^(?:\d{7}[A-W][A-IW]?|\d[A-Z+*]\d{5}[A-W])$/,
    example: "IE6433435F",
    check: passesIreland,
  },
  LV: { pattern: /^\d{11}$/, example: "LV40003521600", check: passesLatvia },
  NL: { pattern: /^\d{9}B(?!00)\d{2}$/, example: "NL004495445B01", check: passesNetherlands },
  RO: { pattern: /^[1-9]\d{1,9}$|^[1-8]\d{12}$/, example: "RO18547290", check: passesRomania },
};
