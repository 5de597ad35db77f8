import { SegmentedControl, Select } from "@mantine/core";
import { useId } from "react";
import type { SubscriptionSummary } from "../../api/customers.ts";
import type { Meter, UsageCut } from "../../api/usage.ts";
import type { WindowLength } from "../../format/window-labels.ts";
import { AnySelect } from "../../parts/any-select.tsx";
import { CustomerFilter } from "../../parts/customer-filter.tsx";
import { DayFields } from "../../parts/day-fields.tsx";
import { type DayRange, daysOf } from "../../parts/day-range.ts";
import { FilterBar } from "../../parts/filter-bar.tsx";
import styles from "./usage-filters.module.css";

const windows: readonly { readonly value: WindowLength; readonly label: string }[] = [
  { value: "hour", label: "Hour" },
  { value: "day", label: "Day" },
  { value: "month", label: "Month" },
  { value: "period", label: "Period" },
];

/** What of the page's address the filters change. */
export interface UsageChoice {
  readonly meter?: string | undefined;
  readonly window?: WindowLength | undefined;
  readonly subscription?: string | undefined;
  readonly by?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly customer?: string | undefined;
}

interface Properties {
  readonly meters: readonly Meter[];
  readonly meter: Meter;
  readonly cut: UsageCut;
  readonly days: DayRange;
  readonly customer: string | undefined;
  /** IANA zone of the days. */
  readonly zone: string;
  /** Of the customer; their billing periods may be the bars. */
  readonly subscriptions: readonly SubscriptionSummary[];
  readonly onChange: (choice: UsageChoice) => void;
}

/** Which meter, whose, over which days, in bars of which length, and told apart by what. */
export function UsageFilters(properties: Properties) {
  const { meters, meter, cut, days, customer, zone, subscriptions, onChange } = properties;
  const label = useId();
  return (
    <FilterBar>
      <Select
        label="Meter"
        data={meters.map(({ id, name }) => ({ value: id, label: name }))}
        value={meter.id}
        allowDeselect={false}
        onChange={(next) => onChange({ meter: next ?? meter.id })}
      />
      <CustomerFilter
        chosen={customer}
        onChoose={(next) => onChange({ customer: next, subscription: undefined })}
      />
      <DayFields {...daysOf(days, zone)} onChange={onChange} />
      <div data-wide>
        <span id={label} className={styles.label}>
          Each bar
        </span>
        <SegmentedControl
          aria-labelledby={label}
          fullWidth
          data={[...windows]}
          value={cut.window}
          onChange={(next) => onChange({ window: next })}
        />
      </div>
      {cut.window === "period" && customer !== undefined && (
        <Select
          label="Billing periods of"
          placeholder="A subscription"
          data={subscriptions.map(({ id, planName }) => ({
            value: id,
            label: `${planName}, ${id}`,
          }))}
          value={cut.subscription ?? null}
          allowDeselect={false}
          onChange={(next) => onChange({ subscription: next ?? undefined })}
        />
      )}
      {meter.dimensions.length > 0 && (
        <AnySelect
          label="Told apart by"
          every="Nothing"
          choices={meter.dimensions.map((value) => ({ value, label: value }))}
          chosen={cut.groupBy}
          onChoose={(by) => onChange({ by })}
        />
      )}
    </FilterBar>
  );
}
