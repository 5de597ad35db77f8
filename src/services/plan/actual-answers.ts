import type { Result } from "../../fault/fault.ts";
import type { CurrencyCode } from "../../money/currency.ts";
import type { DecimalText } from "../../money/decimal.ts";
import type { MeasuredTarget } from "../../plan/actual/targets-on-actuals.ts";
import type { UnknownCost } from "../../plan/actual/unknown-costs.ts";
import type { UnknownSegment } from "../../plan/actual/unknown-segments.ts";
import type { ForecastRowText } from "../../plan/forecast/forecast-report.ts";
import type { MeasuredDriver } from "../../plan/measured/measure-drivers.ts";
import type { ListedMetric, PlanMetric } from "../../plan/variance/plan-metrics.ts";
import type { VariancePart } from "../../plan/variance/split-variance.ts";
import type { VarianceNode } from "../../plan/variance/variance-tree.ts";
import type { IdempotentRequest, StoredAnswer } from "../services.ts";

/** Which plan to lock. */
export interface PlanLockRequest {
  /** Your own name of it: `budget-2027`. */
  readonly id: string;
  /** What people call it; the id where absent. */
  readonly name?: string;
  /** `id@version` of a published model; the newest where absent. */
  readonly model?: string;
  /** A scenario of it; the plan itself where absent. */
  readonly scenario?: string;
}

/** A locked plan. */
export interface PlanLockSummary {
  readonly id: string;
  readonly name: string;
  readonly model: string;
  readonly scenario: string | null;
  /** SHA-256 of the model's canonical JSON. */
  readonly hash: string;
  readonly from: string;
  readonly to: string;
  /** RFC 3339, UTC. */
  readonly lockedAt: string;
}

/** A locked plan with its figures, month by month. */
export interface PlanLockDetail extends PlanLockSummary {
  readonly currency: CurrencyCode;
  readonly months: readonly string[];
  readonly rows: readonly ForecastRowText[];
}

/** What is held against a locked plan, over which months. */
export interface ActualHead {
  readonly lock: string;
  readonly model: string;
  readonly currency: CurrencyCode;
  readonly from: string;
  /** The last month: closed in the books. */
  readonly to: string;
  /** Segments that customers are told and the plan does not have: they are counted as unplanned. */
  readonly unknownSegments: readonly UnknownSegment[];
  /** Costs that the books tell in months of the plan up to the last, and the plan does not have: they are left out of profit and cash. */
  readonly unknownCosts: readonly UnknownCost[];
}

/** A variance of a part of the business; parts add up to it, and rows below it add up to each of its parts. */
export interface VarianceRow {
  readonly kind: VarianceNode["kind"];
  /** Ids from the top: of the stream, the segment, the purchase, the charge. Empty for the whole business. */
  readonly path: readonly string[];
  readonly name: string;
  readonly plan: DecimalText;
  readonly actual: DecimalText;
  readonly variance: DecimalText;
  readonly parts: Readonly<Record<VariancePart, DecimalText>>;
  readonly unplanned: boolean;
}

/** The variance of a metric, from the whole business down. */
export interface VarianceReport extends ActualHead {
  readonly metric: string;
  readonly label: string;
  readonly unit: PlanMetric["unit"];
  /** Whether months are added up, or what holds in the last one counts. */
  readonly over: PlanMetric["over"];
  /** Costs that it follows from and the books do not tell: they are what the plan's rates make of what happened. */
  readonly assumed: readonly string[];
  readonly rows: readonly VarianceRow[];
}

/** A driver beside what was measured of it, and its name. */
export interface NamedDriver extends MeasuredDriver {
  /** In the words of the model, outermost first: `Teams`, `monthly`, `churn`. */
  readonly label: readonly string[];
}

/** What is asked of a locked plan. */
export interface ActualQuery {
  readonly lock: string;
  /** `2027-01`; the plan's first month where absent. */
  readonly from?: string;
  /** The last closed month where absent. */
  readonly to?: string;
}

/** Locked plans, and what really happened beside them. */
export interface PlanActuals {
  /** Locks a plan; answers with a {@link PlanLockSummary}. Refuses `already-exists`, `unknown-model`, and what the forecast refuses. */
  readonly lock: (
    tenant: string,
    request: PlanLockRequest,
    once?: IdempotentRequest,
  ) => Promise<Result<StoredAnswer>>;
  readonly locks: (tenant: string) => Promise<{ readonly items: readonly PlanLockSummary[] }>;
  /** Undefined where there is none, as below. */
  readonly lockDetail: (tenant: string, id: string) => Promise<PlanLockDetail | undefined>;
  /** What of it can be held against the books: what {@link PlanActuals.variance} takes as its metric. */
  readonly metrics: (
    tenant: string,
    id: string,
  ) => Promise<{ readonly items: readonly ListedMetric[] } | undefined>;
  /** Refuses `unknown-metric`, `metric-without-figure`, `month-not-closed`, `month-outside-plan`, `invalid-month`… */
  readonly variance: (
    tenant: string,
    query: ActualQuery & { readonly metric: string },
  ) => Promise<Result<VarianceReport> | undefined>;
  readonly drivers: (
    tenant: string,
    query: ActualQuery,
  ) => Promise<Result<ActualHead & { readonly items: readonly NamedDriver[] }> | undefined>;
  readonly targets: (
    tenant: string,
    query: ActualQuery,
  ) => Promise<Result<ActualHead & { readonly items: readonly MeasuredTarget[] }> | undefined>;
}
