import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import type { InvoiceFilter } from "../../api/invoices.ts";
import { formatMonth } from "../../format/format-date.ts";
import { FilterBar } from "../../parts/filter-bar.tsx";
import { SearchField } from "../../parts/search-field.tsx";
import { useCustomerChoices, useMonths } from "./queries.ts";

interface Properties {
  readonly filter: InvoiceFilter;
  readonly onChange: (filter: InvoiceFilter) => void;
}

/** The filters of the invoice list; each change is a new address, so a filtered list can be shared. */
export function InvoiceFilters({ filter, onChange }: Properties) {
  const months = useMonths(filter.month);
  const change = (part: InvoiceFilter) => onChange({ ...filter, ...part });
  return (
    <FilterBar>
      <SearchField
        label="Search"
        placeholder="Number or customer"
        value={filter.q ?? ""}
        onSearch={(q) => change({ q })}
      />
      <CustomerChooser
        chosen={filter.customer}
        onChoose={(customer) => change({ customer: customer ?? "" })}
      />
      <Select
        label="Month"
        placeholder="Every month"
        clearable
        clearButtonProps={{ "aria-label": "Show every month" }}
        data={months.map((month) => ({ value: month, label: formatMonth(month) }))}
        value={filter.month ?? null}
        onChange={(month) => change({ month: month ?? "" })}
      />
    </FilterBar>
  );
}

function CustomerChooser({
  chosen,
  onChoose,
}: {
  chosen: string | undefined;
  onChoose: (customer: string | null) => void;
}) {
  const [typed, setTyped] = useState("");
  const [settled] = useDebouncedValue(typed, 250);
  const choices = useCustomerChoices(settled, chosen);
  const isChosenName = choices.some(({ value, label }) => value === chosen && label === settled);
  return (
    <Select
      label="Customer"
      placeholder="Every customer"
      searchable
      clearable
      clearButtonProps={{ "aria-label": "Show every customer" }}
      data={[...choices]}
      value={chosen ?? null}
      onChange={onChoose}
      onSearchChange={setTyped}
      // The server has already found what the text matches; after a choice the text is that choice's name.
      filter={({ options }) => options}
      nothingFoundMessage={isChosenName ? null : "No customer found"}
      limit={50}
    />
  );
}
