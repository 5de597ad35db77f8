import { ok, type Result, refuse } from "../../fault/fault.ts";
import { compactCode, mod97 } from "./mod97.ts";

const OWN_LENGTH_MAX = 21;

/**
 * The creditor reference of ISO 11649 for our own number of an invoice or a payer: `539007547034` gives
 * `RF18539007547034`, that is `RF`, two check digits and at most 21 letters and digits. Numbers that differ in separators
 * alone give the same reference. Refuses with `reference-too-long` or `reference-empty`.
 */
export function creditorReference(own: string): Result<string> {
  const code = compactCode(own);
  if (code === "")
    return refuse({
      code: "reference-empty",
      path: "",
      message: "a creditor reference has a letter or a digit of our own",
      value: own,
    });
  if (code.length > OWN_LENGTH_MAX)
    return refuse({
      code: "reference-too-long",
      path: "",
      message: `a creditor reference holds ${OWN_LENGTH_MAX} letters and digits of our own`,
      value: own.slice(0, 60),
    });
  const check = 98 - mod97(`${code}RF00`);
  return ok(`RF${String(check).padStart(2, "0")}${code}`);
}

/** The reference without spaces where its check digits are right; undefined for any other text. */
export function readCreditorReference(text: string): string | undefined {
  const code = compactCode(text);
  if (!/^RF\d{2}[A-Z0-9]{1,21}$/.test(code)) return undefined;
  return mod97(code.slice(4) + code.slice(0, 4)) === 1 ? code : undefined;
}
