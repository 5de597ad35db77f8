import type { LookedFigure, PlanDriver } from "../../api/plan.ts";
import type { DecimalText } from "../../format/decimal-text.ts";
import { formatMoney } from "../../format/format-money.ts";
import { formatQuantity } from "../../format/format-quantity.ts";
import { toGeometry } from "../../format/geometry.ts";
import { isMultiple, planFigure } from "../../format/plan-figure.ts";
import { positionText } from "./slider-scale.ts";

/** Sections whose rows say by themselves what they are; those of others are parts of what the section is called. */
const plain = new Set(["Metrics", "Profit and loss", "Cash", "Unit economics"]);

/** What a figure is called where it stands without its section: `Net revenue retention`, `LTV to CAC, Teams`, `Revenue: Usage`. */
export function lookedName({ section, label }: Pick<LookedFigure, "section" | "label">): string {
  if (/^(?:At the end|Total)$/.test(label)) return section;
  const [, of] = section.split(": ");
  if (of !== undefined) return `${label}, ${of}`;
  return plain.has(section) ? label : `${section}: ${label}`;
}

const idOf = ({ formula }: LookedFigure): string => formula.replace(/^[a-z]+\./, "");

/** Whether goals for a figure are written in percent. */
export const isInPercent = (figure: LookedFigure): boolean =>
  figure.kind === "ratio" && !isMultiple(idOf(figure));

/** A computed value of a figure for people, in its unit. */
export function lookedText(figure: LookedFigure, value: DecimalText, currency: string): string {
  const number = toGeometry(value);
  if (figure.kind === "money") return formatMoney(number.toFixed(2), currency);
  if (figure.kind === "customers" || figure.kind === "index")
    return formatQuantity(positionText(Number(number.toPrecision(6))));
  return planFigure(value, { id: idOf(figure), unit: figure.kind }, currency);
}

/** What follows a goal as it is typed: `%`, `USD per month`; empty for a plain number. */
export const goalUnit = (figure: LookedFigure): string =>
  isInPercent(figure) ? "%" : figure.unit === "ratio" ? "" : figure.unit;

/** A goal, as it was typed, as formulas write it. */
export function goalText(figure: LookedFigure, goal: DecimalText): string {
  const unit = goalUnit(figure);
  return unit === "%" ? `${goal}%` : `${goal} ${unit}`.trim();
}

/** A driver for people, outermost first. */
export function driverName({ label, name }: Pick<PlanDriver, "label" | "name">): string {
  const words = label.join(" \u00b7 ") || name;
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}

/** Digits that a driver is set to: more say nothing. */
const digits = 6;

/** A value that was sought as a slider's position: in percent where people write it so, and rounded to the side that reaches the goal. */
export function soughtPosition(
  { percent }: Pick<PlanDriver, "percent">,
  { value, reached }: { readonly value: DecimalText; readonly reached?: "above" | "below" },
): number {
  const exact = toGeometry(value) * (percent ? 100 : 1);
  if (exact === 0) return 0;
  const unit = 10 ** (Math.floor(Math.log10(Math.abs(exact))) - digits + 1);
  const steps = exact / unit;
  const near = Math.round(steps);
  const whole =
    Math.abs(steps - near) < 1e-6 || reached === undefined
      ? near
      : reached === "above"
        ? Math.ceil(steps)
        : Math.floor(steps);
  return Number((whole * unit).toPrecision(digits));
}
