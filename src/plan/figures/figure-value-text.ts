import type { CompiledFormulas } from "../../formula/compile-formulas.ts";
import type { FormulaEntry } from "../../formula/formula-entry.ts";
import { isRatio, type Unit } from "../../formula/unit.ts";
import { isMetricFigure } from "../../model/drivers/metric-entries.ts";
import { figureText } from "../figure-text.ts";
import { multipleMetrics } from "../forecast/metric-rows.ts";

/** Says a value of a figure in its unit: `3% per month`, `1,250 USD`, `yes`, `3.2x`. */
export type FigureValueText = (figure: string, value: number) => string;

/**
 * How values of a plan's figures are said. A share, and a rate by time, is said in percent where the model writes it or what it is computed
 * from so; without either, where it is a part of one whole.
 */
export function figureValueText(
  { places, feeds }: Pick<CompiledFormulas, "places" | "feeds">,
  entries: ReadonlyMap<string, FormulaEntry>,
): FigureValueText {
  const unitOf = (figure: string): Unit | undefined => {
    const type = places.get(figure)?.type;
    return type?.kind === "number" ? type.unit : undefined;
  };
  const known = new Map<string, boolean | undefined>();
  /** Undefined where nothing tells. */
  const inPercent = (figure: string): boolean | undefined => {
    if (!known.has(figure)) {
      // Figures may feed each other through an earlier month.
      known.set(figure, undefined);
      known.set(figure, ask(figure));
    }
    return known.get(figure);
  };
  const ask = (figure: string): boolean | undefined => {
    const unit = unitOf(figure);
    if (unit === undefined || !isShare(unit)) return undefined;
    if (isMetricFigure(figure))
      return !multipleMetrics.has(metricOf(figure)) && metricOf(figure) !== "customer-hhi";
    const source = entries.get(figure)?.source;
    if (source?.kind !== "formula") return undefined;
    if (source.text.includes("%")) return true;
    const told = feeds(figure).map(inPercent);
    if (told.includes(true)) return true;
    return feeds(figure).length === 0 ? false : undefined;
  };
  return (figure, value) => {
    const unit = unitOf(figure);
    if (unit === undefined) return value === 0 ? "no" : "yes";
    if (isMetricFigure(figure) && multipleMetrics.has(metricOf(figure)))
      return figureText(value, unit, "x");
    const percent = isShare(unit) && (inPercent(figure) ?? Math.abs(value) <= 1);
    return figureText(value, unit, percent ? "%" : "");
  };
}

/** `nrr` of `metrics.nrr.teams`. */
const metricOf = (figure: string): string => figure.split(".")[1] ?? "";

/** A part of something, or of it in each month or year. */
function isShare(unit: Unit): boolean {
  const bases = Object.entries(unit);
  return (
    isRatio(unit) ||
    (bases.length === 1 && bases.every(([base, power]) => spans.has(base) && power === -1))
  );
}

const spans: ReadonlySet<string> = new Set(["month", "quarter", "year"]);
