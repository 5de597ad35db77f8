import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { DecimalText } from "../format/decimal-text.ts";
import { ask, read } from "./request.ts";

/** Of which plan an answer is: that of the newest published model, or a scenario of it. */
export interface PlanHead {
  readonly model: string;
  readonly name: string;
  readonly currency: string;
  readonly scenario: string | null;
}

/** How a forecast is cut into columns. */
export type PeriodLength = "month" | "quarter" | "year";

/** A figure by which a forecast is told from another. */
export interface HeadlineFigure {
  readonly id: string;
  readonly label: string;
  readonly unit: "money" | "customers" | "ratio" | "month";
  readonly value: string | null;
  readonly month: string | null;
}

/** A row of a forecast, without its figures. */
export interface ForecastRowHead {
  readonly id: string;
  readonly section: string;
  readonly label: string;
  readonly unit: "money" | "customers" | "ratio" | "months" | "days" | "index";
  readonly over: "sum" | "first" | "last" | "period";
}

/** A row of a forecast: one figure a period, null where a metric has no value. */
export interface ForecastRow extends ForecastRowHead {
  readonly values: readonly (DecimalText | null)[];
}

/** A column of a forecast, from its first to its last month. */
export interface ForecastPeriod {
  readonly label: string;
  readonly from: string;
  readonly to: string;
}

/** A forecast in columns. */
export interface PlanForecast extends PlanHead {
  readonly by: PeriodLength;
  readonly headline: readonly HeadlineFigure[];
  readonly periods: readonly ForecastPeriod[];
  readonly rows: readonly ForecastRow[];
}

/** Figures told otherwise, by name, as formulas. */
export type Overrides = Readonly<Record<string, string>>;

/** What a plan covers, and its scenarios; `from` is null where the model plans nothing. */
export interface PlanScenarios extends Omit<PlanHead, "scenario"> {
  readonly from: string | null;
  readonly to: string | null;
  /** How many figures chance decides. */
  readonly drawn: number;
  readonly claims: number;
  readonly targets: number;
  readonly items: readonly {
    readonly id: string;
    readonly name: string;
    readonly from: string | null;
    readonly set: Overrides;
  }[];
}

/** Where a figure lies in the trials of a plan: what one of ten, half, and nine of ten lie below. */
export interface PlanBand extends Pick<ForecastRowHead, "id" | "label" | "over" | "unit"> {
  readonly plan: readonly DecimalText[];
  readonly mean: readonly DecimalText[];
  readonly p10: readonly DecimalText[];
  readonly p50: readonly DecimalText[];
  readonly p90: readonly DecimalText[];
}

/** Where the figures of a plan lie when those that are told with bounds are drawn many times. */
export interface PlanBands extends PlanHead {
  readonly trials: number;
  readonly periods: readonly ForecastPeriod[];
  readonly bands: readonly PlanBand[];
  readonly targets: readonly {
    readonly target: string;
    readonly reached: number | null;
  }[];
  readonly outOfCash: number | null;
  readonly drivers: readonly {
    readonly figure: string;
    /** Its name in the words of the model, outermost first. */
    readonly label: readonly string[];
    readonly correlation: Readonly<Record<string, number>>;
  }[];
}

/** How a plan does at a target. */
export type TargetVerdict = "reached" | "missed" | "beyond" | "undefined";

/** A target, the month that tells, and what the figure comes to in it. */
export interface TargetResult {
  readonly target: string;
  readonly name: string;
  readonly verdict: TargetVerdict;
  readonly month?: string;
  readonly figure?: string;
  readonly bound?: string;
  readonly missedMonths: number;
}

/** How a plan does at its targets. */
export interface PlanTargets extends PlanHead {
  readonly items: readonly TargetResult[];
}

/** A place that money flows through. */
export interface FlowPlace {
  readonly id: string;
  readonly kind: string;
  readonly label: string;
  readonly column: number;
  readonly amount: DecimalText;
}

/** A year of a plan as flows of money. */
export interface PlanFlows extends PlanHead {
  readonly year: string;
  readonly years: readonly string[];
  readonly nodes: readonly FlowPlace[];
  readonly links: readonly {
    readonly from: string;
    readonly to: string;
    readonly amount: DecimalText;
  }[];
}

/** What an audit says of one claim. */
export type AuditVerdict = "holds" | "fails" | "unchecked";

/** A claim of the source document, recomputed. */
export interface AuditFinding {
  readonly claim: string;
  readonly section: string;
  readonly rows: readonly string[];
  readonly stated: string;
  readonly recomputed: string | null;
  readonly unit: string;
  readonly verdict: AuditVerdict;
  /** Recomputed less stated, in the unit; null where it was not computed. */
  readonly difference: number | null;
  /** How far off, as a share of what is stated. */
  readonly share: number | null;
  readonly explanation: string;
}

/** Every claim of the source document, recomputed. */
export interface PlanAudit extends Omit<PlanHead, "scenario"> {
  readonly source: string | null;
  readonly summary: Readonly<Record<"claims" | "holds" | "fails" | "unchecked", number>>;
  readonly findings: readonly AuditFinding[];
  /** What does not hold together, whatever the claims say one by one. */
  readonly structure: readonly {
    readonly check: string;
    readonly paths: readonly string[];
    readonly sections: readonly string[];
    readonly explanation: string;
  }[];
  /** Documents that the model leans on and that are not there. */
  readonly unresolved: readonly {
    readonly id: string;
    readonly title: string;
    readonly at: string | null;
  }[];
}

/** A figure of a plan that can be slid. */
export interface PlanDriver {
  readonly name: string;
  readonly label: readonly string[];
  readonly path: string;
  readonly group: "customers" | "figures" | "income" | "costs" | "capital";
  readonly unit: string;
  readonly percent: boolean;
  readonly value: DecimalText;
  readonly low: DecimalText;
  readonly high: DecimalText;
  readonly bounded: boolean;
  readonly whole: boolean;
}

/** A figure of the forecast that can be looked at when drivers move. */
export interface LookedFigure {
  readonly formula: string;
  readonly section: string;
  readonly label: string;
  readonly kind: ForecastRowHead["unit"];
  /** As a goal for it is written; `ratio` for a plain number. */
  readonly unit: string;
}

/** Every driver of a plan that can be slid, and every figure that can be looked at meanwhile. */
export interface PlanDrivers extends PlanHead {
  readonly items: readonly PlanDriver[];
  readonly figures: readonly LookedFigure[];
}

/** A figure before and after. */
type Before<T> = { readonly base: T; readonly changed: T };

/** What would be if. */
export interface WhatIf extends PlanHead {
  readonly set: Overrides;
  readonly months: readonly string[];
  readonly headline: readonly (Omit<HeadlineFigure, "value" | "month"> &
    Before<Pick<HeadlineFigure, "value" | "month">>)[];
  readonly rows: readonly (ForecastRowHead & Before<readonly DecimalText[]>)[];
  readonly targets: readonly ({
    readonly target: string;
    readonly name: string;
  } & Before<TargetVerdict>)[];
}

/** A plan changes only with a new version of the model, so an answer stays good for a while. */
export const staleTime = 5 * 60_000;

/** Reads what the plan covers. */
export const planScenariosQuery = queryOptions({
  queryKey: ["plan", "scenarios"],
  queryFn: ({ signal }) => read<PlanScenarios>("/v1/plan/scenarios", {}, signal),
});

/** Reads a forecast; the old one stays while another is worked out. */
export const planForecastQuery = (scenario: string | undefined, by: PeriodLength) =>
  queryOptions({
    queryKey: ["plan", "forecast", scenario ?? "", by],
    queryFn: ({ signal }) => read<PlanForecast>("/v1/plan/forecast", { scenario, by }, signal),
    placeholderData: keepPreviousData,
    staleTime,
  });

/** So many trials are asked for, more and more of them, so that first bounds are soon there and leaving ends the work. */
const trialRounds = [20, 50, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1_000] as const;
/** How many there are in the end. */
export const trialsWanted = 1_000;

/**
 * Reads where the figures of a plan lie; its data becomes better with every round until there are {@link trialsWanted} trials. Refused
 * with `nothing-drawn` where all figures are told exactly. Bands of another scenario never stand in for these.
 */
export const planBandsQuery = (scenario: string | undefined, by: PeriodLength) => {
  const ofScenario = ["plan", "bands", scenario ?? ""] as const;
  const queryKey = [...ofScenario, by] as const;
  return queryOptions({
    queryKey,
    queryFn: async ({ client, signal }) => {
      const known = client.getQueriesData<PlanBands>({ queryKey: ofScenario });
      const done = Math.max(0, ...known.map(([, data]) => data?.trials ?? 0));
      const rounds = trialRounds.filter((trials) => trials >= done && trials < trialsWanted);
      const ask = (trials: number): Promise<PlanBands> =>
        read<PlanBands>("/v1/plan/bands", { scenario, by, trials }, signal);
      for (const trials of rounds) client.setQueryData(queryKey, await ask(trials));
      return ask(trialsWanted);
    },
    staleTime,
  });
};

/** Reads how a plan does at its targets. */
export const planTargetsQuery = (scenario: string | undefined) =>
  queryOptions({
    queryKey: ["plan", "targets", scenario ?? ""],
    queryFn: ({ signal }) => read<PlanTargets>("/v1/plan/targets", { scenario }, signal),
    placeholderData: keepPreviousData,
    staleTime,
  });

/** Reads a year as flows of money; the first where none is named. */
export const planFlowsQuery = (scenario: string | undefined, year: string | undefined) =>
  queryOptions({
    queryKey: ["plan", "flows", scenario ?? "", year ?? ""],
    queryFn: ({ signal }) => read<PlanFlows>("/v1/plan/flows", { scenario, year }, signal),
    placeholderData: keepPreviousData,
    staleTime,
  });

/** Reads what the audit finds. */
export const planAuditQuery = queryOptions({
  queryKey: ["plan", "audit"],
  queryFn: ({ signal }) => read<PlanAudit>("/v1/plan/audit", {}, signal),
  staleTime,
});

/** Reads what can be slid. */
export const planDriversQuery = (scenario: string | undefined) =>
  queryOptions({
    queryKey: ["plan", "drivers", scenario ?? ""],
    queryFn: ({ signal }) => read<PlanDrivers>("/v1/plan/drivers", { scenario }, signal),
    placeholderData: keepPreviousData,
    staleTime,
  });

/** Asks what would be if; a question that is overtaken by the next is given up. */
export const whatIfQuery = (scenario: string | undefined, set: Overrides) =>
  queryOptions({
    queryKey: ["plan", "what-if", scenario ?? "", set],
    queryFn: ({ signal }) =>
      ask<WhatIf>(
        "/v1/plan/what-if",
        { set, ...(scenario === undefined ? {} : { scenario }) },
        signal,
      ),
    placeholderData: keepPreviousData,
    staleTime,
    gcTime: 30_000,
  });
