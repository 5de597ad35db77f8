import { compactCode, mod97 } from "./mod97.ts";

/**
 * An account number of ISO 13616 in its electronic form, without spaces; undefined where its form or its check digits
 * are wrong. The length by country is not checked.
 */
export function readIban(text: string): string | undefined {
  const iban = compactCode(text);
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban)) return undefined;
  return mod97(iban.slice(4) + iban.slice(0, 4)) === 1 ? iban : undefined;
}
