import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { Usage, WindowUsage } from "../../../api/usage.ts";
import { toGeometry } from "../../../format/geometry.ts";
import { EmptyState } from "../../../parts/empty-state.tsx";
import { Panel } from "../../../parts/panel.tsx";
import { saveCsv } from "../../../parts/save-csv.ts";
import { overviewQuery } from "../../api/overview.ts";
import { type PortalMeter, type UsageWindow, usageQuery } from "../../api/usage.ts";
import { useLanguage } from "../../language/language.tsx";
import { Answer } from "../../parts/answer.tsx";
import { BarChart } from "../../parts/bar-chart.tsx";
import { Button } from "../../parts/button.tsx";
import { type Column, DataTable } from "../../parts/data-table.tsx";
import styles from "./usage.module.css";
import { spanAt, type UsageSpan } from "./usage-span.ts";
import { ValueTable } from "./value-table.tsx";

interface Properties {
  readonly meter: PortalMeter;
  readonly span: UsageSpan;
  readonly timeZone: string;
  /** Empty for none. */
  readonly groupBy: string;
}

/** A meter's usage as a chart, a table and a file. The time is the server's, which may keep another than the browser. */
export function UsageView({ meter, span, timeZone, groupBy }: Properties) {
  const overview = useQuery(overviewQuery);
  return (
    <Answer query={overview}>
      {({ at }) => (
        <UsageIn
          meter={meter}
          time={spanAt(span, at, timeZone)}
          timeZone={timeZone}
          groupBy={groupBy}
        />
      )}
    </Answer>
  );
}

interface InProperties extends Omit<Properties, "span"> {
  readonly time: ReturnType<typeof spanAt>;
}

function UsageIn({ meter, time, timeZone, groupBy }: InProperties) {
  const { say, period, units } = useLanguage();
  const usage = useQuery({
    ...usageQuery({
      meter: meter.id,
      ...time,
      groupBy: groupBy === "" ? undefined : groupBy,
    }),
    placeholderData: keepPreviousData,
  });
  return (
    <Answer query={usage} lines={8}>
      {(data) => (
        <>
          <Panel
            title={meter.name}
            intro={period(time.from, time.to)}
            aside={
              <Button onClick={() => saveUsage(data, meter, time.window)}>
                {say("usage.csv")}
              </Button>
            }
          >
            {data.events === 0 ? (
              <EmptyState next={null}>{say("usage.nothing")}</EmptyState>
            ) : (
              <>
                <p className={styles.total}>
                  {data.total === null ? say("usage.unknown") : units(data.total, meter.unit)}
                </p>
                <UsageChart usage={data} meter={meter} window={time.window} />
              </>
            )}
          </Panel>
          {groupBy !== "" && data.groups !== undefined && data.groups.length > 0 && (
            <ValueTable usage={data} dimension={groupBy} />
          )}
          {data.events > 0 && (
            <Panel title={say("usage.table")} flush>
              <WindowTable usage={data} window={time.window} timeZone={timeZone} />
            </Panel>
          )}
        </>
      )}
    </Answer>
  );
}

interface ChartProperties {
  readonly usage: Usage;
  readonly meter: PortalMeter;
  readonly window: UsageWindow;
}

function UsageChart({ usage, meter, window }: ChartProperties) {
  const { say, units, tick, windowTick, minute, day, month } = useLanguage();
  const full = { hour: minute, day, month }[window];
  const total = usage.total === null ? say("usage.unknown") : units(usage.total, meter.unit);
  return (
    <BarChart
      summary={say("usage.chart", { meter: meter.name, total })}
      tick={tick}
      bars={usage.windows.map(({ from, quantity }) => ({
        key: from,
        size: toGeometry(quantity),
        label: windowTick(from, window),
        title: `${full(from)}: ${units(quantity, meter.unit)}`,
      }))}
    />
  );
}

interface TableProperties {
  readonly usage: Usage;
  readonly window: UsageWindow;
  readonly timeZone: string;
}

function WindowTable({ usage, window, timeZone }: TableProperties) {
  const { say, quantity, minute, day, month } = useLanguage();
  const full = { hour: minute, day, month }[window];
  const columns: readonly Column<WindowUsage>[] = [
    {
      key: "window",
      header: `${say(`usage.window.${window}`)} (${timeZone})`,
      narrow: "title",
      cell: ({ from }) => full(from),
    },
    {
      key: "quantity",
      header: usage.unit,
      figure: true,
      narrow: "figure",
      cell: (one) => quantity(one.quantity),
    },
  ];
  return (
    <DataTable
      caption={say("usage.table")}
      columns={columns}
      rows={usage.windows.filter(({ events }) => events > 0)}
      rowKey={({ from }) => from}
      dense
    />
  );
}

/** A file for a spreadsheet: instants and figures as they are, in no language. */
function saveUsage(usage: Usage, meter: PortalMeter, window: UsageWindow): void {
  const first = usage.windows[0]?.from.slice(0, 10) ?? "";
  const name = `usage-${meter.id}-${first}-${window}`;
  const isDivided = usage.groups !== undefined;
  const parts = usage.groups ?? [{ value: "", windows: usage.windows }];
  saveCsv(
    name,
    [...(isDivided ? ["value"] : []), "from", "to", "quantity", "unit"],
    parts.flatMap(({ value, windows }) =>
      windows.map(({ from, to, quantity }) => [
        ...(isDivided ? [value] : []),
        ...[from, to, quantity, usage.unit],
      ]),
    ),
  );
}
