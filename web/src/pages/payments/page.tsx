import { Select } from "@mantine/core";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { allPayments, allUnmatched, type PaymentState } from "../../api/payments.ts";
import { clearButton } from "../../parts/clear-button.ts";
import { CsvButton } from "../../parts/csv-button.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { KeyField } from "../../parts/key-field.tsx";
import { NoMatch } from "../../parts/no-match.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { PageList } from "../../parts/page-list.tsx";
import { PageStack } from "../../parts/page-stack.tsx";
import { PageTabs } from "../../parts/page-tabs.tsx";
import { Panel } from "../../parts/panel.tsx";
import { WithModel } from "../../parts/start-state.tsx";
import { intentHeader, intentRows } from "./intent-rows.ts";
import { IntentTable, stateWords } from "./intent-table.tsx";
import { lineHeader, lineRows } from "./line-rows.ts";
import styles from "./payments.module.css";
import { usePayments } from "./queries.ts";
import { StatementDrop } from "./statement-drop.tsx";
import { paymentTabs } from "./tabs.ts";
import { UnmatchedQueue } from "./unmatched-queue.tsx";

const route = getRouteApi("/payments");

/** Charges and refunds, what the bank says, and what of it nobody could match. */
export function PaymentsPage() {
  const [key, setKey] = useState("");
  return (
    <>
      <PageHeader
        title="Payments"
        intro="What the bank says, what of it nobody could match, and what providers were asked for. Times are UTC."
      />
      <PageTabs label="Payments" tabs={paymentTabs} />
      <WithModel>
        <PageStack>
          <Panel
            title="Bank statements"
            intro="CAMT.053 or CSV, as it came from the bank. Importing a file twice does nothing."
          >
            <div className={styles.importing}>
              <KeyField
                value={key}
                onChange={(changed) => setKey(changed.trim())}
                description="For importing and matching. Forgotten when you leave this page."
                required={false}
              />
              <StatementDrop apiKey={key} />
            </div>
          </Panel>
          <Panel
            title="Unmatched"
            flush
            id="unmatched"
            intro="Lines whose payer or invoice is not certain."
            aside={
              <CsvButton
                name="unmatched"
                header={lineHeader}
                rows={async () => lineRows(await allUnmatched())}
              />
            }
          >
            <UnmatchedQueue apiKey={key} />
          </Panel>
          <Intents />
        </PageStack>
      </WithModel>
    </>
  );
}

function Intents() {
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const payments = usePayments(filter);
  const choices = Object.entries(stateWords).map(([value, label]) => ({ value, label }));
  return (
    <Panel
      title="Charges and refunds"
      flush
      aside={
        <span className={styles.tools}>
          <CsvButton
            name="charges-and-refunds"
            header={intentHeader}
            rows={async () => intentRows(await allPayments(filter))}
          />
          <Select
            aria-label="State"
            placeholder="Every state"
            clearable
            clearButtonProps={clearButton("Show every state")}
            data={choices}
            value={filter.state ?? null}
            onChange={(state) =>
              void navigate({
                search: state === null ? {} : { state: state as PaymentState },
                replace: true,
              })
            }
          />
        </span>
      }
    >
      <PageList
        csv={false}
        query={payments}
        noun="payment"
        empty={
          filter.state !== undefined ? (
            <NoMatch noun="payment" />
          ) : (
            <EmptyState next={<Link to="/invoices">See the invoices</Link>}>
              No charge yet. Invoices are charged by themselves where a customer pays automatically,
              or through a provider's page; money that comes by bank is under its invoice.
            </EmptyState>
          )
        }
      >
        {(items) => <IntentTable caption="Charges and refunds" intents={items} />}
      </PageList>
    </Panel>
  );
}
