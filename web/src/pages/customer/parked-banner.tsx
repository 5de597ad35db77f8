import { IconPlayerPause } from "@tabler/icons-react";
import { formatMinute } from "../../format/format-date.ts";
import styles from "./parked-banner.module.css";

/** Says that an account is parked: it is billed nothing until the reason is resolved. */
export function ParkedBanner({ reason, since }: { reason: string; since: string }) {
  return (
    <section aria-label="Account parked" className={styles.banner}>
      <IconPlayerPause size={20} stroke={1.75} aria-hidden className={styles.icon} />
      <div>
        <p className={styles.title}>
          Parked since <time dateTime={since}>{formatMinute(since)}</time>
        </p>
        <p>{reason}</p>
        <p className={styles.note}>No invoice is made for this customer until this is resolved.</p>
      </div>
    </section>
  );
}
