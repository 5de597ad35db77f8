import type { CustomerFilter } from "../../api/customers.ts";
import { AnySelect } from "../../parts/any-select.tsx";
import { FilterBar } from "../../parts/filter-bar.tsx";
import { SearchField } from "../../parts/search-field.tsx";
import { narrowed } from "../../search-parameters.ts";
import { useFilterChoices } from "./queries.ts";

interface Properties {
  readonly filter: CustomerFilter;
  readonly onChange: (filter: CustomerFilter) => void;
}

const billingChoices = [
  { value: "true", label: "Parked" },
  { value: "false", label: "Running" },
] as const;

/** The filters of the customer list; each change is a new address, so a filtered list can be shared. */
export function CustomerFilters({ filter, onChange }: Properties) {
  const { segments, plans } = useFilterChoices(filter);
  const change = (part: CustomerFilter) => onChange(narrowed(filter, part));
  return (
    <FilterBar>
      <SearchField
        label="Search"
        placeholder="Name or id"
        value={filter.q ?? ""}
        onSearch={(q) => change({ q })}
      />
      <AnySelect
        label="Plan"
        every="Every plan"
        choices={plans}
        chosen={filter.plan}
        onChoose={(plan) => change({ plan })}
      />
      <AnySelect
        label="Segment"
        every="Every segment"
        choices={segments}
        chosen={filter.segment}
        onChoose={(segment) => change({ segment })}
      />
      <AnySelect
        label="Billing"
        every="Parked or not"
        choices={billingChoices}
        chosen={filter.parked}
        onChoose={(parked) => change({ parked })}
      />
    </FilterBar>
  );
}
