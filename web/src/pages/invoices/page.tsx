import { getRouteApi, Link } from "@tanstack/react-router";
import { allInvoices } from "../../api/invoices.ts";
import { CsvButton } from "../../parts/csv-button.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { InvoiceTable, noInvoiceYet } from "../../parts/invoice-table.tsx";
import { NoMatch } from "../../parts/no-match.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { PageList } from "../../parts/page-list.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { WithModel } from "../../parts/start-state.tsx";
import { InvoiceFilters } from "./invoice-filters.tsx";
import { useInvoices } from "./queries.ts";

const route = getRouteApi("/invoices");

const csvHeader = [
  "number",
  "customer",
  "customerName",
  "issuedAt",
  "dueAt",
  "lines",
  "total",
  "currency",
];

/** Every final invoice, narrowed by month, customer or words. */
export function InvoicesPage() {
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const invoices = useInvoices(filter);
  const narrowed = Object.keys(filter).length > 0;
  return (
    <>
      <PageHeader
        title="Invoices"
        intro="Days in this list are UTC; a document counts in its customer's time zone."
        actions={
          <CsvButton
            name="invoices"
            header={csvHeader}
            rows={async () =>
              (await allInvoices(filter)).map((invoice) => [
                invoice.number,
                invoice.customer,
                invoice.customerName,
                invoice.issuedAt,
                invoice.dueAt,
                invoice.lineCount,
                invoice.total,
                invoice.currency,
              ])
            }
          />
        }
      />
      <WithModel>
        <InvoiceFilters
          filter={filter}
          onChange={(next) => void navigate({ search: next, replace: true })}
        />
        <Sheet label="Invoices">
          <PageList
            csv={false}
            query={invoices}
            noun="invoice"
            empty={
              narrowed ? (
                <NoMatch noun="invoice" />
              ) : (
                <EmptyState next={<Link to="/customers">Choose a customer to sell to</Link>}>
                  {noInvoiceYet}
                </EmptyState>
              )
            }
          >
            {(items) => <InvoiceTable caption="Invoices" invoices={items} />}
          </PageList>
        </Sheet>
      </WithModel>
    </>
  );
}
