/** The carry table of the recursive modulo 10 of Swiss payment slips and QR bills. */
const CARRY = [0, 9, 4, 6, 8, 2, 7, 1, 3, 5] as const;

/** The check digit of a run of digits by recursive modulo 10 (Swiss Payment Standards, QRR and the former ISR). */
export function qrCheckDigit(digits: string): number {
  let carry = 0;
  for (const digit of digits) carry = CARRY[(carry + Number(digit)) % 10] ?? 0;
  return (10 - carry) % 10;
}

/** The 27 digits of a QR reference where its check digit is right; undefined for any other text. */
export function readQrReference(text: string): string | undefined {
  const digits = text.replaceAll(/\s/g, "");
  if (!/^\d{27}$/.test(digits)) return undefined;
  return qrCheckDigit(digits.slice(0, 26)) === Number(digits[26]) ? digits : undefined;
}
