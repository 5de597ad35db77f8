import styles from "./live-mark.module.css";
import { useLive } from "./use-live.ts";

/** Whether what changes shows by itself. */
export function LiveMark() {
  const isLive = useLive();
  return (
    <span
      className={styles.mark}
      data-live={isLive}
      title={
        isLive
          ? "Live: what changes shows by itself"
          : "Not live: the server is not heard of just now, so reload to see what changed"
      }
    >
      {isLive ? "Live" : "Not live"}
    </span>
  );
}
