import type { ReactNode } from "react";
import { Coin } from "../../shell/coin.tsx";
import { ColourSchemeSwitch } from "../../shell/colour-scheme-switch.tsx";
import styles from "./sign-in.module.css";

/** The page before the console: one card, and what to know of this browser. */
export function Door({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className={styles.page}>
      <title>{`${title} · Florin`}</title>
      <div className={styles.scheme}>
        <ColourSchemeSwitch />
      </div>
      <div className={styles.card}>
        <Coin size={44} />
        <h1 className={styles.title}>{title}</h1>
        {!window.isSecureContext && (
          <p role="status" className={styles.notice}>
            This page came without HTTPS from another machine, so the browser will not keep a
            session. Open it over HTTPS, or on the server's own machine.
          </p>
        )}
        {children}
      </div>
    </main>
  );
}
