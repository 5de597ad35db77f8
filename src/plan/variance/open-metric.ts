import { type Fault, ok, type Result, refuse } from "../../fault/fault.ts";
import { monthText } from "../../ledger/recognition/accounting-month.ts";
import { unitDigits } from "../../metrics/metric.ts";
import type { Model } from "../../model/model.ts";
import { type CurrencyCode, minorUnits } from "../../money/currency.ts";
import type { PlanForecast } from "../forecast/forecast-plan.ts";
import { type ForecastRow, overMonths } from "../forecast/forecast-rows.ts";
import { metricOfRow } from "../forecast/metric-rows.ts";
import { type MetricTerm, metricTerms } from "./metric-terms.ts";
import { metricRowsOf, type PlanMetric } from "./plan-metrics.ts";
import {
  addVariances,
  roundVariances,
  type SplitVariance,
  type VarianceSteps,
} from "./split-variance.ts";
import { customerDigits, type VarianceNode, type VarianceSpan } from "./variance-tree.ts";

/** A plan's forecast after a step, and its rows by id. */
export interface PlanState {
  readonly forecast: PlanForecast;
  readonly rows: ReadonlyMap<string, ForecastRow>;
}

/** A plan's forecast after each step from the plan to what happened; the plan first. */
export type SteppedForecast = readonly [PlanState, ...PlanState[]];

/** A forecast as such a state. */
export const planState = (model: Model, forecast: PlanForecast): PlanState => ({
  forecast,
  rows: metricRowsOf(model, forecast),
});

/** What a metric comes to from the first month of a span to its last; not a number where it has no figure. */
function valueOver(id: string, { rows, forecast: { run } }: PlanState, span: VarianceSpan): number {
  const row = rows.get(id);
  if (row === undefined) return Number.NaN;
  const months = { from: span.from, to: span.to + 1 };
  const ofPeriod = span.from === span.to ? undefined : metricOfRow(id, run);
  return ofPeriod?.(months) ?? overMonths(row, months);
}

/** Digits after the point of figures in a unit. */
export const unitScale = (unit: ForecastRow["unit"], currency: CurrencyCode): number =>
  unit === "money"
    ? minorUnits(currency)
    : unit === "customers"
      ? customerDigits
      : unitDigits[unit];

/**
 * Opens the variance of a metric by its own formula: it is computed anew after each step from the plan to what happened, and a part is what a step
 * changes. So the parts of a ratio add up to its difference, as those of a sum do. What is a sum opens into its terms, part by part; of a step
 * after which a ratio divides by nothing, the next has the difference. Refuses `metric-without-figure`, also where what it divides by is nothing but for the last digits
 * of doubles.
 */
export function openMetric(
  metric: PlanMetric,
  states: SteppedForecast,
  span: VarianceSpan,
  model: Model,
): Result<VarianceNode> {
  const scale = 10 ** unitScale(metric.unit, model.currency);
  const values = states.map((state) => valueOver(metric.id, state, span));
  const { first } = states[0].forecast.customers;
  const missing = [
    ["plan", values[0]],
    ["actual", values.at(-1)],
  ].find(([, value]) => !isFigure(Number(value), scale));
  if (missing !== undefined)
    return refuse(withoutFigure(metric, String(missing[0]), monthText(first + span.to)));
  const whole = stepped(values, scale);
  const leaves: { readonly at: readonly MetricTerm[]; readonly steps: VarianceSteps }[] = [];
  const terms = metricTerms(
    metric.id,
    // A metric that is computed anew has no terms, but for quotients of sums.
    metric.over === "period" ? "sum" : metric.over,
    model,
    states[0].forecast,
  );
  const read = (term: MetricTerm, above: readonly MetricTerm[]): void => {
    const at = [...above, term];
    if (term.terms.length > 0) for (const one of term.terms) read(one, at);
    else
      leaves.push({
        at,
        steps: stepped(
          states.map((state) => termValue(term, state, span)),
          scale,
        ),
      });
  };
  for (const term of terms) read(term, []);
  // What a sum has beside its terms, as value of segments that the plan does not have.
  const rest = whole.map(
    (value, step) => value - leaves.reduce((sum, leaf) => sum + (leaf.steps[step] ?? 0), 0),
  );
  const hasRest = leaves.length === 0 || rest.some((value) => Math.abs(value) > 1e-4);
  const all = hasRest ? [...leaves, { at: [], steps: asSteps(rest) }] : leaves;
  const splits = roundVariances(all.map(({ steps }) => steps));
  const split = (under: readonly MetricTerm[]): SplitVariance =>
    addVariances(
      splits.filter((_, index) => under.every((term, depth) => all[index]?.at[depth] === term)),
    );
  const node = (term: MetricTerm, above: readonly MetricTerm[]): VarianceNode => ({
    kind: "figure",
    id: term.id,
    name: term.name,
    unplanned: false,
    children: term.terms.map((one) => node(one, [...above, term])).filter(isSeen),
    ...split([...above, term]),
  });
  const others: VarianceNode[] =
    hasRest && leaves.length > 0
      ? [
          {
            kind: "figure",
            id: "other",
            name: "Other",
            unplanned: true,
            children: [],
            ...(splits.at(-1) ?? split([])),
          },
        ]
      : [];
  return ok({
    kind: "business",
    id: "",
    unplanned: false,
    children: [...terms.map((term) => node(term, [])).filter(isSeen), ...others],
    ...split([]),
  });
}

const isSeen = ({ plan, actual, parts }: VarianceNode): boolean =>
  plan !== 0 || actual !== 0 || Object.values(parts).some((part) => part !== 0);

/** In steps of the smallest digit; where there is no figure after a step, or what it divides by is all but nothing, what stood before. */
function stepped(values: readonly number[], scale: number): VarianceSteps {
  let before = (values[0] ?? 0) * scale;
  return asSteps(
    values.map((value, step) => {
      const isEnd = step === 0 || step === values.length - 1;
      const after = value * scale;
      if (Number.isFinite(after) && (isEnd || Math.abs(after) < soundMax)) before = after;
      return before;
    }),
  );
}

/** Whether a value is one: a ratio whose divisor is nothing but for the last digits of doubles has more digits than there are. */
const isFigure = (value: number, scale: number): boolean =>
  Math.abs(value * scale) <= Number.MAX_SAFE_INTEGER;

/** Up to here sums and differences of a few hundred whole numbers are exact. */
const soundMax = 2 ** 44;

const asSteps = ([plan = 0, ...after]: readonly number[]): VarianceSteps => [plan, ...after];

function termValue(
  { figure, sign, over, fromFirst }: MetricTerm,
  { forecast: { run } }: PlanState,
  { from, to }: VarianceSpan,
): number {
  const begin = fromFirst ? 0 : from;
  if (over === "first") return sign * run.read(figure, begin);
  if (over === "last") return sign * run.read(figure, to);
  let sum = 0;
  for (let month = begin; month <= to; month += 1) sum += run.read(figure, month);
  return sign * sum;
}

const withoutFigure = ({ id, label }: PlanMetric, side: string, month: string): Fault => ({
  code: "metric-without-figure",
  path: "/metric",
  message: `${label} has no figure in ${month}: the ${side} divides by nothing there`,
  value: id,
  suggestion:
    "ask for a later month: what looks back over a year has none before its customers are a year old",
});
