import { Select } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { EmptyState } from "../../parts/empty-state.tsx";
import { FilterBar } from "../../parts/filter-bar.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { PageList } from "../../parts/page-list.tsx";
import { SearchField } from "../../parts/search-field.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { CustomerTable } from "./customer-table.tsx";
import { useCustomers, useSegments } from "./queries.ts";

const route = getRouteApi("/customers");

/** Every customer, found by name or id and narrowed to a segment. */
export function CustomersPage() {
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const customers = useCustomers(filter);
  const segments = useSegments(filter.segment);
  const narrowed = filter.q !== undefined || filter.segment !== undefined;
  const change = (part: typeof filter) =>
    void navigate({ search: { ...filter, ...part }, replace: true });
  return (
    <>
      <PageHeader title="Customers" />
      <FilterBar>
        <SearchField
          label="Search"
          placeholder="Name or id"
          value={filter.q ?? ""}
          onSearch={(q) => change({ q })}
        />
        <Select
          label="Segment"
          placeholder="Every segment"
          data={segments}
          value={filter.segment ?? null}
          clearable
          clearButtonProps={{ "aria-label": "Show every segment" }}
          onChange={(segment) => change({ segment: segment ?? "" })}
        />
      </FilterBar>
      <Sheet label="Customers">
        <PageList
          query={customers}
          noun="customers"
          empty={
            <EmptyState>
              {narrowed
                ? "No customer matches these filters."
                : "No customer yet. Add one through the API or an import of facts."}
            </EmptyState>
          }
        >
          {(items) => <CustomerTable customers={items} />}
        </PageList>
      </Sheet>
    </>
  );
}
