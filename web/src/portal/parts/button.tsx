import type { ComponentProps } from "react";
import styles from "./button.module.css";

interface Properties extends Omit<ComponentProps<"button">, "className"> {
  readonly kind?: "main" | "plain" | "quiet" | "danger";
  /** What it does is under way: it cannot be pressed again. */
  readonly busy?: boolean;
}

/** A button of the portal; it submits nothing unless it is told to. */
export function Button({ kind = "plain", busy = false, disabled = false, ...rest }: Properties) {
  return (
    <button
      type="button"
      {...rest}
      className={styles.button}
      data-kind={kind}
      aria-busy={busy}
      disabled={busy || disabled}
    />
  );
}
