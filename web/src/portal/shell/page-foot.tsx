import { leave } from "../api/request.ts";
import { useLanguage } from "../language/language.tsx";
import { Button } from "../parts/button.tsx";
import { useMe } from "./me.tsx";
import styles from "./page-foot.module.css";
import { LanguageSwitch, SchemeSwitch } from "./switches.tsx";

/** Whom to ask, how the page looks, and the ways out. */
export function PageFoot() {
  const { branding, returnTo, member } = useMe();
  const { say } = useLanguage();
  return (
    <footer className={styles.foot}>
      <div className={styles.words}>
        {member !== null && <span>{say("shell.signed-in", { name: member.name })}</span>}
        {branding.supportEmail !== null && (
          <a href={`mailto:${branding.supportEmail}`}>
            {say("shell.ask", { name: branding.name })}
          </a>
        )}
        {branding.supportUrl !== null && (
          <a href={branding.supportUrl} target="_blank" rel="noreferrer">
            {say("shell.help")}
          </a>
        )}
        {returnTo !== null && <a href={returnTo}>{say("shell.back", { name: branding.name })}</a>}
      </div>
      <div className={styles.switches}>
        <LanguageSwitch />
        <SchemeSwitch />
        <Button kind="quiet" onClick={() => void leave()}>
          {say("shell.leave")}
        </Button>
      </div>
    </footer>
  );
}
