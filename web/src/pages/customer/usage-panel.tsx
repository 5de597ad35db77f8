import { SegmentedControl, Select } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useCallback, useState } from "react";
import type { Customer } from "../../api/customers.ts";
import type { Summary } from "../../api/summary.ts";
import type { Meter, Usage } from "../../api/usage.ts";
import { Chart } from "../../charts/chart.tsx";
import type { Palette } from "../../charts/palette.ts";
import { windowBars } from "../../charts/window-bars.ts";
import { WindowTable } from "../../charts/window-table.tsx";
import { formatPeriod } from "../../format/format-date.ts";
import { formatQuantity } from "../../format/format-quantity.ts";
import { windowLabels } from "../../format/window-labels.ts";
import { Answer } from "../../parts/answer.tsx";
import { type DayRange, instantsOf } from "../../parts/day-range.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { LoadingBlock } from "../../parts/loading.tsx";
import { Panel } from "../../parts/panel.tsx";
import { UsageTotal } from "../../parts/usage-total.tsx";
import { useDailyUsage } from "./queries.ts";
import styles from "./usage-panel.module.css";
import { usagePeriods } from "./usage-period.ts";

const byDay = windowLabels("day");

interface Properties {
  readonly customer: Customer;
  readonly meters: readonly Meter[];
  readonly summary: Summary;
}

/** A customer's usage of one meter at a time, day by day: of the period last billed, or since. */
export function UsagePanel({ customer, meters, summary }: Properties) {
  const [chosen, setChosen] = useState(firstMeter(customer, meters));
  const [key, setKey] = useState<string>();
  const meter = meters.find(({ id }) => id === chosen);
  if (meter === undefined) {
    return (
      <Panel title="Usage">
        <EmptyState>The model has no meters.</EmptyState>
      </Panel>
    );
  }
  const periods = usagePeriods(meter.id, customer.billedUsage, summary);
  const period = periods.find((one) => one.key === key) ?? periods[0];
  const { from, to } = instantsOf(period.range);
  return (
    <Panel
      title="Usage"
      intro={`By day, ${formatPeriod(from, to, customer.timeZone ?? "UTC")}`}
      aside={
        <div className={styles.choices}>
          {periods.length > 1 && (
            <SegmentedControl
              aria-label="Period"
              data={periods.map(({ key: value, label }) => ({ value, label }))}
              value={period.key}
              onChange={setKey}
            />
          )}
          <Select
            aria-label="Meter"
            data={meters.map(({ id, name }) => ({ value: id, label: name }))}
            value={meter.id}
            allowDeselect={false}
            onChange={(next) => setChosen(next ?? meter.id)}
          />
        </div>
      }
    >
      <MeterUsage customer={customer.id} meter={meter} range={period.range} />
    </Panel>
  );
}

/** The meter that the customer was last billed for, where the model still has it. */
const firstMeter = ({ billedUsage }: Customer, meters: readonly Meter[]): string | undefined =>
  billedUsage.find(({ meter }) => meters.some(({ id }) => id === meter))?.meter ?? meters[0]?.id;

interface MeterUsageProperties {
  readonly customer: string;
  readonly meter: Meter;
  readonly range: DayRange;
}

function MeterUsage({ customer, meter, range }: MeterUsageProperties) {
  const usage = useDailyUsage({ meter: meter.id, customer, ...instantsOf(range) });
  return (
    <Answer query={usage} loading={<LoadingBlock height={275} />}>
      {(data) =>
        data.events === 0 ? (
          <EmptyState>No usage of this meter in these days.</EmptyState>
        ) : (
          <>
            <Link to="/usage" search={{ meter: meter.id, customer, ...range }}>
              <UsageTotal usage={data} aggregation={meter.aggregation} />
            </Link>
            <DailyChart usage={data} />
          </>
        )
      }
    </Answer>
  );
}

function DailyChart({ usage }: { usage: Usage }) {
  const option = useCallback((palette: Palette) => windowBars(usage, byDay, palette), [usage]);
  return (
    <Chart
      summary={`Bars of ${usage.unit} by day, ${formatQuantity(usage.total)} over all of them.`}
      option={option}
      height={200}
      table={<WindowTable usage={usage} labels={byDay} />}
    />
  );
}
