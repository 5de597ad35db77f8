import { getRouteApi, Link } from "@tanstack/react-router";
import { allForeignPayments, type ForeignPaymentFilter } from "../../api/foreign-payments.ts";
import { CsvButton } from "../../parts/csv-button.tsx";
import { CustomerFilter } from "../../parts/customer-filter.tsx";
import { DayFields } from "../../parts/day-fields.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { FilterBar } from "../../parts/filter-bar.tsx";
import { NoMatch } from "../../parts/no-match.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { PageList } from "../../parts/page-list.tsx";
import { PageTabs } from "../../parts/page-tabs.tsx";
import { Panel } from "../../parts/panel.tsx";
import { WithModel } from "../../parts/start-state.tsx";
import { narrowed } from "../../search-parameters.ts";
import { currencyTabs } from "../currencies/tabs.ts";
import { ForeignPaymentTable, paymentHeader, paymentRows } from "./payment-table.tsx";
import { useForeignPayments } from "./queries.ts";

const route = getRouteApi("/currencies/payments");

/** Payments in other currencies than that of the books: the rate of each, and what was gained or lost by it. */
export function ForeignPaymentsPage() {
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const payments = useForeignPayments(filter);
  const [first] = payments.data?.pages ?? [];
  const isNarrowed = Object.keys(filter).length > 0;
  const change = (part: ForeignPaymentFilter) =>
    void navigate({ search: narrowed(filter, part), replace: true });
  return (
    <>
      <PageHeader
        title="Exchanged payments"
        intro="What customers paid, and were paid back, in other currencies than that of the books."
      />
      <PageTabs label="Currencies" tabs={currencyTabs} />
      <WithModel>
        <FilterBar>
          <CustomerFilter chosen={filter.customer} onChoose={(customer) => change({ customer })} />
          <DayFields from={filter.from} to={filter.to} onChange={change} />
        </FilterBar>
        <Panel
          title="Payments"
          flush
          intro="A gain is what the settled part was worth on the day, less what it was booked at."
          aside={
            <CsvButton
              name="exchanged-payments"
              header={paymentHeader}
              rows={async () => paymentRows(await allForeignPayments(filter))}
            />
          }
        >
          <PageList
            csv={false}
            query={payments}
            noun="payment"
            empty={
              isNarrowed ? (
                <NoMatch noun="payment in another currency" nouns="payments" />
              ) : (
                <EmptyState next={<Link to="/currencies/rates">See the rates</Link>}>
                  No payment in another currency yet. One that comes in another currency than the
                  customer's invoices says what it settles: an amount, a rate, or the rate of the
                  table.
                </EmptyState>
              )
            }
          >
            {(items) => <ForeignPaymentTable payments={items} currency={first?.currency ?? ""} />}
          </PageList>
        </Panel>
      </WithModel>
    </>
  );
}
