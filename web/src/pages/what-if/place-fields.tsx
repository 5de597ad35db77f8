import { Select } from "@mantine/core";
import type { LookedFigure } from "../../api/plan.ts";
import { formatMonth } from "../../format/format-date.ts";
import { lookedName } from "./looked-figure.ts";

interface FigureProperties {
  readonly figures: readonly LookedFigure[];
  readonly value: string | null;
  readonly onChange: (formula: string) => void;
}

/** One of the figures of a forecast, by section. */
export function FigureField({ figures, value, onChange }: FigureProperties) {
  const sections = new Map<string, { value: string; label: string }[]>();
  for (const figure of figures) {
    const known = sections.get(figure.section) ?? [];
    sections.set(figure.section, [...known, { value: figure.formula, label: lookedName(figure) }]);
  }
  return (
    <Select
      label="Figure"
      searchable
      data={[...sections].map(([group, items]) => ({ group, items }))}
      value={value}
      allowDeselect={false}
      onChange={(next) => next !== null && onChange(next)}
    />
  );
}

interface MonthProperties {
  readonly months: readonly string[];
  readonly value: string;
  readonly onChange: (month: string) => void;
}

/** A month of the plan. */
export function MonthField({ months, value, onChange }: MonthProperties) {
  return (
    <Select
      label="In"
      searchable
      data={months.map((month) => ({ value: month, label: formatMonth(month) }))}
      value={value}
      allowDeselect={false}
      onChange={(next) => next !== null && onChange(next)}
    />
  );
}
