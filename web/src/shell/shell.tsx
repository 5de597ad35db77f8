import { Outlet } from "@tanstack/react-router";
import { useCallback, useState } from "react";
import { HoldBanner } from "./hold-banner.tsx";
import { Navigation } from "./navigation.tsx";
import { CommandPalette } from "./palette/command-palette.tsx";
import styles from "./shell.module.css";
import { Shortcuts } from "./shortcuts.tsx";
import { SignOut } from "./sign-out.tsx";
import { TopBar } from "./top-bar.tsx";
import { useKeptFocus } from "./use-kept-focus.ts";
import { useKeys } from "./use-keys.ts";

/** The frame around every page: skip link, navigation, top bar, and the page itself as the main landmark. */
export function Shell() {
  const [open, setOpen] = useState<"palette" | "shortcuts">();
  const openPalette = useCallback(() => setOpen("palette"), []);
  const openShortcuts = useCallback(() => setOpen("shortcuts"), []);
  useKeys({ openPalette, openShortcuts });
  useKeptFocus();
  const closed = (one: "palette" | "shortcuts") =>
    setOpen((now) => (now === one ? undefined : now));
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
        <TopBar onSearch={openPalette} />
        <main id="content" tabIndex={-1} className={styles.content}>
          <HoldBanner />
          <Outlet />
        </main>
      </div>
      {open === "palette" && (
        <CommandPalette onClosed={() => closed("palette")} showShortcuts={openShortcuts} />
      )}
      {open === "shortcuts" && <Shortcuts onClosed={() => closed("shortcuts")} />}
    </div>
  );
}
