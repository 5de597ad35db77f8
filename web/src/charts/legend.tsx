import styles from "./legend.module.css";
import { seriesColour } from "./palette.ts";

/** The colours of a chart's series, in the order they are stacked. */
export function Legend({ names }: { names: readonly string[] }) {
  return (
    <ul className={styles.legend} aria-label="Legend">
      {names.map((name, index) => (
        <li key={name}>
          <Swatch index={index} />
          {name}
        </li>
      ))}
    </ul>
  );
}

/** A small square in the colour of the n-th series. */
export function Swatch({ index }: { index: number }) {
  return <span className={styles.swatch} style={{ background: seriesColour(index) }} />;
}

/** The same in the wash of a band. */
export function BandSwatch({ index }: { index: number }) {
  return (
    <span className={styles.swatch} style={{ background: seriesColour(index), opacity: 0.3 }} />
  );
}
