import { UnstyledButton } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { summaryQuery } from "../api/summary.ts";
import { formatMinute } from "../format/format-date.ts";
import { ColourSchemeSwitch } from "./colour-scheme-switch.tsx";
import { EnvironmentSwitch } from "./environment-switch.tsx";
import { LiveMark } from "./live-mark.tsx";
import { NavigationDrawer } from "./navigation-drawer.tsx";
import styles from "./top-bar.module.css";

/** Says which model is running and what time the server takes it to be; leads to a search and to other environments. */
export function TopBar({ onSearch }: { onSearch: () => void }) {
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
          <p className={styles.now}>
            <LiveMark />
            <span title="The server's time, which every figure is as of">
              <span className={styles.asOf}>As of </span>
              <time dateTime={data.now}>{formatMinute(data.now)}</time>
            </span>
          </p>
        </div>
      )}
      <div className={styles.tools}>
        <UnstyledButton
          className={styles.search ?? ""}
          aria-keyshortcuts="Control+K Meta+K"
          aria-haspopup="dialog"
          onClick={onSearch}
        >
          <IconSearch size={16} stroke={1.75} aria-hidden />
          <span className={styles.hint}>Search</span>
          <kbd aria-hidden>Ctrl K</kbd>
        </UnstyledButton>
        <EnvironmentSwitch />
        <ColourSchemeSwitch />
      </div>
    </header>
  );
}
