import type { InvoiceFilter } from "../../api/invoices.ts";
import { formatMonth } from "../../format/format-date.ts";
import { AnySelect } from "../../parts/any-select.tsx";
import { CustomerFilter } from "../../parts/customer-filter.tsx";
import { FilterBar } from "../../parts/filter-bar.tsx";
import { SearchField } from "../../parts/search-field.tsx";
import { narrowed } from "../../search-parameters.ts";
import { useMonths } from "./queries.ts";

interface Properties {
  readonly filter: InvoiceFilter;
  readonly onChange: (filter: InvoiceFilter) => void;
}

/** The filters of the invoice list; each change is a new address, so a filtered list can be shared. */
export function InvoiceFilters({ filter, onChange }: Properties) {
  const months = useMonths(filter.month);
  const change = (part: InvoiceFilter) => onChange(narrowed(filter, part));
  return (
    <FilterBar>
      <SearchField
        label="Search"
        placeholder="Number or customer"
        value={filter.q ?? ""}
        onSearch={(q) => change({ q })}
      />
      <CustomerFilter chosen={filter.customer} onChoose={(customer) => change({ customer })} />
      <AnySelect
        label="Month"
        every="Every month"
        choices={months.map((month) => ({ value: month, label: formatMonth(month) }))}
        chosen={filter.month}
        onChoose={(month) => change({ month })}
      />
    </FilterBar>
  );
}
