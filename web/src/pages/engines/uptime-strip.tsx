import type { UptimeSlot } from "../../api/apis.ts";
import { formatWindow } from "../../format/format-date.ts";
import { lengthText } from "./length-text.ts";
import styles from "./uptime-strip.module.css";

interface Properties {
  readonly name: string;
  readonly slots: readonly UptimeSlot[];
  readonly window: "hour" | "day";
}

/** A strip of slots, oldest first: a full bar is up, a cut one was down for a while, a dashed one was not measured. */
export function UptimeStrip({ name, slots, window }: Properties) {
  const down = slots.filter(({ downSeconds }) => downSeconds > 0);
  return (
    <figure className={styles.strip}>
      <figcaption className={styles.name}>
        {name}
        <span className={styles.sum}>{sumText(slots, down)}</span>
      </figcaption>
      <div className={styles.slots} aria-hidden>
        {slots.map((slot) => (
          <span
            key={slot.from}
            className={styles.slot}
            data-state={stateOf(slot)}
            title={`${formatWindow(slot.from, window)}: ${slotText(slot)}`}
          />
        ))}
      </div>
    </figure>
  );
}

function stateOf({ uptime, downSeconds, measuredSeconds }: UptimeSlot) {
  if (uptime === null) return "unmeasured";
  if (downSeconds === 0) return "up";
  return downSeconds * 2 < measuredSeconds ? "partly" : "down";
}

const slotText = ({ uptime, downSeconds }: UptimeSlot): string => {
  if (uptime === null) return "not measured";
  return downSeconds === 0 ? "up" : `${uptime} up, down for ${lengthText(downSeconds)}`;
};

function sumText(slots: readonly UptimeSlot[], down: readonly UptimeSlot[]): string {
  if (slots.every(({ uptime }) => uptime === null)) return "not measured";
  const seconds = down.reduce((total, { downSeconds }) => total + downSeconds, 0);
  return seconds === 0 ? "never down" : `down for ${lengthText(seconds)}`;
}
