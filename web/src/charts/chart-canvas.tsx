import { useComputedColorScheme } from "@mantine/core";
import { useEffect, useRef } from "react";
import styles from "./chart.module.css";
import { type ChartOption, init } from "./echarts-core.ts";
import { type Palette, readPalette } from "./palette.ts";

type Instance = ReturnType<typeof init>;

interface Properties {
  readonly option: (palette: Palette) => ChartOption;
  readonly height: number;
  /** Called with the index of the column that was clicked. */
  readonly onColumn?: ((index: number) => void) | undefined;
  /** Called with the name of the place of a flow that was clicked. */
  readonly onPlace?: ((name: string) => void) | undefined;
}

/** The drawn chart: sized to its box, redrawn when its data or the colour scheme changes. Loaded only where charts are. */
export default function ChartCanvas({ option, height, onColumn, onPlace }: Properties) {
  const box = useRef<HTMLDivElement>(null);
  const instance = useRef<Instance | undefined>(undefined);
  const choose = useRef(onColumn);
  const choosePlace = useRef(onPlace);
  const scheme = useComputedColorScheme("light", { getInitialValueInEffect: false });

  useEffect(() => {
    choose.current = onColumn;
    choosePlace.current = onPlace;
  }, [onColumn, onPlace]);

  useEffect(() => {
    if (box.current === null) return;
    const chart = init(box.current);
    instance.current = chart;
    chart.getZr().on("click", (event) => {
      const column = columnAt(chart, event.offsetX, event.offsetY);
      if (column !== undefined) choose.current?.(column);
    });
    chart.on("click", { seriesType: "sankey", dataType: "node" }, ({ name }) =>
      choosePlace.current?.(name),
    );
    const observer = new ResizeObserver(() => chart.resize());
    observer.observe(box.current);
    return () => {
      observer.disconnect();
      chart.dispose();
    };
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the palette is read from the style sheet, which the scheme switches.
  useEffect(() => {
    const animation = !window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    instance.current?.setOption({ ...option(readPalette()), animation }, true);
  }, [option, scheme]);

  return (
    <div
      ref={box}
      aria-hidden="true"
      className={styles.canvas}
      data-clickable={onColumn !== undefined || onPlace !== undefined}
      style={{ height }}
    />
  );
}

function columnAt(chart: Instance, x: number, y: number): number | undefined {
  if (!chart.containPixel({ gridIndex: 0 }, [x, y])) return undefined;
  const position = chart.convertFromPixel({ gridIndex: 0 }, [x, y]);
  return Math.round(position[0] ?? 0);
}
