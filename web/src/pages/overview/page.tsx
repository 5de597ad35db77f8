import { Link } from "@tanstack/react-router";
import { Answer } from "../../parts/answer.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { InvoiceTable } from "../../parts/invoice-table.tsx";
import { LoadingBlock, LoadingRows } from "../../parts/loading.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { Panel } from "../../parts/panel.tsx";
import { Headline } from "./headline.tsx";
import styles from "./overview.module.css";
import { useOverview } from "./queries.ts";
import { RevenueChart } from "./revenue-chart.tsx";
import { StreamShare } from "./stream-share.tsx";

/** The first page: what was billed, by which stream, and the invoices it came from. */
export function OverviewPage() {
  const { summary, revenue, latest } = useOverview();
  return (
    <>
      <PageHeader title="Overview" />
      <div className={styles.page}>
        <Answer query={summary} loading={<LoadingBlock height={112} />}>
          {(data) => <Headline summary={data} />}
        </Answer>
        <div className={styles.revenue}>
          <Panel
            title="Revenue by stream"
            intro="Final invoices, by month of issue. Choose a month to see its invoices."
          >
            <Answer query={revenue} loading={<LoadingBlock height={320} />}>
              {(data) => <RevenueChart revenue={data} />}
            </Answer>
          </Panel>
          <Panel title="Share by stream" intro="Of everything billed">
            <Answer query={revenue} loading={<LoadingBlock height={320} />}>
              {(data) => <StreamShare revenue={data} />}
            </Answer>
          </Panel>
        </div>
        <Panel
          title="Latest invoices"
          aside={
            <Link to="/invoices" className={styles.more}>
              All invoices
            </Link>
          }
          flush
        >
          <Answer query={latest} loading={<LoadingRows />}>
            {(data) => <LatestInvoices invoices={data.pages[0]?.items ?? []} />}
          </Answer>
        </Panel>
      </div>
    </>
  );
}

function LatestInvoices({ invoices }: Pick<Parameters<typeof InvoiceTable>[0], "invoices">) {
  if (invoices.length === 0) {
    return <EmptyState>No invoice yet. The first appears when a billing period ends.</EmptyState>;
  }
  return <InvoiceTable caption="The latest invoices" invoices={invoices} />;
}
