import { ActionIcon } from "@mantine/core";
import { IconMenu2, IconX } from "@tabler/icons-react";
import { useRef } from "react";
import { Navigation } from "./navigation.tsx";
import styles from "./navigation-drawer.module.css";
import { SignOut } from "./sign-out.tsx";

/** The navigation of a narrow screen: a native modal dialog, so the page behind is inert and Escape closes it. */
export function NavigationDrawer() {
  const drawer = useRef<HTMLDialogElement>(null);
  const close = () => drawer.current?.close();
  return (
    <div className={styles.holder}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label="Open the menu"
        aria-haspopup="dialog"
        onClick={() => drawer.current?.showModal()}
      >
        <IconMenu2 size={20} stroke={1.75} />
      </ActionIcon>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: a click outside is a second way to close; Escape is the dialog's own. */}
      <dialog
        ref={drawer}
        className={styles.drawer}
        aria-label="Menu"
        onClick={(event) => {
          if (event.target === drawer.current) close();
        }}
      >
        <div className={styles.sheet}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label="Close the menu"
            className={styles.close ?? ""}
            onClick={close}
          >
            <IconX size={20} stroke={1.75} />
          </ActionIcon>
          <Navigation onChoose={close} />
          <SignOut />
        </div>
      </dialog>
    </div>
  );
}
