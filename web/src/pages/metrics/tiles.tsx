import type { Figure, MetricCatalogue, Metrics } from "../../api/metrics.ts";
import { type DecimalText, isZero, negated, sumDecimals } from "../../format/decimal-text.ts";
import { formatMonth } from "../../format/format-date.ts";
import { formatMoney } from "../../format/format-money.ts";
import { formatQuantity } from "../../format/format-quantity.ts";
import { Money } from "../../parts/money.tsx";
import { FigureLink } from "./figure-link.tsx";
import { figureText, missingText } from "./figure-text.ts";
import { figureOf } from "./figures.ts";
import { Sparkline } from "./sparkline.tsx";
import styles from "./tiles.module.css";

interface Properties {
  readonly report: Metrics;
  readonly catalogue: MetricCatalogue;
  readonly month: string;
}

/** The metrics of the first row and the second, in their order. */
const shown = ["mrr", "arr", "customers", "arpa", "nrr", "grr", "logo-churn", "quick-ratio"];

/** The headline figures of a month, each with its course over the months. */
export function Tiles({ report, catalogue, month }: Properties) {
  return (
    <ul className={styles.tiles} aria-label={`Headline figures of ${formatMonth(month)}`}>
      {shown.map((metric) => {
        const figure = figureOf(report, metric, month);
        if (figure === undefined) return null;
        return (
          <li key={metric} className={styles.tile}>
            <FigureLink metric={metric} month={month} className={styles.link}>
              <span className={styles.name}>
                {catalogue.metrics.find(({ id }) => id === metric)?.name ?? metric}
              </span>
              <span className={styles.row}>
                <span className={styles.value}>
                  <Value figure={figure} currency={report.currency} />
                </span>
                <Sparkline values={courseOf(report, metric, month)} />
              </span>
            </FigureLink>
            <p className={styles.note}>{noteOf(report, figure, month)}</p>
          </li>
        );
      })}
    </ul>
  );
}

function Value({ figure, currency }: { figure: Figure; currency: string }) {
  const { metric, value, unit } = figure;
  if (value === null) return <span className={styles.none}>–</span>;
  if (unit === "money") return <Money amount={value} currency={currency} />;
  return figureText(metric, value, unit, currency);
}

const courseOf = (report: Metrics, metric: string, month: string): (DecimalText | null)[] =>
  report.months
    .filter((one) => one <= month)
    .map((one) => figureOf(report, metric, one)?.value ?? null);

/** What puts a figure into place: how it moved, or what it is of. */
function noteOf(report: Metrics, { metric, value, ...figure }: Figure, month: string): string {
  const inMonth = `in ${formatMonth(month, "short")}`;
  switch (metric) {
    case "mrr": {
      const moved = figureOf(report, "net-new-mrr", month)?.value ?? "0";
      return `${signed(moved, (text) => formatMoney(text, report.currency))} ${inMonth}`;
    }
    case "arr":
      return "Twelve times MRR";
    case "customers": {
      const before = report.months[report.months.indexOf(month) - 1];
      const was = before === undefined ? "0" : (figureOf(report, metric, before)?.value ?? "0");
      const moved = sumDecimals([value ?? "0", negated(was)]);
      return `${isZero(moved) ? "Unchanged" : signed(moved, formatQuantity)} ${inMonth}`;
    }
    case "arpa":
      return "Per customer and month";
    case "nrr":
    case "grr":
      return value === null ? shortTerm(report, metric, month) : "Of what it was twelve months ago";
    default:
      if (value === null) return missingText(figure);
      return metric === "logo-churn" ? `Lost ${inMonth}` : "Gained for each unit lost";
  }
}

/** Where there is no year to look back on, the month speaks for itself. */
function shortTerm(report: Metrics, metric: string, month: string): string {
  const monthly = figureOf(report, `${metric}-monthly`, month);
  return monthly === undefined || monthly.value === null
    ? "No customers twelve months ago"
    : `${figureText(metric, monthly.value, "ratio", report.currency)} within the month`;
}

const signed = (text: DecimalText, format: (text: DecimalText) => string): string =>
  text.startsWith("-") || isZero(text) ? format(text) : `+${format(text)}`;
