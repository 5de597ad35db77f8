import { getRouteApi, Link } from "@tanstack/react-router";
import type { MetricCatalogue, MetricEntry, MetricRows, Metrics } from "../../api/metrics.ts";
import { groupDecimal } from "../../format/decimal-text.ts";
import { formatMonth } from "../../format/format-date.ts";
import { formatCount } from "../../format/format-quantity.ts";
import { isMissing } from "../../parts/answer.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { LoadingRows } from "../../parts/loading.tsx";
import { PageList } from "../../parts/page-list.tsx";
import styles from "./figure-detail.module.css";
import { FigureRowTable } from "./figure-row-table.tsx";
import { figureText, missingText } from "./figure-text.ts";
import { useRows } from "./queries.ts";
import { SettingList } from "./setting-list.tsx";

const route = getRouteApi("/business-metrics");

interface Properties {
  readonly metric: MetricEntry;
  readonly month: string;
  readonly report: Metrics;
  readonly catalogue: MetricCatalogue;
}

/** A figure, its formula with the terms of this month, the rows of a term, and the settings it was counted with. */
export function FigureDetail({ metric, month, report, catalogue }: Properties) {
  const { preset, usage, term } = route.useSearch();
  const settings = usage === undefined ? undefined : `usage:${usage}`;
  const rows = useRows({ metric: metric.id, month, term, preset, settings });
  const figure = rows.data?.pages[0];
  return (
    <>
      <MonthSteps month={month} months={report.months} />
      {figure !== undefined && <Value figure={figure} currency={report.currency} />}
      <p className={styles.definition}>{metric.definition}</p>
      <p className={styles.formula}>
        <code>{metric.formula}</code>
      </p>
      {isMissing(rows) ? (
        <EmptyState next={null}>
          Nobody was won in {formatMonth(month)}, so there is no cohort.
        </EmptyState>
      ) : (
        <>
          {figure === undefined ? <LoadingRows rows={3} /> : <Terms figure={figure} />}
          {(figure === undefined || figure.term !== null) && (
            <PageList
              query={rows}
              noun="row"
              empty={
                <EmptyState next={null}>Nothing is behind this term in this month.</EmptyState>
              }
            >
              {(items) => (
                <FigureRowTable
                  rows={items}
                  isMoney={isMoneyTerm(metric, figure)}
                  currency={report.currency}
                />
              )}
            </PageList>
          )}
        </>
      )}
      {figure !== undefined && (
        <SettingList settings={figure.settings} meanings={catalogue.settings} />
      )}
      <p className={styles.source}>After: {metric.source}</p>
    </>
  );
}

/** Terms of a money metric are money, but for counts of customers; those of a quotient of money, too. */
const countTerms: ReadonlySet<string> = new Set(["customers", "lost", "base", "margin", "squares"]);
const countMetrics: ReadonlySet<string> = new Set([
  "logo-churn",
  "customer-lifetime",
  "customers",
  "logo-cohorts",
]);

const isMoneyTerm = ({ id }: MetricEntry, figure: MetricRows | undefined): boolean =>
  !countMetrics.has(id) && !countTerms.has(figure?.term ?? "");

function Value({ figure, currency }: { figure: MetricRows; currency: string }) {
  const { metric, value, unit } = figure;
  return value === null ? (
    <p className={styles.missing}>{missingText(figure)}</p>
  ) : (
    <p className={styles.value}>{figureText(metric, value, unit, currency)}</p>
  );
}

/** The months beside this one. */
function MonthSteps({ month, months }: { month: string; months: readonly string[] }) {
  const place = months.indexOf(month);
  const step = (to: string | undefined, label: string) =>
    to !== undefined && (
      <Link
        from="/business-metrics"
        search={(before) => ({ ...before, at: to })}
        replace
        resetScroll={false}
        className={styles.step}
      >
        {label} {formatMonth(to, "short")}
      </Link>
    );
  return (
    <p className={styles.month}>
      <span>{formatMonth(month)}</span>
      {place > 0 && step(months[place - 1], "←")}
      {place >= 0 && step(months[place + 1], "→")}
    </p>
  );
}

/** The terms of the formula; the one whose rows are shown is marked. */
function Terms({ figure }: { figure: MetricRows }) {
  if (figure.terms.length === 0) return null;
  return (
    <ul className={styles.terms} aria-label="Terms of the formula">
      {figure.terms.map(({ id, amount, rows }) => (
        <li key={id}>
          <Link
            from="/business-metrics"
            search={(before) => ({ ...before, term: id })}
            replace
            resetScroll={false}
            className={styles.term}
            data-shown={id === figure.term}
            {...(id === figure.term ? { "aria-current": "true" as const } : {})}
          >
            <code>{id}</code>
            <span className={styles.termAmount}>{groupDecimal(amount)}</span>
            <span className={styles.termRows}>{formatCount(rows, "row")}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
