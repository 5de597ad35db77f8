import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import type { Meter, UsageCut } from "../../api/usage.ts";
import { formatPeriod } from "../../format/format-date.ts";
import { windowLabels } from "../../format/window-labels.ts";
import { Answer } from "../../parts/answer.tsx";
import { CsvButton } from "../../parts/csv-button.tsx";
import { type DayRange, instantsOf } from "../../parts/day-range.ts";
import { DroppedNote } from "../../parts/dropped-note.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { LoadingBlock, LoadingRows } from "../../parts/loading.tsx";
import { Panel } from "../../parts/panel.tsx";
import { UsageTotal } from "../../parts/usage-total.tsx";
import { ValueChart, WindowChart } from "./meter-charts.tsx";
import { useUsage } from "./queries.ts";
import { TopCustomers } from "./top-customers.tsx";
import styles from "./usage.module.css";
import { usageHeader, usageRows } from "./usage-rows.ts";

interface Properties {
  readonly meter: Meter;
  readonly cut: UsageCut;
  readonly days: DayRange;
  readonly customer: string | undefined;
  /** IANA zone: days, months and billing periods begin at its midnights. */
  readonly zone: string;
}

/** A meter's usage over the chosen days, beside the customers who used most of it. */
export function UsagePanel({ meter, cut, days, customer, zone }: Properties) {
  const period = instantsOf(days, zone);
  const { usage, top, isAsked } = useUsage({ meter: meter.id, customer, ...period }, cut);
  const labels = useMemo(() => windowLabels(cut.window, zone), [cut.window, zone]);
  const { groupBy } = cut;
  return (
    <div className={styles.split}>
      <Panel
        title={meter.name}
        intro={
          cut.window === "period"
            ? "Whole billing periods that touch these days"
            : formatPeriod(period.from, period.to, zone)
        }
        aside={
          usage.data !== undefined && (
            <CsvButton
              name={`usage-${meter.id}`}
              header={usageHeader(groupBy)}
              rows={() => (usage.data === undefined ? [] : usageRows(usage.data))}
            />
          )
        }
      >
        {isAsked ? (
          <Answer query={usage} loading={<LoadingBlock height={424} />}>
            {(data) =>
              data.events === 0 && data.dropped === undefined ? (
                <EmptyState next={<Link to="/events">See the events</Link>}>
                  No event of this meter in these days. Try a longer range or another meter.
                </EmptyState>
              ) : (
                <>
                  <UsageTotal usage={data} aggregation={meter.aggregation} />
                  <DroppedNote usage={data} />
                  {data.groups === undefined || groupBy === undefined ? (
                    <WindowChart usage={data} labels={labels} />
                  ) : (
                    <ValueChart
                      usage={data}
                      labels={labels}
                      meter={meter}
                      groups={data.groups}
                      dimension={groupBy}
                    />
                  )}
                </>
              )
            }
          </Answer>
        ) : (
          <EmptyState next={null}>
            {customer === undefined
              ? "Every subscription has billing periods of its own. Choose a customer, then a subscription."
              : "This customer has no subscription, and so no billing periods."}
          </EmptyState>
        )}
      </Panel>
      <Panel title="Top customers" intro="Of every customer, in the same days" flush>
        <Answer query={top} loading={<LoadingRows />}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState next={null}>No customer used this meter in these days.</EmptyState>
            ) : (
              <TopCustomers meter={meter} days={days} customers={items} />
            )
          }
        </Answer>
      </Panel>
    </div>
  );
}
