import { isLanguageCode, type LanguageCode } from "./languages.ts";

/**
 * The first of some wishes that documents can be had in, each a BCP 47 tag or undefined; a region does not matter. English
 * where none is.
 */
export function chooseLanguage(...wishes: readonly (string | undefined)[]): LanguageCode {
  for (const wish of wishes) {
    const [code = ""] = wish?.toLowerCase().split("-") ?? [];
    if (isLanguageCode(code)) return code;
  }
  return "en";
}
