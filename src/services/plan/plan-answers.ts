import type { Result } from "../../fault/fault.ts";
import type { ModelProposal } from "../../model/change-model.ts";
import type { CurrencyCode } from "../../money/currency.ts";
import type { AuditFinding } from "../../plan/audit/audit-claims.ts";
import type { AuditSummary } from "../../plan/audit/audit-summary.ts";
import type { StructureFinding } from "../../plan/audit/structure/structure-check.ts";
import type { UnresolvedReference } from "../../plan/audit/unresolved-references.ts";
import type { FlowKind } from "../../plan/flows/flow.ts";
import type { ForecastPeriodText, ForecastRowText } from "../../plan/forecast/forecast-report.ts";
import type { PeriodLength, PeriodRule } from "../../plan/forecast/forecast-rows.ts";
import type { HeadlineFigure } from "../../plan/forecast/headline.ts";
import type { TargetResult } from "../../plan/targets/evaluate-targets.ts";
import type { DriverGroup } from "../../plan/what-if/adjustable-drivers.ts";
import type { Overrides } from "../../plan/what-if/scenario-model.ts";

/** Of which plan an answer is: that of the newest published model, or a scenario of it. */
export interface PlanHead {
  /** `planned@1.0`. */
  readonly model: string;
  readonly name: string;
  readonly currency: CurrencyCode;
  /** Null for the plan itself. */
  readonly scenario: string | null;
}

/** A forecast in columns of months, quarters or years. */
export interface PlanForecastAnswer extends PlanHead {
  readonly by: PeriodLength;
  readonly customers: "whole" | "expected";
  readonly headline: readonly HeadlineFigure[];
  readonly periods: readonly ForecastPeriodText[];
  readonly rows: readonly ForecastRowText[];
}

/** Where a figure lies in the trials of a plan, by period. */
export interface PlanBand extends Pick<ForecastRowText, "id" | "label"> {
  readonly over: PeriodRule;
  readonly unit: "money" | "customers";
  /** As it is forecast where nothing is drawn. */
  readonly plan: readonly string[];
  readonly mean: readonly string[];
  /** One trial of ten lies below; half of them; nine of ten. */
  readonly p10: readonly string[];
  readonly p50: readonly string[];
  readonly p90: readonly string[];
}

/** A drawn figure, and how what comes of the plan goes with it. */
export interface BandDriver {
  readonly figure: string;
  /** The same in the words of the model, outermost first: `Teams`, `monthly`, `churn`. */
  readonly label: readonly string[];
  readonly low: number;
  readonly likely: number;
  readonly high: number;
  /** With each band's figure over the whole plan, by rank (Spearman): from -1 to 1. */
  readonly correlation: Readonly<Record<string, number>>;
}

/** Where the figures of a plan lie when those that are told with bounds are drawn many times. */
export interface PlanBands extends PlanHead {
  readonly by: PeriodLength;
  readonly trials: number;
  readonly seed: number;
  readonly periods: readonly ForecastPeriodText[];
  readonly bands: readonly PlanBand[];
  /** The part of the trials that reaches each target, 0 to 1; null where the plan ends before its month. */
  readonly targets: readonly {
    readonly target: string;
    readonly name: string;
    readonly reached: number | null;
  }[];
  /** The part of the trials in which cash is below zero in some month; null where the plan has no cash. */
  readonly outOfCash: number | null;
  readonly drivers: readonly BandDriver[];
}

/** A scenario of a plan. */
export interface ScenarioSummary {
  readonly id: string;
  readonly name: string;
  /** The scenario that it changes; null for the plan itself. */
  readonly from: string | null;
  /** What it tells otherwise, as it is written. */
  readonly set: Overrides;
}

/** What a plan covers, and its scenarios. */
export interface PlanScenarios extends Omit<PlanHead, "scenario"> {
  /** Its first and its last month; null where the model plans nothing. */
  readonly from: string | null;
  readonly to: string | null;
  /** How many figures that the forecast depends on are told with bounds or a distribution, so that chance decides them. */
  readonly drawn: number;
  /** How many claims of the source document can be audited, and how many targets there are. */
  readonly claims: number;
  readonly targets: number;
  readonly items: readonly ScenarioSummary[];
}

/** What an audit finds, as `florin audit --json` prints it. */
export interface PlanAudit extends Omit<PlanHead, "scenario"> {
  readonly summary: AuditSummary;
  /** The document that the model was written from. */
  readonly source: string | null;
  readonly findings: readonly AuditFinding[];
  /** What does not hold together, whatever the claims say one by one. */
  readonly structure: readonly StructureFinding[];
  /** Documents that the model leans on and that are known not to be there. */
  readonly unresolved: readonly UnresolvedReference[];
}

/** How a plan does at its targets. */
export interface PlanTargets extends PlanHead {
  readonly items: readonly TargetResult[];
}

/** A place that money flows through. */
export interface FlowPlace {
  readonly id: string;
  readonly kind: FlowKind;
  readonly label: string;
  readonly column: number;
  readonly amount: string;
}

/** Money that flows from one place to another. */
export interface FlowOfMoney {
  readonly from: string;
  readonly to: string;
  readonly amount: string;
}

/** A year of a plan as flows of money. */
export interface PlanFlowsAnswer extends PlanHead {
  /** As forecasts by year name it. */
  readonly year: string;
  /** All years of the plan. */
  readonly years: readonly string[];
  readonly nodes: readonly FlowPlace[];
  readonly links: readonly FlowOfMoney[];
}

/** A figure of a plan that can be slid; figures are decimal text. */
export interface PlanDriver {
  readonly name: string;
  readonly label: readonly string[];
  readonly path: string;
  readonly group: DriverGroup;
  readonly unit: string;
  readonly percent: boolean;
  readonly value: string;
  readonly low: string;
  readonly high: string;
  readonly bounded: boolean;
  readonly whole: boolean;
}

/** A figure of the forecast that can be looked at when drivers move. */
export interface LookedFigure extends Pick<ForecastRowText, "section" | "label"> {
  /** As formulas read it: `metrics.nrr`. */
  readonly formula: string;
  /** What its row of the forecast is in. */
  readonly kind: ForecastRowText["unit"];
  /** As a goal for it is written: `USD per month`; `ratio` for a share. */
  readonly unit: string;
}

/** Every driver of a plan that can be slid, and every figure that can be looked at meanwhile. */
export interface PlanDrivers extends PlanHead {
  readonly items: readonly PlanDriver[];
  readonly figures: readonly LookedFigure[];
}

/** A question: what moves a figure most. */
export interface TornadoQuestion {
  readonly scenario?: string;
  /** A formula: `forecast.cash`. */
  readonly figure: string;
  /** The month that it is read in; the plan's last where absent. */
  readonly month?: string;
  /** How far drivers without bounds are moved either way, in percent of what they are; 10 where absent. */
  readonly swing?: number;
  /** The drivers that are moved; all where absent. */
  readonly drivers?: readonly string[];
}

/** What a driver is set to, and what the figure comes to then; null where no plan is so. */
export interface TornadoEndText {
  readonly value: string;
  readonly figure: string | null;
}

/** Drivers that were moved alone, the one that moves the figure most first; who does not move it is left out. */
export interface PlanTornado extends PlanHead {
  readonly figure: string;
  readonly unit: string;
  readonly month: string;
  readonly base: string | null;
  readonly items: readonly {
    readonly driver: string;
    readonly unit: string;
    readonly low: TornadoEndText;
    readonly high: TornadoEndText;
  }[];
}

/** A question: what one driver would have to be for a figure to reach a goal. */
export interface GoalQuestion {
  readonly scenario?: string;
  readonly driver: string;
  readonly figure: string;
  /** The goal in the unit of the figure, as formulas write it: `115%`. One of the two. */
  readonly atLeast?: string;
  readonly atMost?: string;
  readonly month?: string;
  /** Where to seek; the driver's bounds where absent. */
  readonly from?: string;
  readonly to?: string;
}

/** A value of the driver, and what the figure comes to with it. */
export interface GoalPoint {
  readonly value: string;
  readonly figure: string;
}

/** What came of it. */
export interface GoalAnswer extends PlanHead {
  readonly driver: string;
  readonly driverUnit: string;
  readonly figure: string;
  readonly figureUnit: string;
  readonly month: string;
  readonly goal: string;
  /** The driver in the plan's first month, and what the figure comes to as planned; null where it has no value. */
  readonly now: { readonly value: string; readonly figure: string | null };
  readonly from: string;
  readonly to: string;
  /** `some`: at one value and on one side of it. `several`: there are more. `all` or `none` between the bounds. */
  readonly verdict: "some" | "several" | "all" | "none";
  /** Where the goal is just reached, and on which side of it. */
  readonly turns: readonly (GoalPoint & { readonly reached: "above" | "below" })[];
  /** What comes nearest where none reaches it. */
  readonly nearest: GoalPoint | null;
}

/** A question: what would be if some figures were told otherwise. */
export interface WhatIfQuestion {
  /** The scenario that is changed; the plan itself where absent. */
  readonly scenario?: string;
  readonly set: Overrides;
}

/** A headline figure before and after. */
export interface ChangedFigure extends Omit<HeadlineFigure, "value" | "month"> {
  readonly base: Pick<HeadlineFigure, "value" | "month">;
  readonly changed: Pick<HeadlineFigure, "value" | "month">;
}

/** A row of a forecast before and after, month by month. */
export interface ChangedRow extends Omit<ForecastRowText, "values"> {
  readonly base: readonly string[];
  readonly changed: readonly string[];
}

/** A target before and after. */
export interface ChangedTarget {
  readonly target: string;
  readonly name: string;
  readonly base: TargetResult["verdict"];
  readonly changed: TargetResult["verdict"];
}

/** A forecast before and after. */
export interface BeforeAndAfter {
  readonly months: readonly string[];
  readonly headline: readonly ChangedFigure[];
  readonly rows: readonly ChangedRow[];
  readonly targets: readonly ChangedTarget[];
}

/** What would be if. */
export interface WhatIfAnswer extends PlanHead, BeforeAndAfter {
  readonly set: Overrides;
}

/** A question: what would be if the model said something else, of what is sold or of what is planned. */
export interface ModelChangeQuestion extends ModelProposal {
  readonly scenario?: string;
}

/** What would be then. */
export interface ModelChangeAnswer extends PlanHead, BeforeAndAfter {
  /** The changed model, `id@version`. */
  readonly changed: string;
}

/** What the HTTP floor may ask of the plan of a tenant's newest model. All refuse `no-model`, and `overloaded` where too much is asked. */
export interface PlanReports {
  readonly scenarios: (tenant: string) => Promise<Result<PlanScenarios>>;
  /** Refuses what forecasting does: `no-horizon`, `unknown-scenario`, `undefined-figure`, … */
  readonly forecast: (
    tenant: string,
    asked: { readonly by: PeriodLength; readonly scenario?: string },
  ) => Promise<Result<PlanForecastAnswer>>;
  /**
   * Trials that were run before are not run again, so a caller may ask for more and more of them. Refuses also `nothing-drawn` where the
   * plan tells every figure exactly that its forecast depends on. The signal ends a question that nobody waits for.
   */
  readonly bands: (
    tenant: string,
    asked: { readonly by: PeriodLength; readonly trials: number; readonly scenario?: string },
    signal?: AbortSignal,
  ) => Promise<Result<PlanBands>>;
  readonly targets: (
    tenant: string,
    asked: { readonly scenario?: string },
  ) => Promise<Result<PlanTargets>>;
  /** The first year where none is named. Refuses `unknown-year`. */
  readonly flows: (
    tenant: string,
    asked: { readonly year?: string; readonly scenario?: string },
  ) => Promise<Result<PlanFlowsAnswer>>;
  readonly audit: (tenant: string) => Promise<Result<PlanAudit>>;
  readonly drivers: (
    tenant: string,
    asked: { readonly scenario?: string },
  ) => Promise<Result<PlanDrivers>>;
  /** Refuses also `unknown-name`, `not-a-lever` and what is wrong with the formula. The signal ends a question that nobody waits for. */
  readonly tornado: (
    tenant: string,
    question: TornadoQuestion,
    signal?: AbortSignal,
  ) => Promise<Result<PlanTornado>>;
  /** As the tornado; also `goal-without-range`, and `unit-mismatch` between goal and figure. */
  readonly seek: (
    tenant: string,
    question: GoalQuestion,
    signal?: AbortSignal,
  ) => Promise<Result<GoalAnswer>>;
  /** Refuses also what {@link proposedModel} does, and what keeps the changed plan from being forecast, where that stands in the changed model. */
  readonly previewModel: (
    tenant: string,
    question: ModelChangeQuestion,
    signal?: AbortSignal,
  ) => Promise<Result<ModelChangeAnswer>>;
  /** Refuses also what a scenario cannot tell otherwise. The signal ends a question that nobody waits for. */
  readonly whatIf: (
    tenant: string,
    question: WhatIfQuestion,
    signal?: AbortSignal,
  ) => Promise<Result<WhatIfAnswer>>;
}
