import { getRouteApi } from "@tanstack/react-router";
import type { Figure, MetricCatalogue, Metrics } from "../../api/metrics.ts";
import { formatMonth } from "../../format/format-date.ts";
import { Answer } from "../../parts/answer.tsx";
import { LoadingRows } from "../../parts/loading.tsx";
import { Panel } from "../../parts/panel.tsx";
import styles from "./books-panel.module.css";
import { FigureLink } from "./figure-link.tsx";
import { figureText, missingText } from "./figure-text.ts";
import { figureOf, lastKnown } from "./figures.ts";
import { bookMetrics, useBooks } from "./queries.ts";

const route = getRouteApi("/business-metrics");

const fromAccounts = ["largest-customer-share", "top-10-share"];

interface Properties {
  readonly report: Metrics;
  readonly catalogue: MetricCatalogue;
  readonly month: string;
}

/** What documents and the journal say of a month, and on whom it rests. What they do not say yet is said, too. */
export function BooksPanel({ report, catalogue, month }: Properties) {
  const { preset, usage } = route.useSearch();
  const settings = usage === undefined ? undefined : `usage:${usage}`;
  const books = useBooks({ preset, settings });
  return (
    <Panel title="Books and concentration" intro={`Of ${formatMonth(month)}`} flush>
      <Answer query={books} loading={<LoadingRows rows={6} />}>
        {(data) => (
          <dl className={styles.list}>
            {[
              ...bookMetrics.map((id) => figureOf(data, id, month)),
              ...fromAccounts.map((id) => figureOf(report, id, month)),
            ].map(
              (figure) =>
                figure !== undefined && (
                  <BookFigure
                    key={figure.metric}
                    figure={figure}
                    name={
                      catalogue.metrics.find(({ id }) => id === figure.metric)?.name ??
                      figure.metric
                    }
                    currency={report.currency}
                    before={lastKnown(data, figure)}
                  />
                ),
            )}
          </dl>
        )}
      </Answer>
    </Panel>
  );
}

function BookFigure({
  figure,
  name,
  currency,
  before,
}: {
  figure: Figure;
  name: string;
  currency: string;
  /** The latest figure of an earlier month, where this month has none. */
  before: Figure | undefined;
}) {
  const { metric, month, value, unit } = figure;
  return (
    <div className={styles.figure}>
      <dt>{name}</dt>
      <dd className={styles.value}>
        <FigureLink metric={metric} month={month} className={styles.link}>
          {value === null ? "–" : figureText(metric, value, unit, currency)}
        </FigureLink>
      </dd>
      {value === null && (
        <dd className={styles.reason}>
          {missingText(figure)}
          {before?.value != null &&
            ` ${formatMonth(before.month)}: ${figureText(metric, before.value, unit, currency)}.`}
        </dd>
      )}
    </div>
  );
}
