import { english } from "./english.ts";
import { german } from "./german.ts";
import type { DocumentLanguage } from "./language.ts";

/** The languages there are: a new one is a file and a line here. */
export const documentLanguages = {
  en: english,
  de: german,
} as const satisfies Readonly<Record<string, DocumentLanguage>>;

/** The short name of a language of documents. */
export type LanguageCode = keyof typeof documentLanguages;

/** Whether documents can be had in the language. */
export const isLanguageCode = (code: string): code is LanguageCode =>
  Object.hasOwn(documentLanguages, code);
