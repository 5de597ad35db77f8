import { SegmentedControl } from "@mantine/core";
import { useCallback, useState } from "react";
import type { WhatIf } from "../../api/plan.ts";
import { Chart } from "../../charts/chart.tsx";
import legend from "../../charts/legend.module.css";
import { Swatch } from "../../charts/legend.tsx";
import type { Palette } from "../../charts/palette.ts";
import { type DrawnRow, linedPlan } from "../../charts/plan-charts.ts";
import { formatMonth } from "../../format/format-date.ts";
import { formatMoney } from "../../format/format-money.ts";
import { formatQuantity } from "../../format/format-quantity.ts";
import { headlineText } from "../../format/plan-figure.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Panel } from "../../parts/panel.tsx";
import { type Column, RecordTable } from "../../parts/record-table.tsx";
import { VerdictMark } from "../../parts/verdict-mark.tsx";
import { PeriodTable } from "../forecast/period-table.tsx";
import { verdicts } from "../targets/target-table.tsx";
import styles from "./what-if.module.css";

const names: Readonly<Record<string, string>> = {
  "mrr.closing": "MRR",
  "customers.closing": "Customers",
  revenue: "Revenue",
  ebitda: "EBITDA",
  cash: "Cash",
};

/** The forecast before and after: its headline figures, one of its figures month by month, and its targets. */
export function Outcome({ answer }: { answer: WhatIf }) {
  return (
    <>
      <Panel title="What comes of it" flush>
        <HeadlineTable answer={answer} />
      </Panel>
      <MonthsPanel answer={answer} />
      {answer.targets.length > 0 && (
        <Panel
          title="Targets"
          intro="That are reached now and were not, or the other way round"
          flush
        >
          <ChangedTargets targets={answer.targets} />
        </Panel>
      )}
    </>
  );
}

type ChangedFigure = WhatIf["headline"][number];

function HeadlineTable({ answer: { headline, currency } }: { answer: WhatIf }) {
  const columns: readonly Column<ChangedFigure>[] = [
    { key: "figure", header: "Figure", narrow: "title", cell: ({ label }) => label },
    {
      key: "base",
      header: "In the plan",
      figure: true,
      narrow: "named",
      cell: (one) => headlineText(one, one.base.value, currency),
    },
    {
      key: "changed",
      header: "Then",
      figure: true,
      narrow: "named",
      cell: (one) => {
        const text = headlineText(one, one.changed.value, currency);
        return one.base.value === one.changed.value ? text : <strong>{text}</strong>;
      },
    },
  ];
  return (
    <RecordTable
      caption="Headline figures before and after"
      columns={columns}
      rows={headline}
      rowKey={({ id }) => id}
      dense
    />
  );
}

function MonthsPanel({ answer }: { answer: WhatIf }) {
  const { months, rows, currency } = answer;
  const known = rows.filter(({ id }) => names[id] !== undefined);
  const [chosen, choose] = useState("mrr.closing");
  const row = known.find(({ id }) => id === chosen) ?? known[0];
  const isMoney = row?.unit === "money";
  const option = useCallback(
    (palette: Palette) => {
      const figure = (value: string) =>
        isMoney ? formatMoney(value, currency) : formatQuantity(value);
      return linedPlan({ periods: periodsOf(months), currency, rows: drawn(row), figure }, palette);
    },
    [months, currency, row, isMoney],
  );
  if (row === undefined) return null;
  const last = months.length - 1;
  const told = (value: string | undefined): string =>
    isMoney ? formatMoney(value ?? "0", currency) : formatQuantity(value ?? "0");
  return (
    <Panel
      title={names[row.id] ?? row.label}
      intro="Month by month, before and after"
      aside={
        <SegmentedControl
          classNames={{ control: styles.cut ?? "" }}
          aria-label="Figure"
          size="xs"
          data={known.map(({ id }) => ({ value: id, label: names[id] ?? id }))}
          value={row.id}
          onChange={choose}
        />
      }
    >
      <Chart
        summary={`Lines of ${names[row.id]} by month. In ${formatMonth(months[last] ?? "")}: ${told(row.base[last])} in the plan, ${told(row.changed[last])} then.`}
        option={option}
        height={280}
        legend={
          <ul className={legend.legend} aria-label="Legend">
            <li>
              <Swatch index={5} />
              In the plan
            </li>
            <li>
              <Swatch index={0} />
              Then
            </li>
          </ul>
        }
        table={
          <PeriodTable
            caption={`${names[row.id]} by month`}
            forecast={{ periods: periodsOf(months), currency }}
            unit={row.unit}
            rows={drawn(row)}
          />
        }
      />
    </Panel>
  );
}

const periodsOf = (months: readonly string[]) =>
  months.map((month) => ({ label: month, from: month, to: month }));

const drawn = (row: WhatIf["rows"][number] | undefined): readonly DrawnRow[] =>
  row === undefined
    ? []
    : [
        { name: "In the plan", values: row.base, series: 5, dashed: true },
        { name: "Then", values: row.changed, series: 0 },
      ];

type ChangedTarget = WhatIf["targets"][number];

const mark = (verdict: ChangedTarget["base"]) => (
  <VerdictMark tone={verdicts[verdict].tone}>{verdicts[verdict].word}</VerdictMark>
);

const targetColumns: readonly Column<ChangedTarget>[] = [
  { key: "name", header: "Target", narrow: "title", cell: ({ name }) => name },
  { key: "base", header: "In the plan", narrow: "named", cell: ({ base }) => mark(base) },
  { key: "changed", header: "Then", narrow: "named", cell: ({ changed }) => mark(changed) },
];

function ChangedTargets({ targets }: Pick<WhatIf, "targets">) {
  const changed = targets.filter((one) => one.base !== one.changed);
  if (changed.length === 0)
    return (
      <EmptyState next={null}>The same targets are reached and missed as in the plan.</EmptyState>
    );
  return (
    <RecordTable
      caption="Targets before and after"
      columns={targetColumns}
      rows={changed}
      rowKey={({ target }) => target}
      dense
    />
  );
}
