import { getRouteApi } from "@tanstack/react-router";
import { EmptyState } from "../../parts/empty-state.tsx";
import { InvoiceTable } from "../../parts/invoice-table.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { PageList } from "../../parts/page-list.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { InvoiceFilters } from "./invoice-filters.tsx";
import { useInvoices } from "./queries.ts";

const route = getRouteApi("/invoices");

/** Every invoice, narrowed by status, month, customer or words. */
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
      <InvoiceFilters
        filter={filter}
        onChange={(next) => void navigate({ search: next, replace: true })}
      />
      <Sheet label="Invoices">
        <PageList
          query={invoices}
          noun="invoices"
          empty={
            <EmptyState>
              {narrowed
                ? "No invoice matches these filters."
                : "No invoice yet. The first appears when a billing period ends."}
            </EmptyState>
          }
        >
          {(items) => <InvoiceTable caption="Invoices" invoices={items} />}
        </PageList>
      </Sheet>
    </>
  );
}
