import { getRouteApi } from "@tanstack/react-router";
import { allCustomers } from "../../api/customers.ts";
import { CsvButton } from "../../parts/csv-button.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { ApiCall } from "../../parts/next-act.tsx";
import { NoMatch } from "../../parts/no-match.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { PageList } from "../../parts/page-list.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { CustomerFilters } from "./customer-filters.tsx";
import { CustomerTable } from "./customer-table.tsx";
import { useCustomers } from "./queries.ts";

const route = getRouteApi("/customers");

const csvHeader = ["id", "name", "segment", "country", "plans", "invoiced", "currency", "parked"];

/** Every customer, found by name or id and narrowed to a plan, a segment, or whether billing is parked. */
export function CustomersPage() {
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const customers = useCustomers(filter);
  const narrowed = Object.keys(filter).length > 0;
  return (
    <>
      <PageHeader
        title="Customers"
        actions={
          <CsvButton
            name="customers"
            header={csvHeader}
            rows={async () =>
              (await allCustomers(filter)).map((customer) => [
                customer.id,
                customer.name,
                customer.segment,
                customer.country,
                customer.subscriptions.map(({ plan }) => plan).join(" "),
                customer.invoiced,
                customer.currency,
                customer.parked?.reason ?? null,
              ])
            }
          />
        }
      />
      <CustomerFilters
        filter={filter}
        onChange={(next) => void navigate({ search: next, replace: true })}
      />
      <Sheet label="Customers">
        <PageList
          csv={false}
          query={customers}
          noun="customer"
          empty={
            narrowed ? (
              <NoMatch noun="customer" />
            ) : (
              <EmptyState
                next={<ApiCall path="/v1/customers" body={{ id: "ada", name: "Ada Ltd" }} />}
              >
                No customer yet. Each has an account of its own: what it bought, used, owes and
                paid. Record the first:
              </EmptyState>
            )
          }
        >
          {(items) => <CustomerTable customers={items} />}
        </PageList>
      </Sheet>
    </>
  );
}
