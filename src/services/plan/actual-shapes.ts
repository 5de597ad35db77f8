import { boolean, list, literal, type Shape, text } from "../../model/shape.ts";
import { currency } from "../../model/shape-money.ts";
import { type Fields, object, optional } from "../../model/shape-object.ts";
import type { DecimalText } from "../../money/decimal.ts";
import type { MeasuredTarget } from "../../plan/actual/targets-on-actuals.ts";
import type { UnknownCost } from "../../plan/actual/unknown-costs.ts";
import type { UnknownSegment } from "../../plan/actual/unknown-segments.ts";
import type { ForecastRowText } from "../../plan/forecast/forecast-report.ts";
import type { Interval } from "../../plan/measured/interval.ts";
import type { ListedMetric } from "../../plan/variance/plan-metrics.ts";
import { count, decimalText, instantText, monthText, nullable } from "../report-shapes.ts";
import type {
  ActualHead,
  NamedDriver,
  PlanLockDetail,
  PlanLockRequest,
  PlanLockSummary,
  VarianceReport,
  VarianceRow,
} from "./actual-answers.ts";
import { anyText, float, rowHead, verdict } from "./plan-shapes.ts";

/** What a lock is asked for by. */
export const planLockRequestShape: Shape<PlanLockRequest> = object<PlanLockRequest>({
  id: text,
  name: optional(text),
  model: optional(text),
  scenario: optional(text),
});

const summary: Fields<PlanLockSummary> = {
  id: text,
  name: text,
  model: text,
  scenario: nullable(text),
  hash: text,
  from: monthText,
  to: monthText,
  lockedAt: instantText,
};

/** A locked plan. */
export const planLockShape: Shape<PlanLockSummary> = object<PlanLockSummary>(summary);

/** All of them. */
export const planLocksShape: Shape<{ readonly items: readonly PlanLockSummary[] }> = object<{
  readonly items: readonly PlanLockSummary[];
}>({ items: list(planLockShape) });

/** A locked plan with its figures. */
export const planLockDetailShape: Shape<PlanLockDetail> = object<PlanLockDetail>({
  ...summary,
  currency,
  months: list(monthText),
  rows: list(object<ForecastRowText>({ ...rowHead, values: list(nullable(decimalText)) })),
});

const unit = literal("money", "customers", "ratio", "months", "days", "index");

/** What of a locked plan can be held against the books. */
export const planMetricsShape: Shape<{ readonly items: readonly ListedMetric[] }> = object<{
  readonly items: readonly ListedMetric[];
}>({
  items: list(object<ListedMetric>({ id: text, label: text, section: nullable(text), unit })),
});

// A figure is decimal text by how it is made.
const amount = decimalText as Shape<DecimalText>;

const head: Fields<ActualHead> = {
  lock: text,
  model: text,
  currency,
  from: monthText,
  to: monthText,
  unknownSegments: list(
    object<UnknownSegment>({ segment: anyText, customers: count, meant: optional(text) }),
  ),
  unknownCosts: list(object<UnknownCost>({ cost: text, amount, currency, meant: optional(text) })),
};

const parts = object<VarianceRow["parts"]>({
  timing: amount,
  volume: amount,
  churn: amount,
  mix: amount,
  usage: amount,
  price: amount,
  discount: amount,
  fx: amount,
  rate: amount,
  spending: amount,
  other: amount,
});

/** A variance from the whole business down. */
export const varianceReportShape: Shape<VarianceReport> = object<VarianceReport>({
  ...head,
  metric: text,
  label: text,
  unit,
  over: literal("sum", "first", "last", "period"),
  assumed: list(text),
  rows: list(
    object<VarianceRow>({
      kind: literal("business", "stream", "segment", "purchase", "charge", "figure"),
      path: list(anyText),
      name: text,
      plan: amount,
      actual: amount,
      variance: amount,
      parts,
      unplanned: boolean,
    }),
  ),
});

type MeasuredDrivers = ActualHead & { readonly items: readonly NamedDriver[] };

/** Drivers beside what was measured of them. */
export const measuredDriversShape: Shape<MeasuredDrivers> = object<MeasuredDrivers>({
  ...head,
  items: list(
    object<NamedDriver>({
      id: text,
      label: list(text),
      unit: literal(
        "customers per month",
        "share per month",
        "share",
        "units per month",
        "times the list price",
        "months",
        "money per unit",
        "money per customer",
        "money per customer per month",
        "money per month",
      ),
      assumed: nullable(float),
      measured: nullable(float),
      count: float,
      observations: float,
      interval: nullable(object<Interval>({ low: float, high: float })),
      within: nullable(boolean),
    }),
  ),
});

type MeasuredTargets = ActualHead & { readonly items: readonly MeasuredTarget[] };

/** Targets on what happened and on the latest estimate. */
export const measuredTargetsShape: Shape<MeasuredTargets> = object<MeasuredTargets>({
  ...head,
  items: list(
    object<MeasuredTarget>({
      target: text,
      name: text,
      verdict,
      month: optional(monthText),
      figure: optional(text),
      bound: optional(text),
      missedMonths: count,
      basis: optional(literal("actual", "estimate")),
    }),
  ),
});
