import type { TargetResult, TargetVerdict } from "../../api/plan.ts";
import { formatMonth } from "../../format/format-date.ts";
import { formatCount, withMinus } from "../../format/format-quantity.ts";
import { type Column, RecordTable } from "../../parts/record-table.tsx";
import { VerdictMark } from "../../parts/verdict-mark.tsx";

/** What each verdict is called, and how it is marked. */
export const verdicts: Readonly<
  Record<TargetVerdict, { readonly word: string; readonly tone: "good" | "bad" | "open" }>
> = {
  missed: { word: "Missed", tone: "bad" },
  reached: { word: "Reached", tone: "good" },
  undefined: { word: "No figure", tone: "open" },
  beyond: { word: "Beyond the plan", tone: "open" },
};

const columns: readonly Column<TargetResult>[] = [
  { key: "name", header: "Target", narrow: "title", cell: ({ name }) => name },
  {
    key: "verdict",
    header: "Plan",
    narrow: "figure",
    cell: ({ verdict }) => (
      <VerdictMark tone={verdicts[verdict].tone}>{verdicts[verdict].word}</VerdictMark>
    ),
  },
  {
    key: "bound",
    header: "Asked for",
    narrow: "named",
    cell: ({ bound }) => withMinus(bound ?? ""),
  },
  {
    key: "figure",
    header: "Planned",
    figure: true,
    narrow: "named",
    cell: ({ figure }) => withMinus(figure ?? ""),
  },
  {
    key: "month",
    header: "When",
    narrow: "named",
    cell: ({ month }) => (month === undefined ? null : formatMonth(month, "short")),
  },
  {
    key: "missed",
    header: "Missed in",
    figure: true,
    narrow: "named",
    cell: ({ missedMonths }) => (missedMonths === 0 ? null : formatCount(missedMonths, "month")),
  },
];

/** How likely each is, where the plan is drawn by chance. */
const chanceColumn = (chances: ReadonlyMap<string, number>): Column<TargetResult> => ({
  key: "chance",
  header: "Reached in trials",
  figure: true,
  narrow: "named",
  cell: ({ target }) => {
    const chance = chances.get(target);
    return chance === undefined ? null : `${(chance * 100).toFixed(0)}%`;
  },
});

interface Properties {
  readonly targets: readonly TargetResult[];
  readonly chances: ReadonlyMap<string, number> | undefined;
}

/** Every target, those that are missed first. */
export function TargetTable({ targets, chances }: Properties) {
  const order = Object.keys(verdicts);
  return (
    <RecordTable
      csv={false}
      caption="Targets of the plan"
      columns={chances === undefined ? columns : [...columns, chanceColumn(chances)]}
      rows={targets.toSorted(
        (one, other) => order.indexOf(one.verdict) - order.indexOf(other.verdict),
      )}
      rowKey={({ target }) => target}
    />
  );
}
