import { de } from "./de.ts";
import { type En, en } from "./en.ts";
import type { LanguageCode } from "./languages.ts";

/** The name of a text. */
export type TextKey = keyof En;

type Holes<Text extends string> = Text extends `${string}{${infer Hole}}${infer Rest}`
  ? Hole | Holes<Rest>
  : never;

/** What a text needs to be filled in. */
export type Fillings<Key extends TextKey> = [Holes<En[Key]>] extends [never]
  ? []
  : [fillings: Readonly<Record<Holes<En[Key]>, string>>];

/** Every text of the portal in one language. */
export type Dictionary = Readonly<Record<TextKey, string>>;

const dictionaries: Readonly<Record<LanguageCode, Dictionary>> = { en, de };

/** A text in a language, filled in. */
export function say<Key extends TextKey>(
  language: LanguageCode,
  key: Key,
  ...[fillings]: Fillings<Key>
): string {
  return filled(dictionaries[language][key], fillings ?? {});
}

/** Whether there is a text of this name: for codes that a server sends. */
export const isTextKey = (key: string): key is TextKey => Object.hasOwn(en, key);

const filled = (text: string, fillings: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (hole, name: string) => fillings[name] ?? hole);
