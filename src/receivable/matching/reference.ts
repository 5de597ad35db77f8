import { readCreditorReference } from "./creditor-reference.ts";
import { compactCode } from "./mod97.ts";
import { readQrReference } from "./qr-reference.ts";

/** Words that begin what looks like a creditor reference in free text; four to a group is how it is printed. */
const creditorPattern = /\bRF\d{2}(?:[ ]?[A-Z0-9]{1,4}){1,6}/g;
const qrPattern = /(?<!\d)\d{2}(?: ?\d{5}){5}(?!\d)/g;

/** A reference as it is compared: a sound ISO 11649 or QR one in its electronic form, any other compacted. */
export const comparableReference = (text: string): string =>
  readCreditorReference(text) ?? readQrReference(text) ?? compactCode(text);

/** Sound creditor and QR references that stand in free text. What follows one without a break is left off. */
export function referencesIn(text: string): readonly string[] {
  const found = new Set<string>();
  const upper = text.toUpperCase();
  for (const [match] of upper.matchAll(creditorPattern)) {
    const groups = match.split(" ");
    // The longest beginning that checks out: later groups may be words of the text.
    for (let end = groups.length; end > 0; end -= 1) {
      const reference = readCreditorReference(groups.slice(0, end).join(""));
      if (reference === undefined) continue;
      found.add(reference);
      break;
    }
  }
  for (const [match] of upper.matchAll(qrPattern)) {
    const reference = readQrReference(match);
    if (reference !== undefined) found.add(reference);
  }
  return [...found];
}
