/** The languages that the portal speaks. */
export const languageCodes = ["en", "de"] as const;

/** One of them. */
export type LanguageCode = (typeof languageCodes)[number];

/** What each calls itself. */
export const languageNames: Readonly<Record<LanguageCode, string>> = {
  en: "English",
  de: "Deutsch",
};

const kept = "florin-portal-language";

/** What this browser's reader chose before; undefined where nothing was. */
export function keptLanguage(): LanguageCode | undefined {
  try {
    return languageOf(localStorage.getItem(kept) ?? "");
  } catch {
    return undefined;
  }
}

/** Keeps a choice in this browser, where it may. */
export function keepLanguage(code: LanguageCode): void {
  try {
    localStorage.setItem(kept, code);
  } catch {
    // A frame of another site may keep nothing: the choice holds for this page.
  }
}

/** The language of a tag such as `de-AT`; undefined where the portal does not speak it. */
export const languageOf = (tag: string): LanguageCode | undefined =>
  languageCodes.find((code) => tag.toLowerCase().split("-")[0] === code);

/** How dates and figures are written: as this browser does where it speaks the language, in its common form otherwise. */
export function localeOf(code: LanguageCode, browser: readonly string[]): string {
  const own = browser.find((tag) => languageOf(tag) === code && tag.includes("-"));
  return own ?? { en: "en-GB", de: "de-DE" }[code];
}
