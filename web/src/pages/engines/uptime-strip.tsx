import type { UptimeSlot } from "../../api/apis.ts";
import { formatWindow } from "../../format/format-date.ts";
import { lengthText } from "./length-text.ts";
import styles from "./uptime-strip.module.css";

interface Properties {
  readonly name: string;
  readonly slots: readonly UptimeSlot[];
  readonly window: "hour" | "day";
}

/** A strip of slots, oldest first: a full bar is up, a cut one was down for a while, a notched one degraded, a low one was not measured. */
export function UptimeStrip({ name, slots, window }: Properties) {
  return (
    <figure className={styles.strip}>
      <figcaption className={styles.name}>
        {name}
        <span className={styles.sum}>{sumText(slots)}</span>
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

function stateOf({ uptime, downSeconds, degradedSeconds, measuredSeconds }: UptimeSlot) {
  if (uptime === null) return "unmeasured";
  if (downSeconds === 0) return degradedSeconds === 0 ? "up" : "degraded";
  return downSeconds * 2 < measuredSeconds ? "partly" : "down";
}

const slotText = ({ uptime, downSeconds, degradedSeconds }: UptimeSlot): string => {
  if (uptime === null) return "not measured";
  const up = downSeconds === 0 ? "up" : `${uptime} up, down for ${lengthText(downSeconds)}`;
  return withDegraded(up, degradedSeconds);
};

function sumText(slots: readonly UptimeSlot[]): string {
  if (slots.every(({ uptime }) => uptime === null)) return "not measured";
  const sum = (seconds: (slot: UptimeSlot) => number): number =>
    slots.reduce((total, slot) => total + seconds(slot), 0);
  const down = sum(({ downSeconds }) => downSeconds);
  return withDegraded(
    down === 0 ? "never down" : `down for ${lengthText(down)}`,
    sum(({ degradedSeconds }) => degradedSeconds),
  );
}

const withDegraded = (text: string, seconds: number): string =>
  seconds === 0 ? text : `${text}, degraded for ${lengthText(seconds)}`;
