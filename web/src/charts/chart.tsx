import { Button } from "@mantine/core";
import { lazy, type ReactNode, Suspense, useId, useState } from "react";
import { LoadingBlock } from "../parts/loading.tsx";
import styles from "./chart.module.css";
import type { ChartOption } from "./echarts-core.ts";
import type { Palette } from "./palette.ts";

const ChartCanvas = lazy(() => import("./chart-canvas.tsx"));

interface Properties {
  /** What the chart shows, in one sentence: its text alternative. */
  readonly summary: string;
  readonly option: (palette: Palette) => ChartOption;
  readonly height: number;
  readonly onColumn?: (index: number) => void;
  readonly onPlace?: (name: string) => void;
  /** Below this width the drawing scrolls sideways, in pixels. */
  readonly minWidth?: number;
  /** The same figures, exact, as a table. */
  readonly table: ReactNode;
  readonly legend?: ReactNode;
}

/** A chart with its text alternative and, on request, its figures as a table beneath. `option` must be stable between renders. */
export function Chart(properties: Properties) {
  const { summary, option, height, onColumn, onPlace, minWidth, table, legend } = properties;
  const [open, setOpen] = useState(false);
  const region = useId();
  return (
    <figure className={styles.figure}>
      <Drawing minWidth={minWidth}>
        <div role="img" aria-label={summary}>
          <Suspense fallback={<LoadingBlock height={height} />}>
            <ChartCanvas option={option} height={height} onColumn={onColumn} onPlace={onPlace} />
          </Suspense>
        </div>
      </Drawing>
      <figcaption className={styles.caption}>
        {legend}
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          className={styles.toggle ?? ""}
          aria-expanded={open}
          aria-controls={region}
          onClick={() => setOpen(!open)}
        >
          {open ? "Hide the figures" : "Show the figures"}
        </Button>
      </figcaption>
      <section
        id={region}
        className={styles.table}
        hidden={!open}
        aria-label="Figures"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key.
        tabIndex={0}
      >
        {open && table}
      </section>
    </figure>
  );
}

/** What is drawn; where it needs more width than there is, it scrolls sideways. */
function Drawing({ minWidth, children }: { minWidth: number | undefined; children: ReactNode }) {
  if (minWidth === undefined) return children;
  return (
    <section
      className={styles.scroll}
      aria-label="Drawing"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key.
      tabIndex={0}
    >
      <div style={{ minWidth }}>{children}</div>
    </section>
  );
}
