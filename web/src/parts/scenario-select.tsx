import { Select } from "@mantine/core";
import type { PlanScenarios } from "../api/plan.ts";

interface Properties {
  readonly plan: PlanScenarios;
  readonly label?: string;
  /** What stands for no scenario. */
  readonly none?: string;
  readonly value: string | undefined;
  readonly onChange: (scenario: string | undefined) => void;
}

/** The plan itself, or one of its scenarios. */
export function ScenarioSelect(properties: Properties) {
  const { plan, label = "Scenario", none = "The plan itself", value, onChange } = properties;
  return (
    <Select
      label={label}
      data={[
        { value: "", label: none },
        ...plan.items.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      value={value ?? ""}
      allowDeselect={false}
      onChange={(next) => onChange(next || undefined)}
    />
  );
}
