import { useCallback, useMemo } from "react";
import type { Meter, Usage, ValueUsage } from "../../api/usage.ts";
import { Chart } from "../../charts/chart.tsx";
import { Legend } from "../../charts/legend.tsx";
import type { Palette } from "../../charts/palette.ts";
import { valueBars } from "../../charts/value-bars.ts";
import { windowBars } from "../../charts/window-bars.ts";
import { WindowTable } from "../../charts/window-table.tsx";
import { formatCount } from "../../format/format-quantity.ts";
import { shownValues, valuesDrawn } from "../../format/shown-values.ts";
import type { WindowLabels } from "../../format/window-labels.ts";
import { overAll } from "../../parts/usage-total.tsx";
import styles from "./usage.module.css";
import { ValueTable } from "./value-table.tsx";

interface Properties {
  readonly usage: Usage;
  readonly labels: WindowLabels;
}

/** A meter's usage, a bar a window. */
export function WindowChart({ usage, labels }: Properties) {
  const option = useCallback(
    (palette: Palette) => windowBars(usage, labels, palette),
    [usage, labels],
  );
  return (
    <Chart
      summary={`Bars of ${usage.unit} by window${overAll(usage)}.`}
      option={option}
      height={340}
      table={<WindowTable usage={usage} labels={labels} />}
    />
  );
}

interface ValueProperties extends Properties {
  readonly meter: Meter;
  readonly groups: readonly ValueUsage[];
  readonly dimension: string;
}

/** The same, told apart by the values of a dimension, with what each came to beneath. */
export function ValueChart({ usage, labels, meter, groups, dimension }: ValueProperties) {
  const addsUp = meter.aggregation === "sum" || meter.aggregation === "count";
  const values = useMemo(() => shownValues(groups, addsUp), [groups, addsUp]);
  const option = useCallback(
    (palette: Palette) => valueBars({ usage, values, labels, stacked: addsUp }, palette),
    [usage, values, labels, addsUp],
  );
  return (
    <>
      <Chart
        summary={`Bars of ${usage.unit} by window, for ${formatCount(groups.length, "value")} of ${dimension}.`}
        option={option}
        height={320}
        legend={<Legend names={values.map(({ name }) => name)} />}
        table={<WindowTable usage={usage} labels={labels} />}
      />
      {!addsUp && (
        <p className={styles.note}>
          Each value is read by itself: such readings do not add up to that of all.
          {groups.length > valuesDrawn && ` The ${valuesDrawn} largest are drawn.`}
        </p>
      )}
      <div className={styles.values}>
        <ValueTable usage={usage} groups={groups} dimension={dimension} addsUp={addsUp} />
      </div>
    </>
  );
}
