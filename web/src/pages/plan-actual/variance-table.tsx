import { useState } from "react";
import {
  type VariancePart,
  type VarianceReport,
  type VarianceRow,
  varianceParts,
} from "../../api/plan-actuals.ts";
import { isZero } from "../../format/decimal-text.ts";
import { planFigure } from "../../format/plan-figure.ts";
import styles from "./plan-actual.module.css";

/** What each part of a variance is called. */
export const partNames: Readonly<Record<VariancePart, string>> = {
  volume: "Volume",
  churn: "Churn",
  mix: "Mix",
  usage: "Usage",
  price: "Price",
  discount: "Discount",
  timing: "Timing",
  fx: "FX",
  rate: "Cost rates",
  spending: "Spending",
  other: "Other",
};

const keyOf = ({ path }: VarianceRow): string => JSON.stringify(path);
const isBelow = (row: VarianceRow, parent: VarianceRow): boolean =>
  row.path.length === parent.path.length + 1 && parent.path.every((id, at) => row.path[at] === id);

/** A variance as a tree: each row opens into those that add up to it, part by part. Parts in which nothing differs are left out. */
export function VarianceTable({ report }: { report: VarianceReport }) {
  const { rows } = report;
  const root = rows.find(({ path }) => path.length === 0);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set(["[]"]));
  const toggle = (row: VarianceRow): void =>
    setOpen((before) => {
      const after = new Set(before);
      if (!after.delete(keyOf(row))) after.add(keyOf(row));
      return after;
    });
  const shown = root === undefined ? [] : visible(root, rows, open);
  const parts = varianceParts.filter((part) => rows.some((row) => !isZero(row.parts[part])));
  const text = figureText(report);
  return (
    <section
      className={styles.scroll}
      aria-label="Variance by part"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key.
      tabIndex={0}
    >
      <table className={styles.tree}>
        <caption className="visually-hidden">What lies between plan and actual</caption>
        <thead>
          <tr>
            <th scope="col">{unitName(report)}</th>
            <th scope="col">Plan</th>
            <th scope="col">Actual</th>
            <th scope="col">Variance</th>
            {parts.map((part) => (
              <th key={part} scope="col">
                {partNames[part]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={keyOf(row)} data-root={row.path.length === 0}>
              <th scope="row" style={{ paddingLeft: `${1.5 + row.path.length * 1.125}rem` }}>
                <RowName
                  row={row}
                  isOpen={open.has(keyOf(row))}
                  onToggle={rows.some((one) => isBelow(one, row)) ? () => toggle(row) : undefined}
                />
              </th>
              <td>{text(row.plan)}</td>
              <td>{text(row.actual)}</td>
              <td data-against={isAgainst(report, row.variance)}>{text(row.variance)}</td>
              {parts.map((part) => (
                <td key={part}>{isZero(row.parts[part]) ? "–" : text(row.parts[part])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface NameProperties {
  readonly row: VarianceRow;
  readonly isOpen: boolean;
  readonly onToggle: (() => void) | undefined;
}

function RowName({ row, isOpen, onToggle }: NameProperties) {
  const own = row.kind === "charge" ? wordsOf(row.name) : row.name;
  const name = `${own || "Other"}${row.unplanned ? ", not planned" : ""}`;
  if (onToggle === undefined) return <span className={styles.leaf}>{name}</span>;
  return (
    <button type="button" className={styles.opener} aria-expanded={isOpen} onClick={onToggle}>
      {name}
    </button>
  );
}

/** A row, and below it those of what is open, as deep as that goes. */
const visible = (
  row: VarianceRow,
  rows: readonly VarianceRow[],
  open: ReadonlySet<string>,
): readonly VarianceRow[] => [
  row,
  ...(open.has(keyOf(row))
    ? rows.filter((one) => isBelow(one, row)).flatMap((one) => visible(one, rows, open))
    : []),
];

/** How figures of a metric are written. */
export const figureText =
  ({ metric, unit, currency }: Pick<VarianceReport, "metric" | "unit" | "currency">) =>
  (value: string): string =>
    planFigure(value, { id: metric, unit }, currency);

/** What figures of a table are in, where they do not say it themselves. */
const unitName = ({ unit, currency, label }: VarianceReport): string =>
  unit === "money" ? currency : unit === "customers" ? "Customers" : label;

/** Metrics of which less is better. */
const costly = /cost|churn|contraction|burn|cac|payback|spent|expense|sales-and|research|admin|dso/;

/** Whether a difference is one for the worse. */
export const isAgainst = ({ metric }: Pick<VarianceReport, "metric">, variance: string): boolean =>
  !isZero(variance) && variance.startsWith("-") !== costly.test(metric);

/** An id as words. */
export const wordsOf = (id: string): string => id.replaceAll("-", " ");
