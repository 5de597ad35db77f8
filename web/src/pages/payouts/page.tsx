import { Button } from "@mantine/core";
import { useState } from "react";
import { allPayouts } from "../../api/payouts.ts";
import { CsvButton } from "../../parts/csv-button.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Above } from "../../parts/next-act.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { PageList } from "../../parts/page-list.tsx";
import { PageTabs } from "../../parts/page-tabs.tsx";
import { Panel } from "../../parts/panel.tsx";
import { WithModel } from "../../parts/start-state.tsx";
import { useBooks } from "../../parts/use-books.ts";
import { paymentTabs } from "../payments/tabs.ts";
import { PayoutForm } from "./payout-form.tsx";
import { PayoutTable, payoutHeader, payoutRows } from "./payout-table.tsx";
import styles from "./payouts.module.css";
import { usePayouts } from "./queries.ts";

/** What providers transferred to our bank, of what they had collected, less their fees. */
export function PayoutsPage() {
  return (
    <>
      <PageHeader
        title="Payouts"
        intro="What providers transferred to our bank: what they had collected, less their fees."
      />
      <PageTabs label="Payments" tabs={paymentTabs} />
      <WithModel>
        <Payouts />
      </WithModel>
    </>
  );
}

function Payouts() {
  const payouts = usePayouts();
  const books = useBooks();
  const [telling, setTelling] = useState(false);
  return (
    <Panel
      title="Payouts"
      flush
      aside={
        <span className={styles.actions}>
          <CsvButton
            name="payouts"
            header={payoutHeader}
            rows={async () => payoutRows(await allPayouts())}
          />
          {!telling && (
            <Button size="xs" disabled={books === undefined} onClick={() => setTelling(true)}>
              Record a payout
            </Button>
          )}
        </span>
      }
    >
      {telling && books !== undefined && (
        <div className={styles.form}>
          <PayoutForm currency={books.currency} onDone={() => setTelling(false)} />
        </div>
      )}
      <PageList
        csv={false}
        query={payouts}
        noun="payout"
        empty={
          <EmptyState next={<Above act="Record a payout" />}>
            No payout yet. A provider that we speak with tells of its transfers by itself; record
            another one by hand, so that what it had collected is cleared and its fees are in the
            books.
          </EmptyState>
        }
      >
        {(items) => <PayoutTable payouts={items} />}
      </PageList>
    </Panel>
  );
}
