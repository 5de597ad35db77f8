import { Select } from "@mantine/core";
import type { CustomerFilter } from "../../api/customers.ts";
import { FilterBar } from "../../parts/filter-bar.tsx";
import { SearchField } from "../../parts/search-field.tsx";
import { useFilterChoices } from "./queries.ts";

interface Properties {
  readonly filter: CustomerFilter;
  readonly onChange: (filter: CustomerFilter) => void;
}

const billingChoices = [
  { value: "true", label: "Parked" },
  { value: "false", label: "Running" },
];

/** The filters of the customer list; each change is a new address, so a filtered list can be shared. */
export function CustomerFilters({ filter, onChange }: Properties) {
  const { segments, plans } = useFilterChoices(filter);
  const change = (part: CustomerFilter) => onChange({ ...filter, ...part });
  return (
    <FilterBar>
      <SearchField
        label="Search"
        placeholder="Name or id"
        value={filter.q ?? ""}
        onSearch={(q) => change({ q })}
      />
      <Select
        label="Plan"
        placeholder="Every plan"
        data={plans}
        value={filter.plan ?? null}
        clearable
        clearButtonProps={{ "aria-label": "Show every plan" }}
        onChange={(plan) => change({ plan: plan ?? "" })}
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
      <Select
        label="Billing"
        placeholder="Parked or not"
        data={billingChoices}
        value={filter.parked ?? null}
        clearable
        clearButtonProps={{ "aria-label": "Show parked and running" }}
        onChange={(parked) => change({ parked: parked === null ? undefined : parkedOf(parked) })}
      />
    </FilterBar>
  );
}

const parkedOf = (chosen: string) => (chosen === "true" ? "true" : "false");
