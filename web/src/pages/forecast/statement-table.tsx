import { useEffect, useRef } from "react";
import type { ForecastRow, PlanForecast } from "../../api/plan.ts";
import { isZero } from "../../format/decimal-text.ts";
import { planFigure } from "../../format/plan-figure.ts";
import { formatPlanPeriod } from "../../format/plan-period.ts";
import styles from "./statement-table.module.css";

interface Properties {
  readonly forecast: PlanForecast;
  /** The row that another page led to. */
  readonly row: string | undefined;
}

/** Every figure of a forecast, section by section, a column a period; parts in which nothing happens are left out. */
export function StatementTable({ forecast, row }: Properties) {
  const { periods, currency } = forecast;
  const chosen = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (row !== undefined) chosen.current?.scrollIntoView({ block: "center" });
  }, [row]);
  const sections = statementSections(forecast.rows);
  const first = forecast.rows.find(({ id }) => id === row);
  return (
    <section
      className={styles.scroll}
      aria-label="Figures by period"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key.
      tabIndex={0}
    >
      <table className={styles.table}>
        <caption className="visually-hidden">Every figure of the forecast, in {currency}</caption>
        <thead>
          <tr>
            <th scope="col">{currency}</th>
            {periods.map(({ label }) => (
              <th key={label} scope="col">
                {formatPlanPeriod(label)}
              </th>
            ))}
          </tr>
        </thead>
        {sections.map(([section, rows]) => (
          <tbody key={section}>
            <tr className={styles.section}>
              <th scope="rowgroup" colSpan={periods.length + 1}>
                <span>{section}</span>
              </th>
            </tr>
            {rows.map((one) => (
              <tr
                key={one.id}
                ref={one === first ? chosen : null}
                data-chosen={one === first}
                data-total={isTotal(one)}
              >
                <th scope="row">{one.label}</th>
                {one.values.map((value, at) => (
                  <td key={periods[at]?.label}>{planFigure(value, one, currency)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </section>
  );
}

const totals = new Set([
  "revenue",
  "billings",
  "deferred",
  "unbilled",
  "gross-profit",
  "ebitda",
  "cash",
]);

const isTotal = ({ id, section }: ForecastRow): boolean =>
  totals.has(id) || (section !== "Metrics" && id.endsWith(".closing"));

/** What people look for first stands first. */
const early = ["Profit and loss", "Cash", "Monthly recurring revenue", "Customers"];

/** Rows by section, without those in which nothing ever happens. */
function statementSections(
  rows: readonly ForecastRow[],
): readonly (readonly [string, readonly ForecastRow[]])[] {
  const sections = new Map<string, ForecastRow[]>(early.map((name) => [name, []]));
  for (const row of rows) {
    const happens = row.values.some((value) => value !== null && !isZero(value));
    if (!happens && row.id.includes(".")) continue;
    const known = sections.get(row.section) ?? [];
    known.push(row);
    sections.set(row.section, known);
  }
  return [...sections].filter(([, own]) => own.length > 0);
}
