import { Select, TextInput } from "@mantine/core";
import type { EventFilter } from "../../api/events.ts";
import { FilterBar } from "../../parts/filter-bar.tsx";
import { SearchField } from "../../parts/search-field.tsx";
import { useMeters } from "./queries.ts";

/** What the page is narrowed to, as its address says it: days are UTC, both included. */
export type EventSearch = EventFilter;

interface Properties {
  readonly search: EventSearch;
  readonly onChange: (part: EventSearch) => void;
}

/** Which events: by id, customer, meter, type and day. */
export function EventFilters({ search, onChange }: Properties) {
  const meters = useMeters();
  return (
    <FilterBar>
      <SearchField
        label="Event id"
        placeholder="The whole id"
        value={search.id ?? ""}
        onSearch={(id) => onChange({ id })}
      />
      <SearchField
        label="Customer"
        placeholder="A customer's id"
        value={search.customer ?? ""}
        onSearch={(customer) => onChange({ customer })}
      />
      <Select
        label="Meter"
        placeholder="Every event"
        clearable
        clearButtonProps={{ "aria-label": "Show every meter" }}
        data={meters.map(({ id, name }) => ({ value: id, label: name }))}
        value={search.meter ?? null}
        onChange={(meter) => onChange({ meter: meter ?? "" })}
      />
      <TextInput
        type="date"
        label="From"
        value={search.from ?? ""}
        onChange={(event) => onChange({ from: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label="To, included"
        value={search.to ?? ""}
        onChange={(event) => onChange({ to: event.currentTarget.value })}
      />
    </FilterBar>
  );
}
