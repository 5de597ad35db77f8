import { SegmentedControl } from "@mantine/core";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { Cohort, Metrics } from "../../api/metrics.ts";
import type { CsvRow } from "../../format/csv-text.ts";
import { percentOf } from "../../format/decimal-text.ts";
import { formatMonth } from "../../format/format-date.ts";
import { formatAmount } from "../../format/format-money.ts";
import { formatQuantity } from "../../format/format-quantity.ts";
import { toGeometry } from "../../format/geometry.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Panel } from "../../parts/panel.tsx";
import { saveCsv } from "../../parts/save-csv.ts";
import { TableCsv } from "../../parts/table-csv.tsx";
import styles from "./cohorts-panel.module.css";
import { FigureLink } from "./figure-link.tsx";
import { shownAmount } from "./shown-amount.ts";

const route = getRouteApi("/business-metrics");

const measures = [
  { value: "revenue", label: "Revenue" },
  { value: "customers", label: "Customers" },
];

/** What is left of the customers won in each month, after each month of age. */
export function CohortsPanel({ report }: { report: Metrics }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const measure = search.cohorts ?? "revenue";
  const metric = measure === "revenue" ? "revenue-cohorts" : "logo-cohorts";
  const cohorts = report.triangles.find((one) => one.metric === metric)?.cohorts ?? [];
  return (
    <Panel
      title="Cohorts"
      intro="Customers by the month they were won in, and what is left of them month by month."
      aside={
        <SegmentedControl
          className={styles.switch ?? ""}
          fullWidth
          aria-label="Cohorts are counted in"
          data={measures}
          value={measure}
          onChange={(next) =>
            void navigate({
              search: { ...search, cohorts: next === "customers" ? "customers" : undefined },
              replace: true,
              resetScroll: false,
            })
          }
        />
      }
      flush
    >
      {cohorts.length === 0 ? (
        <EmptyState next={<Link to="/customers">See the customers</Link>}>
          Nobody was won in these months. Whoever begins to pay a recurring fee stands here, by the
          month of the first.
        </EmptyState>
      ) : (
        <Triangle
          metric={metric}
          cohorts={cohorts}
          amountOf={(text) =>
            measure === "revenue"
              ? formatAmount(shownAmount(text, report.currency), report.currency)
              : formatQuantity(text)
          }
        />
      )}
    </Panel>
  );
}

interface Properties {
  readonly metric: string;
  readonly cohorts: readonly Cohort[];
  readonly amountOf: (text: string) => string;
}

function Triangle({ metric, cohorts, amountOf }: Properties) {
  const ages = Math.max(...cohorts.map(({ cells }) => cells.length));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key.
    <section className={styles.scroll} aria-label="Cohorts by month" tabIndex={0}>
      <table className={styles.table}>
        <caption className="visually-hidden">
          What is left of each cohort, in percent of what it began with
        </caption>
        <thead>
          <tr>
            <th scope="col">Won in</th>
            <th scope="col" className={styles.figure}>
              Began with
            </th>
            {Array.from({ length: ages }, (_, age) => (
              <th key={`age-${String(age)}`} scope="col" className={styles.figure}>
                {age === 0 ? "Month 0" : age}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {cohorts.map(({ month, initial, cells }) => (
            <tr key={month}>
              <th scope="row">
                <FigureLink metric={metric} month={month}>
                  {formatMonth(month, "short")}
                </FigureLink>
              </th>
              <td className={styles.figure}>{amountOf(initial)}</td>
              {cells.map(({ after, ratio, amount }) => (
                <td
                  key={after}
                  className={styles.cell}
                  title={amountOf(amount)}
                  style={{ background: washOf(ratio) }}
                >
                  {ratio === null ? "–" : `${wholePercent(ratio)}%`}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <TableCsv caption={metric} save={() => saveCsv(metric, header, cohorts.flatMap(csvRows))} />
    </section>
  );
}

const header: CsvRow = ["wonIn", "beganWith", "monthsAfter", "left", "leftRatio"];

/** A row for each month of a cohort's age, exact. */
const csvRows = ({ month, initial, cells }: Cohort): readonly CsvRow[] =>
  cells.map(({ after, amount, ratio }) => [month, initial, after, amount, ratio]);

/** The more is left, the deeper the wash; growth beyond the beginning goes a little further. */
function washOf(ratio: string | null): string {
  const left = ratio === null ? 0 : Math.min(1.3, Math.max(0, toGeometry(ratio)));
  return `color-mix(in srgb, var(--series-3) ${(left * 34).toFixed(1)}%, var(--surface))`;
}

/** A part in whole percent, half up: a tenth of a percent says nothing in a triangle. */
const wholePercent = (ratio: string): string =>
  Math.round(toGeometry(percentOf(ratio, "1") ?? "0")).toString();
