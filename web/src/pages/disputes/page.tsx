import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { allDisputes, type Dispute, type DisputeStatus } from "../../api/disputes.ts";
import { AnySelect } from "../../parts/any-select.tsx";
import { CsvButton } from "../../parts/csv-button.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { FilterBar } from "../../parts/filter-bar.tsx";
import { NoMatch } from "../../parts/no-match.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { PageList } from "../../parts/page-list.tsx";
import { PageTabs } from "../../parts/page-tabs.tsx";
import { Panel } from "../../parts/panel.tsx";
import { WithModel } from "../../parts/start-state.tsx";
import { narrowed } from "../../search-parameters.ts";
import { paymentTabs } from "../payments/tabs.ts";
import { DecisionForm } from "./decision-form.tsx";
import { DisputeTable, disputeHeader, disputeRows } from "./dispute-table.tsx";
import styles from "./disputes.module.css";
import { useDisputes } from "./queries.ts";

const route = getRouteApi("/payments/disputes");

/** Payments that customers dispute at a provider: what is held back, what it costs, and how it was decided. */
export function DisputesPage() {
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const disputes = useDisputes(filter);
  const [deciding, setDeciding] = useState<Dispute>();
  return (
    <>
      <PageHeader
        title="Disputes"
        intro="Payments that a customer disputes at a provider, which holds the money back until it is decided."
      />
      <PageTabs label="Payments" tabs={paymentTabs} />
      <WithModel>
        <FilterBar>
          <AnySelect<DisputeStatus>
            label="Standing"
            every="Open and decided"
            choices={[
              { value: "open", label: "Open" },
              { value: "won", label: "Won" },
              { value: "lost", label: "Lost" },
            ]}
            chosen={filter.status}
            onChoose={(status) =>
              void navigate({ search: narrowed(filter, { status }), replace: true })
            }
          />
        </FilterBar>
        <Panel
          title="Disputes"
          flush
          aside={
            <CsvButton
              name="disputes"
              header={disputeHeader}
              rows={async () => disputeRows(await allDisputes(filter))}
            />
          }
        >
          {deciding !== undefined && (
            <div className={styles.form}>
              <DecisionForm
                key={deciding.id}
                dispute={deciding}
                onDone={() => setDeciding(undefined)}
              />
            </div>
          )}
          <PageList
            csv={false}
            query={disputes}
            noun="dispute"
            empty={
              filter.status !== undefined ? (
                <NoMatch noun="dispute" />
              ) : (
                <EmptyState next={<Link to="/payments">See the payments</Link>}>
                  No payment was disputed. A provider that we speak with tells of one by itself;
                  another is told with <code>POST /v1/disputes</code>.
                </EmptyState>
              )
            }
          >
            {(items) => <DisputeTable disputes={items} onDecide={setDeciding} />}
          </PageList>
        </Panel>
      </WithModel>
    </>
  );
}
