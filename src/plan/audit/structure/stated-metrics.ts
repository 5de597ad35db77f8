import { pathTo } from "../../../fault/fault.ts";
import { monthText } from "../../../ledger/recognition/accounting-month.ts";
import { parseMonth } from "../../../metrics/calendar-month.ts";
import type { Target } from "../../../model/capital.ts";
import type { Figure } from "../../../model/figure.ts";
import { valuesOf } from "../../../model/figures/plan-figures.ts";
import { type Comparison, readStated } from "../../../model/figures/stated-value.ts";
import type { Model } from "../../../model/model.ts";
import { entriesOf } from "../../../model/model-rule.ts";
import { type StatedMetric, statedMetrics } from "../../../model/stated-metric.ts";
import { figureText } from "../../figure-text.ts";
import { measured } from "./metric-values.ts";
import type { AuditedPlan } from "./structure-check.ts";
import { type Interval, intervalOf, toldInterval } from "./told-interval.ts";

/** A metric that the document states, of somebody and of some time. */
export interface StatedOf {
  readonly metric: StatedMetric;
  readonly of: string;
  /** The period that it is of, `y2` or `2028-12`; undefined where none is said. */
  readonly period: string | undefined;
  readonly path: string;
  readonly section: string | undefined;
  readonly text: string;
  readonly low: number;
  readonly high: number;
  readonly printed: readonly [low: number, high: number];
  /** Whether it is a bound that may be met by far. */
  readonly comparison: Comparison;
  /** Whether it is written out, and not computed from other figures. */
  readonly told: boolean;
}

/** Every metric that the figures and claims of a model state. */
export const statedMetricsOf = (plan: AuditedPlan): readonly StatedOf[] => [
  ...ofFigures(plan),
  ...ofClaims(plan),
];

type Rest = Omit<StatedOf, "metric" | "text" | "low" | "high" | "printed">;

function statedOf(metric: StatedMetric, interval: Interval | undefined, rest: Rest): StatedOf[] {
  if (interval === undefined) return [];
  const { unit, low, high, printed } = interval;
  const reached = measured(metric, [low, high], unit);
  const said = measured(metric, printed, unit);
  if (reached === undefined || said === undefined) return [];
  return [
    {
      metric,
      ...rest,
      low: reached[0],
      high: reached[1],
      printed: said,
      text: interval.text.replaceAll("_", ","),
    },
  ];
}

function ofFigures({ model, nouns, figureOf }: AuditedPlan): readonly StatedOf[] {
  const computed = (name: string): Interval | undefined => {
    const value = figureOf(name);
    return (
      value && {
        ...value,
        printed: [value.low, value.high],
        text: figureText(value.low, value.unit, ""),
      }
    );
  };
  return entriesOf<Figure>(model.figures).flatMap(([id, figure]) => {
    const { metric, of, section } = figure;
    if (metric === undefined) return [];
    return valuesOf(figure).flatMap(([column, value]) =>
      statedOf(
        metric,
        toldInterval(value, nouns) ?? computed(column === undefined ? id : `${id}.${column}`),
        {
          ...subjectOf(of, column, model),
          path: pathTo("/figures", id, "is", ...(column === undefined ? [] : [column])),
          section,
          comparison: "is",
          told: toldInterval(value, nouns) !== undefined,
        },
      ),
    );
  });
}

const ofClaims = ({ statements, model }: AuditedPlan): readonly StatedOf[] =>
  statements.flatMap(({ claim, column, stated, path }) =>
    claim.metric === undefined
      ? []
      : statedOf(claim.metric, intervalOf(stated), {
          ...subjectOf(claim.of, column, model),
          path,
          section: claim.section,
          comparison: stated[0].comparison,
          told: true,
        }),
  );

/** Whose it is and when: a column is a period where it is called so, and else somebody. */
function subjectOf(
  of: string | undefined,
  column: string | undefined,
  model: Pick<Model, "horizon">,
): Pick<StatedOf, "of" | "period"> {
  const isPeriod = /^(?:(?:y|year-|q|quarter-|m|month-)\d+|(?:19|20)\d\d(?:-\d\d)?)$/.test(
    column ?? "",
  );
  return {
    of: of ?? (isPeriod ? "" : (column ?? "")),
    period: column !== undefined && isPeriod ? endOf(column, model) : undefined,
  };
}

/** The month at whose end a year of the plan is over: `2028-12` of `y3`; other periods as they are called. */
function endOf(period: string, { horizon }: Pick<Model, "horizon">): string {
  if (/^\d{4}$/.test(period)) return `${period}-12`;
  const year = Number(/^(?:y|year-)(\d+)$/.exec(period)?.[1]);
  const first = parseMonth(horizon?.from ?? "");
  return year > 0 && first.ok ? monthText(first.value + year * 12 - 1) : period;
}

/** What targets ask of such a metric, as bounds. */
export const targetedMetricsOf = ({ model, nouns }: AuditedPlan): readonly StatedOf[] =>
  entriesOf<Target>(model.targets).flatMap(([id, { figure, atLeast, atMost, by }]) => {
    const [, name = "", of = ""] =
      /^metrics\.([a-z-]+)(?:\.([a-z0-9-]+))?$/.exec(figure.trim()) ?? [];
    const metric = statedMetrics.find((one) => one === name);
    if (metric === undefined) return [];
    return (
      [
        ["at-least", "atLeast", ">= ", atLeast],
        ["at-most", "atMost", "<= ", atMost],
      ] as const
    ).flatMap(([comparison, field, sign, text]) => {
      const read = text === undefined ? undefined : readStated(text, { path: "", nouns });
      if (read?.ok !== true) return [];
      const told = intervalOf([read.value]);
      return statedOf(
        metric,
        { ...told, text: `${sign}${told.text}` },
        {
          ...{ of, period: by, path: pathTo("/targets", id, field) },
          ...{ section: undefined, comparison, told: true },
        },
      );
    });
  });
