import { getRouteApi } from "@tanstack/react-router";
import { useCallback } from "react";
import { type Metrics, type MovementKind, movementKinds } from "../../api/metrics.ts";
import { Chart } from "../../charts/chart.tsx";
import { movementBars } from "../../charts/movement-bars.ts";
import type { Palette } from "../../charts/palette.ts";
import { isZero } from "../../format/decimal-text.ts";
import { formatMonth } from "../../format/format-date.ts";
import { formatMoney } from "../../format/format-money.ts";
import { Panel } from "../../parts/panel.tsx";
import { isRunning } from "./figures.ts";
import styles from "./metrics.module.css";
import { MonthWalkList } from "./month-walk-list.tsx";
import { MovementLegend } from "./movement-legend.tsx";
import { movementNames } from "./movement-names.ts";
import { MovementTable } from "./movement-table.tsx";

const route = getRouteApi("/business-metrics");

/** How recurring value moved, month by month, beside one month step by step. A click on a month looks at that month. */
export function MovementsPanel({ report, month }: { report: Metrics; month: string }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const kinds = movementKinds.filter((kind) => report.movements.some((row) => !isZero(row[kind])));
  const shown = report.movements.find((row) => row.month === month);
  const drawn = kinds.join(" ");
  const option = useCallback(
    (palette: Palette) => movementBars(report, kindsIn(drawn), movementNames, palette),
    [report, drawn],
  );
  const choose = (index: number) => {
    const chosen = report.months[index];
    if (chosen !== undefined)
      void navigate({ search: { ...search, month: chosen }, replace: true });
  };
  return (
    <div className={styles.pair}>
      <Panel
        title="How MRR moved"
        intro="Gained above the line, lost below it. Choose a month to look at it."
      >
        <Chart
          summary={summarize(report)}
          option={option}
          height={308}
          onColumn={choose}
          legend={<MovementLegend kinds={kinds} />}
          table={<MovementTable report={report} kinds={kinds} />}
        />
      </Panel>
      <Panel
        title={formatMonth(month)}
        intro={isRunning(report, month) ? "So far; it is not over" : "From its start to its end"}
      >
        {shown !== undefined && (
          <MonthWalkList month={shown} before={monthBefore(month)} currency={report.currency} />
        )}
      </Panel>
    </div>
  );
}

const kindsIn = (drawn: string): readonly MovementKind[] =>
  movementKinds.filter((kind) => drawn.split(" ").includes(kind));

/** The month before, whose end is what this one begins with. */
function monthBefore(month: string): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return number === 1
    ? `${year - 1}-12`
    : `${String(year).padStart(4, "0")}-${String(number - 1).padStart(2, "0")}`;
}

function summarize({ movements, currency }: Metrics): string {
  const months = movements.map(
    ({ month, closing }) => `${formatMonth(month)}: ${formatMoney(closing, currency)} at the end`,
  );
  return `Bars of how monthly recurring revenue moved, by kind and month. ${months.join("; ")}.`;
}
