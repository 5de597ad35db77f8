import { getRouteApi, Link } from "@tanstack/react-router";
import type { Customer } from "../../api/customers.ts";
import { Answer, isMissing } from "../../parts/answer.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { InvoiceTable } from "../../parts/invoice-table.tsx";
import { LoadingBlock } from "../../parts/loading.tsx";
import { Missing } from "../../parts/missing.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { PageList } from "../../parts/page-list.tsx";
import { PageStack } from "../../parts/page-stack.tsx";
import { Panel } from "../../parts/panel.tsx";
import { AlertRulesPanel } from "./alert-rules-panel.tsx";
import { ContractsPanel } from "./contracts-panel.tsx";
import { CreditsPanel } from "./credits-panel.tsx";
import styles from "./customer.module.css";
import { CustomerFacts } from "./customer-facts.tsx";
import { DepartmentsPanel } from "./departments-panel.tsx";
import { DraftPanels } from "./draft-panel.tsx";
import { EntitlementsPanel } from "./entitlements-panel.tsx";
import { Holdings } from "./holdings.tsx";
import { KeysPanel } from "./keys-panel.tsx";
import { MoneyStrip } from "./money-strip.tsx";
import { OpenItemsPanel } from "./open-items-panel.tsx";
import { ParkedBanner } from "./parked-banner.tsx";
import { PaymentsPanel } from "./payments-panel.tsx";
import { PlanSuggestionPanel } from "./plan-suggestion-panel.tsx";
import { PortalMembersPanel } from "./portal-members-panel.tsx";
import { PortalPanel } from "./portal-panel.tsx";
import { useCustomer } from "./queries.ts";
import { RunningCostPanel } from "./running-cost-panel.tsx";
import { SubscriptionsPanel } from "./subscriptions-panel.tsx";
import { TimelinePanel } from "./timeline-panel.tsx";
import { UsagePanel } from "./usage-panel.tsx";

const route = getRouteApi("/customers/$customerId");
const back = { label: "Customers", link: { to: "/customers" } } as const;

/** One customer: what they hold, what they used, what they were billed. */
export function CustomerPage() {
  const { customerId } = route.useParams();
  const { customer } = useCustomer(customerId);
  return (
    <>
      {customer.data === undefined && (
        <PageHeader title={isMissing(customer) ? "No such customer" : "Customer"} back={back} />
      )}
      <Answer
        query={customer}
        loading={<LoadingBlock height={360} />}
        missing={
          <Missing action={<Link to="/customers">All customers</Link>}>
            No customer has the id <code>{customerId}</code>.
          </Missing>
        }
      >
        {(data) => <CustomerView key={data.id} customer={data} />}
      </Answer>
    </>
  );
}

function CustomerView({ customer }: { customer: Customer }) {
  const { invoices, meters, summary } = useCustomer(customer.id);
  const paysItself = customer.payer === null;
  return (
    <>
      <PageHeader title={customer.name} intro={<code>{customer.id}</code>} back={back} />
      <PageStack>
        <ParkedBanner customer={customer} />
        {paysItself && <MoneyStrip customer={customer} />}
        <CustomerFacts customer={customer} />
        {customer.children.length > 0 && <DepartmentsPanel customer={customer} />}
        {customer.draftOpen && paysItself && <DraftPanels customer={customer} />}
        {paysItself && customer.parked === null && <RunningCostPanel customer={customer} />}
        {paysItself && <ContractsPanel customer={customer} />}
        <SubscriptionsPanel customer={customer} />
        <Holdings customer={customer} />
        <EntitlementsPanel customer={customer} />
        <AlertRulesPanel customer={customer} />
        {paysItself && (
          <>
            <OpenItemsPanel customer={customer} />
            <CreditsPanel customer={customer} />
            <PaymentsPanel customer={customer.id} />
          </>
        )}
        <TimelinePanel customer={customer.id} zone={customer.timeZone ?? "UTC"} />
        <Answer query={meters} loading={<LoadingBlock height={280} />}>
          {({ items }) =>
            summary === undefined ? null : (
              <UsagePanel customer={customer} meters={items} summary={summary} />
            )
          }
        </Answer>
        <PlanSuggestionPanel customer={customer} meters={meters.data?.items ?? []} />
        <KeysPanel customer={customer} />
        <PortalPanel customer={customer} />
        <PortalMembersPanel customer={customer} />
        <Panel
          title="Invoices"
          flush
          id="invoices"
          aside={
            <Link to="/invoices" search={{ customer: customer.id }} className={styles.more}>
              Open in invoices
            </Link>
          }
        >
          <PageList
            query={invoices}
            noun="invoice"
            empty={
              <EmptyState
                next={"The first comes when a fee is due, or when a period with usage ends."}
              >
                {customer.payer === null
                  ? "No invoice yet for this customer."
                  : `Nothing of it yet on an invoice of ${customer.payer.name}.`}
              </EmptyState>
            }
          >
            {(items) => (
              <InvoiceTable
                caption={paysItself ? "This customer's invoices" : "Invoices with lines of it"}
                invoices={items}
                withCustomer={!paysItself}
              />
            )}
          </PageList>
        </Panel>
      </PageStack>
    </>
  );
}
