import type { Usage } from "../api/usage.ts";
import { formatMonth } from "../format/format-date.ts";
import { formatCount } from "../format/format-quantity.ts";
import styles from "./dropped-note.module.css";

/** What a reader should know where usage reaches into months whose events are dropped. */
export function DroppedNote({ usage }: { usage: Usage }) {
  const note = droppedNote(usage);
  return note === undefined ? null : <p className={styles.note}>{note}</p>;
}

/** The same as a sentence; undefined where all events are there. */
export function droppedNote({ dropped, total }: Usage): string | undefined {
  if (dropped === undefined) return undefined;
  const [first = "", last = first] = [dropped.months[0], dropped.months.at(-1)];
  const span =
    first === last ? formatMonth(first) : `${formatMonth(first)} to ${formatMonth(last)}`;
  const { length } = dropped.unknown;
  return [
    `The events of ${span} are gone; what is shown of that time was kept when they went.`,
    ...(length === 0
      ? []
      : [`Of ${formatCount(length, "bar")} nothing is known, so none is drawn.`]),
    ...(total === null ? ["What it comes to over all of this time is not known."] : []),
  ].join(" ");
}
