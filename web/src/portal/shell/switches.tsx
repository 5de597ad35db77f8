import { useLanguage } from "../language/language.tsx";
import { languageNames } from "../language/languages.ts";
import { chooseScheme, type SchemeChoice, useSchemeChoice } from "../look/scheme.ts";
import styles from "./switches.module.css";

/** Chooses the language; nothing where there is only one. */
export function LanguageSwitch() {
  const { say, code, choose, offered } = useLanguage();
  if (offered.length < 2) return null;
  return (
    <fieldset className={styles.switch}>
      <legend className="visually-hidden">{say("shell.language")}</legend>
      {offered.map((one) => (
        <button
          key={one}
          type="button"
          lang={one}
          aria-pressed={one === code}
          onClick={() => choose(one)}
        >
          {languageNames[one]}
        </button>
      ))}
    </fieldset>
  );
}

const schemes: readonly SchemeChoice[] = ["auto", "light", "dark"];

/** Chooses light or dark. */
export function SchemeSwitch() {
  const { say } = useLanguage();
  const chosen = useSchemeChoice();
  return (
    <fieldset className={styles.switch}>
      <legend className="visually-hidden">{say("shell.scheme")}</legend>
      {schemes.map((scheme) => (
        <button
          key={scheme}
          type="button"
          aria-pressed={scheme === chosen}
          onClick={() => chooseScheme(scheme)}
        >
          {say(`shell.scheme.${scheme}`)}
        </button>
      ))}
    </fieldset>
  );
}
