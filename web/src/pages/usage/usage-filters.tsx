import { CloseButton, SegmentedControl, Select } from "@mantine/core";
import { useId } from "react";
import type { Meter, UsageWindow } from "../../api/usage.ts";
import { DayFields } from "../../parts/day-fields.tsx";
import { type DayRange, daysOf } from "../../parts/day-range.ts";
import { FilterBar } from "../../parts/filter-bar.tsx";
import { useCustomerName } from "./queries.ts";
import styles from "./usage-filters.module.css";

const windows: readonly { readonly value: UsageWindow; readonly label: string }[] = [
  { value: "hour", label: "Hour" },
  { value: "day", label: "Day" },
  { value: "month", label: "Month" },
];

interface Choice {
  readonly meter?: string;
  readonly window?: UsageWindow;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly customer?: string;
}

interface Properties {
  readonly meters: readonly Meter[];
  readonly meter: string;
  readonly window: UsageWindow;
  readonly days: DayRange;
  readonly customer: string | undefined;
  readonly onChange: (choice: Choice) => void;
}

/** Which meter, over which days, in bars of which length. */
export function UsageFilters({ meters, meter, window, days, customer, onChange }: Properties) {
  const label = useId();
  const shown = daysOf(days);
  return (
    <FilterBar>
      <Select
        label="Meter"
        data={meters.map(({ id, name }) => ({ value: id, label: name }))}
        value={meter}
        allowDeselect={false}
        onChange={(next) => onChange({ meter: next ?? meter })}
      />
      <DayFields {...shown} onChange={onChange} />
      <div>
        <span id={label} className={styles.label}>
          Each bar
        </span>
        <SegmentedControl
          aria-labelledby={label}
          fullWidth
          data={[...windows]}
          value={window}
          onChange={(next) => onChange({ window: next })}
        />
      </div>
      {customer !== undefined && (
        <ChosenCustomer id={customer} onClear={() => onChange({ customer: "" })} />
      )}
    </FilterBar>
  );
}

function ChosenCustomer({ id, onClear }: { id: string; onClear: () => void }) {
  const name = useCustomerName(id);
  return (
    <p className={styles.customer}>
      <span>
        Only <strong>{name}</strong>
      </span>
      <CloseButton size="sm" aria-label="Show every customer" onClick={onClear} />
    </p>
  );
}
