import { type Standing, type SubscriptionFilter, standings } from "../../api/subscriptions.ts";
import { AnySelect } from "../../parts/any-select.tsx";
import { DayFields } from "../../parts/day-fields.tsx";
import { FilterBar } from "../../parts/filter-bar.tsx";
import { SearchField } from "../../parts/search-field.tsx";
import { standingWords } from "../../parts/standing-mark.tsx";
import { usePlanChoices } from "../../parts/use-plan-choices.ts";
import { narrowed } from "../../search-parameters.ts";

interface Properties {
  readonly filter: SubscriptionFilter;
  readonly onChange: (filter: SubscriptionFilter) => void;
}

const standingChoices = standings.map((value) => ({ value, label: standingWords[value] }));

/** The filters of the list of subscriptions; each change is a new address, so a filtered list can be shared. */
export function SubscriptionFilters({ filter, onChange }: Properties) {
  const plans = usePlanChoices(filter.plan);
  const { startedFrom, startedTo } = filter;
  const change = (part: SubscriptionFilter) => onChange(narrowed(filter, part));
  return (
    <FilterBar>
      <SearchField
        label="Search"
        placeholder="Id or customer"
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
      <AnySelect<Standing>
        label="Standing"
        every="Every standing"
        choices={standingChoices}
        chosen={filter.standing}
        onChoose={(standing) => change({ standing })}
      />
      <DayFields
        what="Begins"
        from={startedFrom}
        to={startedTo}
        onChange={({ from = startedFrom, to = startedTo }) =>
          change({ startedFrom: from, startedTo: to })
        }
      />
    </FilterBar>
  );
}
