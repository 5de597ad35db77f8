import { Link, type LinkProps } from "@tanstack/react-router";
import styles from "./page-tabs.module.css";

/** A page of a group, by its address. */
export interface PageTab {
  readonly to: NonNullable<LinkProps["to"]>;
  readonly label: string;
}

/** The pages that belong together, below the head of each: links, so that each has an address of its own. */
export function PageTabs({ label, tabs }: { label: string; tabs: readonly PageTab[] }) {
  return (
    <nav aria-label={label} className={`${styles.tabs} screen-only`}>
      <ul>
        {tabs.map((tab) => (
          <li key={tab.to}>
            <Link
              to={tab.to}
              className={styles.tab}
              activeOptions={{ exact: true, includeSearch: false }}
            >
              {tab.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
