import { Link } from "@tanstack/react-router";
import { Answer } from "../../parts/answer.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { InvoiceTable, noInvoiceYet } from "../../parts/invoice-table.tsx";
import { LoadingBlock, LoadingRows } from "../../parts/loading.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { PageStack } from "../../parts/page-stack.tsx";
import { Panel } from "../../parts/panel.tsx";
import { WithModel } from "../../parts/start-state.tsx";
import { AlertsPanel } from "./alerts-panel.tsx";
import { AttentionPanel } from "./attention-panel.tsx";
import { Headline } from "./headline.tsx";
import styles from "./overview.module.css";
import { ParkedNotice } from "./parked-notice.tsx";
import { PlanPanel } from "./plan-panel.tsx";
import { useOverview } from "./queries.ts";
import { RevenueChart } from "./revenue-chart.tsx";
import { StreamShare } from "./stream-share.tsx";

/** The first page: what was billed, what needs a look, how the plan does, and the invoices it came from. */
export function OverviewPage() {
  return (
    <>
      <PageHeader title="Overview" />
      <WithModel>
        <Books />
      </WithModel>
    </>
  );
}

function Books() {
  const { summary, events, revenue, alerts, latest } = useOverview();
  const now = summary.data?.now;
  const running = (alerts.data?.pages[0]?.items ?? []).filter(
    ({ to }) => now !== undefined && to > now,
  );
  return (
    <PageStack>
      {summary.data !== undefined && summary.data.parked > 0 && (
        <ParkedNotice count={summary.data.parked} />
      )}
      <Answer query={summary} loading={<LoadingBlock height={112} />}>
        {(data) => <Headline summary={data} events={events.data} />}
      </Answer>
      <div className={styles.work}>
        <AttentionPanel unbilled={events.data?.unbilled} />
        <PlanPanel />
      </div>
      {running.length > 0 && <AlertsPanel alerts={running} />}
      <div className={styles.revenue}>
        <Panel
          title="Billed by stream"
          intro="By month of issue; a fee for a year in advance counts whole. Choose a month to see its invoices."
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
    </PageStack>
  );
}

function LatestInvoices({ invoices }: Pick<Parameters<typeof InvoiceTable>[0], "invoices">) {
  if (invoices.length === 0) {
    return (
      <EmptyState next={<Link to="/customers">Choose a customer to sell to</Link>}>
        {noInvoiceYet}
      </EmptyState>
    );
  }
  return <InvoiceTable caption="The latest invoices" invoices={invoices} />;
}
