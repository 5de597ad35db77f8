/** The digits of a text; only digits come in. */
export const digitsOf = (text: string): readonly number[] => Array.from(text, Number);

/** Σ digit × weight, from the left; digits past the last weight do not count. */
export const weighted = (digits: readonly number[], weights: readonly number[]): number =>
  weights.reduce((sum, weight, index) => sum + weight * (digits[index] ?? 0), 0);

/** The last digit of a number, as its check digit. */
export const lastOf = (digits: readonly number[]): number => digits.at(-1) ?? -1;

/** The remainder of a number of any length, digit by digit. */
export const remainderOf = (digits: readonly number[], modulus: number): number =>
  digits.reduce((rest, digit) => (rest * 10 + digit) % modulus, 0);

/** The check digit that Luhn's formula puts after these digits (ISO/IEC 7812-1, annex B). */
export function luhnDigit(digits: readonly number[]): number {
  const sum = digits.toReversed().reduce((total, digit, index) => {
    const doubled = index % 2 === 0 ? digit * 2 : digit;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return (10 - (sum % 10)) % 10;
}

/** Whether the last digit is Luhn's check digit of the others. */
export const passesLuhn = (digits: readonly number[]): boolean =>
  luhnDigit(digits.slice(0, -1)) === lastOf(digits);

/** Whether the last digit is the check digit of ISO/IEC 7064 MOD 11,10. */
export function passesMod1110(digits: readonly number[]): boolean {
  const product = digits.slice(0, -1).reduce((carry, digit) => {
    const sum = (carry + digit) % 10;
    return ((sum === 0 ? 10 : sum) * 2) % 11;
  }, 10);
  return (11 - product) % 10 === lastOf(digits);
}
