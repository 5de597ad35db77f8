/**
 * The remainder of ISO 7064 MOD 97-10 over letters and digits, letters standing for 10 to 35; 1 for a code whose check
 * digits are right. NaN where another character stands.
 */
export function mod97(code: string): number {
  let rest = 0;
  for (const character of code) {
    const value = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".indexOf(character);
    if (value < 0) return Number.NaN;
    rest = (rest * (value < 10 ? 10 : 100) + value) % 97;
  }
  return rest;
}

/** Letters and digits in capitals, without what people put between them. */
export const compactCode = (text: string): string => text.toUpperCase().replace(/[^A-Z0-9]/g, "");
