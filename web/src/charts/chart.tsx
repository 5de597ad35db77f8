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
  /** The same figures, exact, as a table. */
  readonly table: ReactNode;
  readonly legend?: ReactNode;
}

/** A chart with its text alternative and, on request, its figures as a table beneath. `option` must be stable between renders. */
export function Chart({ summary, option, height, onColumn, table, legend }: Properties) {
  const [open, setOpen] = useState(false);
  const region = useId();
  return (
    <figure className={styles.figure}>
      <div role="img" aria-label={summary}>
        <Suspense fallback={<LoadingBlock height={height} />}>
          <ChartCanvas option={option} height={height} onColumn={onColumn} />
        </Suspense>
      </div>
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
