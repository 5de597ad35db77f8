import { Outlet } from "@tanstack/react-router";
import { Navigation } from "./navigation.tsx";
import styles from "./shell.module.css";
import { SignOut } from "./sign-out.tsx";
import { TopBar } from "./top-bar.tsx";

/** The frame around every page: skip link, navigation, top bar, and the page itself as the main landmark. */
export function Shell() {
  return (
    <div className={styles.shell}>
      <a href="#content" className={styles.skip}>
        Skip to content
      </a>
      <div className={styles.side}>
        <Navigation />
        <SignOut />
      </div>
      <div className={styles.work}>
        <TopBar />
        <main id="content" tabIndex={-1} className={styles.content}>
          <Outlet />
        </main>
      </div>
    </div>
  );
}
