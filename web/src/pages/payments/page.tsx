import { Select } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import type { PaymentState } from "../../api/payments.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { KeyField } from "../../parts/key-field.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { PageList } from "../../parts/page-list.tsx";
import { PageStack } from "../../parts/page-stack.tsx";
import { Panel } from "../../parts/panel.tsx";
import { WithModel } from "../../parts/start-state.tsx";
import { IntentTable, stateWords } from "./intent-table.tsx";
import styles from "./payments.module.css";
import { usePayments } from "./queries.ts";
import { StatementDrop } from "./statement-drop.tsx";
import { UnmatchedQueue } from "./unmatched-queue.tsx";

const route = getRouteApi("/payments");

/** Charges and refunds, what the bank says, and what of it nobody could match. */
export function PaymentsPage() {
  const [key, setKey] = useState("");
  return (
    <>
      <PageHeader title="Payments" intro="Times are UTC." />
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
        <Select
          aria-label="State"
          placeholder="Every state"
          clearable
          clearButtonProps={{ "aria-label": "Show every state" }}
          data={choices}
          value={filter.state ?? null}
          onChange={(state) =>
            void navigate({
              search: state === null ? {} : { state: state as PaymentState },
              replace: true,
            })
          }
        />
      }
    >
      <PageList
        query={payments}
        noun="payment"
        empty={
          <EmptyState>
            {filter.state === undefined ? "No payment yet." : "No payment is in this state."}
          </EmptyState>
        }
      >
        {(items) => <IntentTable caption="Charges and refunds" intents={items} />}
      </PageList>
    </Panel>
  );
}
