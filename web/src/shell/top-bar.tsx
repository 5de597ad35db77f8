import { useQuery } from "@tanstack/react-query";
import { summaryQuery } from "../api/summary.ts";
import { formatMinute } from "../format/format-date.ts";
import { ColourSchemeSwitch } from "./colour-scheme-switch.tsx";
import { NavigationDrawer } from "./navigation-drawer.tsx";
import styles from "./top-bar.module.css";

/** Says which model is running, at which version, and what time the server takes it to be. */
export function TopBar() {
  const { data } = useQuery(summaryQuery);
  return (
    <header className={styles.bar}>
      <NavigationDrawer />
      {data !== undefined && (
        <div className={styles.words}>
          <p className={styles.model}>
            <span className="visually-hidden">Model </span>
            <span className={styles.name}>{data.model?.name ?? "No model published"}</span>
            {data.model !== null && <code className={styles.version}>@{data.model.version}</code>}
          </p>
          <p className={styles.now} title="The server's time, which every figure is as of">
            As of <time dateTime={data.now}>{formatMinute(data.now)}</time>
          </p>
        </div>
      )}
      <ColourSchemeSwitch />
    </header>
  );
}
