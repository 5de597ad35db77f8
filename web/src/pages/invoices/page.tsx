import { getRouteApi } from "@tanstack/react-router";
import { EmptyState } from "../../parts/empty-state.tsx";
import { InvoiceTable, noInvoiceYet } from "../../parts/invoice-table.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { PageList } from "../../parts/page-list.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { WithModel } from "../../parts/start-state.tsx";
import { InvoiceFilters } from "./invoice-filters.tsx";
import { useInvoices } from "./queries.ts";

const route = getRouteApi("/invoices");

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
      />
      <WithModel>
        <InvoiceFilters
          filter={filter}
          onChange={(next) => void navigate({ search: next, replace: true })}
        />
        <Sheet label="Invoices">
          <PageList
            query={invoices}
            noun="invoice"
            empty={
              <EmptyState>
                {narrowed ? "No invoice matches these filters." : noInvoiceYet}
              </EmptyState>
            }
          >
            {(items) => <InvoiceTable caption="Invoices" invoices={items} />}
          </PageList>
        </Sheet>
      </WithModel>
    </>
  );
}
