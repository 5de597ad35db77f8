import { useLayoutEffect, useRef, useState } from "react";
import styles from "./bar-chart.module.css";
import { chartScale } from "./chart-scale.ts";

/** One bar: a position on the scale, a label of the axis, and what it says when it is pointed at. */
export interface Bar {
  readonly key: string;
  readonly size: number;
  readonly label: string;
  readonly title: string;
}

interface Properties {
  /** What the chart shows, in one sentence: its text alternative. */
  readonly summary: string;
  readonly bars: readonly Bar[];
  readonly tick: (position: number) => string;
}

const [height, left, top, bottom] = [240, 44, 10, 26];

/** Bars over time, drawn as SVG: the portal loads no charting library. Exact figures stand in the table beside it. */
export function BarChart({ summary, bars, tick }: Properties) {
  const [box, width] = useWidth();
  const { ticks, top: most } = chartScale(bars.map(({ size }) => size));
  const [room, tall] = [width - left - 4, height - top - bottom];
  const step = room / Math.max(1, bars.length);
  const wide = Math.min(48, step * 0.74);
  const y = (size: number): number => top + tall - (size / most) * tall;
  const every = Math.max(1, Math.ceil((bars.length * 64) / Math.max(1, room)));
  return (
    <svg
      ref={box}
      className={styles.chart}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={summary}
    >
      {ticks.map((position) => (
        <g key={position}>
          <line x1={left} x2={width} y1={y(position)} y2={y(position)} className={styles.grid} />
          <text x={left - 8} y={y(position) + 4} textAnchor="end" className={styles.label}>
            {tick(position)}
          </text>
        </g>
      ))}
      {bars.map(({ key, size, label, title }, place) => {
        const middle = left + step * (place + 0.5);
        return (
          <g key={key} className={styles.column}>
            <rect x={middle - step / 2} y={top} width={step} height={tall} className={styles.reach}>
              <title>{title}</title>
            </rect>
            <rect
              x={middle - wide / 2}
              y={y(size)}
              width={wide}
              height={Math.max(0, top + tall - y(size))}
              rx={Math.min(2, wide / 4)}
              className={styles.bar}
            />
            {place % every === 0 && (
              <text x={middle} y={height - 7} textAnchor="middle" className={styles.label}>
                {label}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}

/** How wide a drawing is, in pixels, so that its letters keep their size. */
function useWidth() {
  const box = useRef<SVGSVGElement>(null);
  const [width, setWidth] = useState(720);
  useLayoutEffect(() => {
    if (box.current === null) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined && entry.contentRect.width > 0) setWidth(entry.contentRect.width);
    });
    observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  return [box, width] as const;
}
