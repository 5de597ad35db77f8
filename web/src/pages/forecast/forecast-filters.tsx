import { SegmentedControl, Select } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import type { PeriodLength, PlanScenarios } from "../../api/plan.ts";
import { FilterBar } from "../../parts/filter-bar.tsx";
import { ScenarioSelect } from "../../parts/scenario-select.tsx";
import styles from "./forecast.module.css";
import { planItself } from "./queries.ts";

const route = getRouteApi("/plan/forecast");

const cuts: readonly { readonly value: PeriodLength; readonly label: string }[] = [
  { value: "month", label: "Months" },
  { value: "quarter", label: "Quarters" },
  { value: "year", label: "Years" },
];

/** Which forecast, beside which other one, and in which columns. */
export function ForecastFilters({ plan }: { plan: PlanScenarios }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (part: Partial<typeof search>) =>
    void navigate({ search: { ...search, ...part }, replace: true });
  const others = [{ id: planItself, name: "The plan itself" }, ...plan.items].filter(
    ({ id }) => id !== (search.scenario ?? planItself),
  );
  return (
    <FilterBar>
      {plan.items.length > 0 && (
        <ScenarioSelect
          plan={plan}
          value={search.scenario}
          onChange={(scenario) =>
            change({
              scenario,
              beside: search.beside === (scenario ?? planItself) ? undefined : search.beside,
            })
          }
        />
      )}
      {plan.items.length > 0 && (
        <Select
          label="Beside"
          wrapperProps={{ "data-wide": true }}
          data={[
            { value: "", label: "Nothing" },
            ...others.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={search.beside ?? ""}
          allowDeselect={false}
          onChange={(beside) => change({ beside: beside || undefined })}
        />
      )}
      <SegmentedControl
        className={styles.cuts ?? ""}
        classNames={{ control: styles.cut ?? "" }}
        aria-label="Columns"
        data={[...cuts]}
        value={search.by ?? "year"}
        onChange={(by) => change({ by: by === "year" ? undefined : by })}
      />
    </FilterBar>
  );
}
