import { useCallback } from "react";
import type { Meter, Usage, UsageWindow } from "../../api/usage.ts";
import { Chart } from "../../charts/chart.tsx";
import type { Palette } from "../../charts/palette.ts";
import { windowBars } from "../../charts/window-bars.ts";
import { WindowTable } from "../../charts/window-table.tsx";
import { formatPeriod } from "../../format/format-date.ts";
import { formatQuantity } from "../../format/format-quantity.ts";
import { Answer } from "../../parts/answer.tsx";
import { type DayRange, instantsOf } from "../../parts/day-range.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { LoadingBlock, LoadingRows } from "../../parts/loading.tsx";
import { Panel } from "../../parts/panel.tsx";
import { UsageTotal } from "../../parts/usage-total.tsx";
import { useUsage } from "./queries.ts";
import { TopCustomers } from "./top-customers.tsx";
import styles from "./usage.module.css";

interface Properties {
  readonly meter: Meter;
  readonly window: UsageWindow;
  readonly days: DayRange;
  readonly customer: string | undefined;
}

/** A meter's usage over the chosen days, beside the customers who used most of it. */
export function UsagePanel({ meter, window, days, customer }: Properties) {
  const period = instantsOf(days);
  const { usage, top } = useUsage({ meter: meter.id, customer, ...period }, window);
  return (
    <div className={styles.split}>
      <Panel title={meter.name} intro={formatPeriod(period.from, period.to)}>
        <Answer query={usage} loading={<LoadingBlock height={424} />}>
          {(data) =>
            data.events === 0 ? (
              <EmptyState>
                No event of this meter in these days. Try a longer range or another meter.
              </EmptyState>
            ) : (
              <MeterChart meter={meter} usage={data} window={window} />
            )
          }
        </Answer>
      </Panel>
      <Panel title="Top customers" intro="Of every customer, in the same days" flush>
        <Answer query={top} loading={<LoadingRows />}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState>No customer used this meter in these days.</EmptyState>
            ) : (
              <TopCustomers meter={meter} days={days} customers={items} />
            )
          }
        </Answer>
      </Panel>
    </div>
  );
}

interface ChartProperties {
  readonly meter: Meter;
  readonly usage: Usage;
  readonly window: UsageWindow;
}

function MeterChart({ meter, usage, window }: ChartProperties) {
  const option = useCallback(
    (palette: Palette) => windowBars(usage, window, palette),
    [usage, window],
  );
  return (
    <>
      <UsageTotal usage={usage} aggregation={meter.aggregation} />
      <Chart
        summary={`Bars of ${usage.unit} by ${window}, ${formatQuantity(usage.total)} over all of them.`}
        option={option}
        height={340}
        table={<WindowTable usage={usage} window={window} />}
      />
    </>
  );
}
