import { Select } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import type { MetricCatalogue, Metrics } from "../../api/metrics.ts";
import { formatMonth } from "../../format/format-date.ts";
import { FilterBar } from "../../parts/filter-bar.tsx";
import { isRunning } from "./figures.ts";

const route = getRouteApi("/business-metrics");

const uses = [
  { value: "", label: "As saved" },
  { value: "in", label: "Counts as recurring" },
  { value: "out", label: "Does not count" },
];

interface Properties {
  readonly report: Metrics;
  readonly catalogue: MetricCatalogue;
  readonly month: string;
}

/** Which month, and how it is counted: the saved settings, or another tool's for comparison. */
export function MetricFilters({ report, catalogue, month }: Properties) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (part: Partial<typeof search>) =>
    void navigate({ search: { ...search, ...part }, replace: true });
  const presets = catalogue.presets.map(({ id, name }) => ({ value: id, label: `As ${name}` }));
  const last = report.months.at(-1);
  return (
    <FilterBar>
      <Select
        label="Month"
        data={report.months.toReversed().map((one) => ({
          value: one,
          label: `${formatMonth(one)}${isRunning(report, one) ? ", so far" : ""}`,
        }))}
        value={month}
        allowDeselect={false}
        onChange={(next) => change({ month: next === last ? undefined : (next ?? undefined) })}
      />
      <Select
        label="Counted"
        data={[{ value: "", label: "By our settings" }, ...presets]}
        value={search.preset ?? ""}
        allowDeselect={false}
        onChange={(next) => change({ preset: next || undefined })}
      />
      <Select
        label="Metered use"
        data={uses}
        value={search.usage ?? ""}
        allowDeselect={false}
        onChange={(next) => change({ usage: next === "in" || next === "out" ? next : undefined })}
      />
    </FilterBar>
  );
}
