import { getRouteApi, Link } from "@tanstack/react-router";
import type { MetricCatalogue, Metrics } from "../../api/metrics.ts";
import { formatMinute } from "../../format/format-date.ts";
import { Answer } from "../../parts/answer.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { LoadingBlock } from "../../parts/loading.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { PageStack } from "../../parts/page-stack.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { WithModel } from "../../parts/start-state.tsx";
import { BooksPanel } from "./books-panel.tsx";
import { CohortsPanel } from "./cohorts-panel.tsx";
import { FigureDialog } from "./figure-dialog.tsx";
import { sinceItBegan } from "./figures.ts";
import { MetricFilters } from "./metric-filters.tsx";
import styles from "./metrics.module.css";
import { MovementsPanel } from "./movements-panel.tsx";
import { useCatalogue, useRecurring } from "./queries.ts";
import { SlicesPanel } from "./slices-panel.tsx";
import { Tiles } from "./tiles.tsx";

const route = getRouteApi("/business-metrics");

/** Recurring value and how it moves, who stays, and what the books say; every figure opens up to its rows. */
export function MetricsPage() {
  return (
    <>
      <PageHeader
        title="Metrics"
        intro="Counted anew each time, from accounts, documents and the journal."
      />
      <WithModel>
        <Counted />
      </WithModel>
    </>
  );
}

function Counted() {
  const { preset, usage } = route.useSearch();
  const settings = usage === undefined ? undefined : `usage:${usage}`;
  const report = useRecurring({ preset, settings });
  const catalogue = useCatalogue();
  return (
    <Answer query={catalogue} loading={<LoadingBlock height={640} />}>
      {(meanings) => (
        <Answer query={report} loading={<LoadingBlock height={640} />}>
          {(data) => (
            <Report
              report={sinceItBegan(data)}
              catalogue={meanings}
              busy={report.isPlaceholderData}
            />
          )}
        </Answer>
      )}
    </Answer>
  );
}

interface Properties {
  readonly report: Metrics;
  readonly catalogue: MetricCatalogue;
  readonly busy: boolean;
}

function Report({ report, catalogue, busy }: Properties) {
  const search = route.useSearch();
  const last = report.months.at(-1);
  if (last === undefined) {
    return (
      <Sheet label="Metrics">
        <EmptyState next={<Link to="/customers">Choose a customer to sell to</Link>}>
          No subscription has begun in these twelve months. Recurring revenue, churn and retention
          are counted from subscriptions.
        </EmptyState>
      </Sheet>
    );
  }
  const month = report.months.find((one) => one === search.month) ?? last;
  return (
    <>
      <MetricFilters report={report} catalogue={catalogue} month={month} />
      <PageStack busy={busy}>
        <Tiles report={report} catalogue={catalogue} month={month} />
        <MovementsPanel report={report} month={month} />
        <SlicesPanel month={month} />
        <CohortsPanel report={report} />
        <BooksPanel report={report} catalogue={catalogue} month={month} />
        <p className={styles.asOf}>
          As of {formatMinute(report.asOf)}; months of {report.zone}.
        </p>
      </PageStack>
      <FigureDialog report={report} catalogue={catalogue} />
    </>
  );
}
