import { IconX } from "@tabler/icons-react";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { useLanguage } from "../language/language.tsx";
import { Button } from "./button.tsx";
import styles from "./dialog.module.css";

interface Properties {
  readonly title: string;
  /** Called once it is closed, by whatever way. */
  readonly onClosed: () => void;
  readonly children: ReactNode;
}

/** A native modal dialog, open while it stands: the page behind is inert, Escape closes it, and the focus goes back. */
export function Dialog({ title, onClosed, children }: Properties) {
  const { say } = useLanguage();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    if (dialog.current?.open === false) dialog.current.showModal();
  }, []);
  return (
    <dialog ref={dialog} className={styles.dialog} aria-labelledby={heading} onClose={onClosed}>
      <div className={styles.head}>
        <h2 id={heading} className={styles.title}>
          {title}
        </h2>
        <Button
          kind="quiet"
          aria-label={say("parts.close")}
          onClick={() => dialog.current?.close()}
        >
          <IconX size={18} aria-hidden />
        </Button>
      </div>
      {children}
    </dialog>
  );
}
