import { SegmentedControl, Select } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useCallback, useMemo, useState } from "react";
import type { Customer } from "../../api/customers.ts";
import type { Summary } from "../../api/summary.ts";
import type { Meter, Usage } from "../../api/usage.ts";
import { Chart } from "../../charts/chart.tsx";
import type { Palette } from "../../charts/palette.ts";
import { windowBars } from "../../charts/window-bars.ts";
import { WindowTable } from "../../charts/window-table.tsx";
import { formatPeriod } from "../../format/format-date.ts";
import { windowLabels } from "../../format/window-labels.ts";
import { Answer } from "../../parts/answer.tsx";
import { type DayRange, instantsOf } from "../../parts/day-range.ts";
import { DroppedNote } from "../../parts/dropped-note.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { LoadingBlock } from "../../parts/loading.tsx";
import { InModel } from "../../parts/next-act.tsx";
import { Panel } from "../../parts/panel.tsx";
import { overAll, UsageTotal } from "../../parts/usage-total.tsx";
import { useDailyUsage } from "./queries.ts";
import styles from "./usage-panel.module.css";
import { usagePeriods } from "./usage-period.ts";

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
        <EmptyState next={<InModel>Add a meter to the model</InModel>}>
          The model has no meters.
        </EmptyState>
      </Panel>
    );
  }
  const periods = usagePeriods(meter.id, customer.billedUsage, summary);
  const period = periods.find((one) => one.key === key) ?? periods[0];
  const zone = customer.timeZone ?? "UTC";
  const { from, to } = instantsOf(period.range, zone);
  return (
    <Panel
      title="Usage"
      intro={`By day, ${formatPeriod(from, to, zone)}`}
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
      <MeterUsage customer={customer.id} meter={meter} range={period.range} zone={zone} />
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
  /** IANA zone of the days. */
  readonly zone: string;
}

function MeterUsage({ customer, meter, range, zone }: MeterUsageProperties) {
  const usage = useDailyUsage({ meter: meter.id, customer, ...instantsOf(range, zone) }, zone);
  return (
    <Answer query={usage} loading={<LoadingBlock height={275} />}>
      {(data) =>
        data.events === 0 && data.dropped === undefined ? (
          <EmptyState
            next={
              <Link to="/usage" search={{ customer }}>
                Look at other days
              </Link>
            }
          >
            No usage of this meter in these days.
          </EmptyState>
        ) : (
          <>
            <Link to="/usage" search={{ meter: meter.id, customer, ...range }}>
              <UsageTotal usage={data} aggregation={meter.aggregation} />
            </Link>
            <DroppedNote usage={data} />
            <DailyChart usage={data} zone={zone} />
          </>
        )
      }
    </Answer>
  );
}

function DailyChart({ usage, zone }: { usage: Usage; zone: string }) {
  const byDay = useMemo(() => windowLabels("day", zone), [zone]);
  const option = useCallback(
    (palette: Palette) => windowBars(usage, byDay, palette),
    [usage, byDay],
  );
  return (
    <Chart
      summary={`Bars of ${usage.unit} by day${overAll(usage)}.`}
      option={option}
      height={200}
      table={<WindowTable usage={usage} labels={byDay} />}
    />
  );
}
