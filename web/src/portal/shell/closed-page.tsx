import { useQueryClient } from "@tanstack/react-query";
import { meQuery } from "../api/me.ts";
import type { Closed } from "../api/session.ts";
import { useLanguage } from "../language/language.tsx";
import { isTextKey } from "../language/say.ts";
import styles from "./closed-page.module.css";
import { LanguageSwitch } from "./switches.tsx";

/** What stands where nothing may be shown: why, and how to come in again. */
export function ClosedPage({ why, code }: { why: Closed; code: string | undefined }) {
  const { say } = useLanguage();
  const branding = useQueryClient().getQueryData(meQuery.queryKey)?.branding;
  const title = {
    "no-link": "closed.no-link",
    "link-refused": "closed.refused",
    ended: "closed.ended",
  } as const;
  const detail = `closed.code.${code}`;
  return (
    <div className={styles.page}>
      <main className={styles.card}>
        {branding !== undefined && <p className={styles.name}>{branding.name}</p>}
        <h1 className={styles.title}>
          {code === "signed-out" ? say("closed.signed-out") : say(title[why])}
        </h1>
        <p>{isTextKey(detail) ? say(detail as "closed.how") : say("closed.how")}</p>
        {branding?.supportEmail != null && (
          <p>
            <a className={styles.link} href={`mailto:${branding.supportEmail}`}>
              {branding.supportEmail}
            </a>
          </p>
        )}
      </main>
      <footer>
        <LanguageSwitch />
      </footer>
    </div>
  );
}
