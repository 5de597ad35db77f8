import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import { type Figures, figuresOf } from "./figures.ts";
import {
  keepLanguage,
  keptLanguage,
  type LanguageCode,
  languageCodes,
  languageOf,
  localeOf,
} from "./languages.ts";
import { type Fillings, say, type TextKey } from "./say.ts";
import { unitWords } from "./unit-words.ts";

/** How the portal speaks to its reader. */
export interface Language extends Figures {
  readonly code: LanguageCode;
  readonly say: <Key extends TextKey>(key: Key, ...fillings: Fillings<Key>) => string;
  /** A quantity with its unit, which the seller's model names in the singular. */
  readonly units: (quantity: string, unit: string) => string;
  readonly choose: (code: LanguageCode) => void;
  readonly offered: readonly LanguageCode[];
  /** What the seller offers and proposes, and where the customer's days are; once that is known. */
  readonly settle: (known: Settled) => void;
}

/** What is known of the customer's language and time. */
export interface Settled {
  readonly languages: readonly LanguageCode[];
  readonly language: LanguageCode;
  readonly timeZone: string;
}

const Speaking = createContext<Language | undefined>(undefined);

/** Speaks the language that the reader chose, else the one that is proposed, else that of the browser. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [chosen, setChosen] = useState(keptLanguage);
  const [settled, settle] = useState<Settled>();
  const offered = settled?.languages ?? languageCodes;
  const wished = chosen ?? settled?.language ?? browserLanguage() ?? "en";
  const code = offered.includes(wished) ? wished : (offered[0] ?? "en");
  const zone = settled?.timeZone ?? "UTC";
  useEffect(() => {
    document.documentElement.lang = code;
  }, [code]);
  const language = useMemo<Language>(() => {
    const figures = figuresOf(localeOf(code, navigator.languages), zone);
    return {
      ...figures,
      code,
      offered,
      settle,
      say: (key, ...fillings) => say(code, key, ...fillings),
      units: (quantity, unit) =>
        `${figures.quantity(quantity)}\u00a0${unitWords(code, quantity, unit)}`,
      choose: (next) => {
        keepLanguage(next);
        setChosen(next);
      },
    };
  }, [code, zone, offered]);
  return <Speaking value={language}>{children}</Speaking>;
}

const browserLanguage = (): LanguageCode | undefined =>
  navigator.languages.map(languageOf).find((code) => code !== undefined);

/** How the portal speaks. */
export function useLanguage(): Language {
  const language = useContext(Speaking);
  if (language === undefined) throw new Error("useLanguage() stands within LanguageProvider");
  return language;
}
