import type { EventFilter } from "../../api/events.ts";
import { AnySelect } from "../../parts/any-select.tsx";
import { DayFields } from "../../parts/day-fields.tsx";
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
      <AnySelect
        label="Meter"
        every="Every event"
        choices={meters.map(({ id, name }) => ({ value: id, label: name }))}
        chosen={search.meter}
        onChoose={(meter) => onChange({ meter })}
      />
      <DayFields from={search.from} to={search.to} onChange={onChange} />
    </FilterBar>
  );
}
