import { ActionIcon } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { type ReactNode, useEffect, useId, useRef } from "react";
import styles from "./dialog.module.css";

interface Properties {
  readonly title: string;
  /** Called once it is closed, by whatever way. */
  readonly onClosed: () => void;
  readonly children: ReactNode;
}

/** A native modal dialog, open while it stands: the page behind is inert, Escape closes it, and the focus goes back. */
export function Dialog({ title, onClosed, children }: Properties) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    if (dialog.current?.open === false) dialog.current.showModal();
  }, []);
  const close = () => dialog.current?.close();
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click outside is a second way to close; Escape is the dialog's own.
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-labelledby={heading}
      onClose={onClosed}
      onClick={(event) => {
        if (event.target === dialog.current) close();
      }}
    >
      <div className={styles.sheet}>
        <div className={styles.head}>
          <h2 id={heading} className={styles.title}>
            {title}
          </h2>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label="Close" onClick={close}>
            <IconX size={20} stroke={1.75} />
          </ActionIcon>
        </div>
        {children}
      </div>
    </dialog>
  );
}
