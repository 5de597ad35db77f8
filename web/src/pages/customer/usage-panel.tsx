import { Select } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useCallback, useState } from "react";
import type { Meter, Usage } from "../../api/usage.ts";
import { Chart } from "../../charts/chart.tsx";
import type { Palette } from "../../charts/palette.ts";
import { windowBars } from "../../charts/window-bars.ts";
import { WindowTable } from "../../charts/window-table.tsx";
import { formatPeriod } from "../../format/format-date.ts";
import { formatCount, formatQuantity, unitFor } from "../../format/format-quantity.ts";
import { Answer } from "../../parts/answer.tsx";
import { type DayRange, instantsOf } from "../../parts/day-range.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { LoadingBlock } from "../../parts/loading.tsx";
import { Panel } from "../../parts/panel.tsx";
import { useDailyUsage } from "./queries.ts";
import styles from "./usage-panel.module.css";

interface Properties {
  readonly customer: string;
  readonly meters: readonly Meter[];
  readonly days: DayRange;
}

/** A customer's usage of one meter at a time, day by day. */
export function UsagePanel({ customer, meters, days }: Properties) {
  const [chosen, setChosen] = useState(meters[0]?.id);
  const period = instantsOf(days);
  return (
    <Panel
      title="Usage"
      intro={`By day, ${formatPeriod(period.from, period.to)}`}
      aside={
        chosen === undefined ? undefined : (
          <Select
            aria-label="Meter"
            data={meters.map(({ id, name }) => ({ value: id, label: name }))}
            value={chosen}
            allowDeselect={false}
            onChange={(meter) => setChosen(meter ?? chosen)}
          />
        )
      }
    >
      {chosen === undefined ? (
        <EmptyState>The model has no meters.</EmptyState>
      ) : (
        <MeterUsage customer={customer} meter={chosen} days={days} />
      )}
    </Panel>
  );
}

function MeterUsage({
  customer,
  meter,
  days,
}: {
  customer: string;
  meter: string;
  days: DayRange;
}) {
  const usage = useDailyUsage({ meter, customer, ...instantsOf(days) });
  return (
    <Answer query={usage} loading={<LoadingBlock height={275} />}>
      {(data) =>
        data.events === 0 ? (
          <EmptyState>No usage of this meter in these days.</EmptyState>
        ) : (
          <>
            <p className={styles.total}>
              <Link to="/usage" search={{ meter, customer, ...days }}>
                {formatQuantity(data.total)} {unitFor(data.total, data.unit)}
              </Link>
              <span>{formatCount(data.events, "event")}</span>
            </p>
            <DailyChart usage={data} />
          </>
        )
      }
    </Answer>
  );
}

function DailyChart({ usage }: { usage: Usage }) {
  const option = useCallback((palette: Palette) => windowBars(usage, "day", palette), [usage]);
  return (
    <Chart
      summary={`Bars of ${usage.unit} by day, ${formatQuantity(usage.total)} in all.`}
      option={option}
      height={200}
      table={<WindowTable usage={usage} window="day" />}
    />
  );
}
