import type { DecimalText } from "../../format/decimal-text.ts";
import { toGeometry } from "../../format/geometry.ts";
import styles from "./tiles.module.css";

const width = 96;
const height = 26;
const margin = 2;

/** A metric's course over the months, drawn small; it says nothing that the figures do not. */
export function Sparkline({ values }: { values: readonly (DecimalText | null)[] }) {
  const heights = values.flatMap((value, index) =>
    value === null ? [] : [{ index, height: toGeometry(value) }],
  );
  if (heights.length < 2) return null;
  const all = heights.map((one) => one.height);
  const low = Math.min(...all);
  const span = Math.max(...all) - low;
  const points = heights.map((one) => ({
    x: (one.index / Math.max(1, values.length - 1)) * (width - 2 * margin) + margin,
    y:
      span === 0
        ? height / 2
        : height - margin - ((one.height - low) / span) * (height - 2 * margin),
  }));
  const end = points.at(-1);
  return (
    <svg
      className={styles.sparkline}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      aria-hidden="true"
    >
      <polyline points={points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ")} />
      {end !== undefined && <circle cx={end.x} cy={end.y} r={2} />}
    </svg>
  );
}
