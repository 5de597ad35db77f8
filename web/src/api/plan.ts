import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type * as Florin from "../../../src/client/api/index.ts";
import { api } from "./request.ts";

/** Of which plan an answer is: that of the newest published model, or a scenario of it. */
export type PlanHead = Pick<Florin.PlanForecast, "model" | "name" | "currency" | "scenario">;

/** How a forecast is cut into columns. */
export type PeriodLength = PlanForecast["by"];

/** A figure by which a forecast is told from another. */
export type HeadlineFigure = PlanForecast["headline"][number];

/** A row of a forecast, without its figures. */
export type ForecastRowHead = Omit<ForecastRow, "values">;

/** A row of a forecast: one figure a period, null where a metric has no value. */
export type ForecastRow = PlanForecast["rows"][number];

/** A column of a forecast, from its first to its last month. */
export type ForecastPeriod = PlanForecast["periods"][number];

/** A forecast in columns. */
export type PlanForecast = Florin.PlanForecast;

/** Figures told otherwise, by name, as formulas. */
export type Overrides = PlanScenarios["items"][number]["set"];

/** What a plan covers, and its scenarios; `from` is null where the model plans nothing. */
export type PlanScenarios = Florin.PlanScenarios;

/** Where a figure lies in the trials of a plan: what one of ten, half, and nine of ten lie below. */
export type PlanBand = PlanBands["bands"][number];

/** Where the figures of a plan lie when those that are told with bounds are drawn many times. */
export type PlanBands = Florin.PlanBands;

/** How a plan does at a target. */
export type TargetVerdict = TargetResult["verdict"];

/** A target, the month that tells, and what the figure comes to in it. */
export type TargetResult = PlanTargets["items"][number];

/** How a plan does at its targets. */
export type PlanTargets = Florin.PlanTargets;

/** A place that money flows through. */
export type FlowPlace = PlanFlows["nodes"][number];

/** A year of a plan as flows of money. */
export type PlanFlows = Florin.PlanFlows;

/** What an audit says of one claim. */
export type AuditVerdict = AuditFinding["verdict"];

/** A claim of the source document, recomputed. */
export type AuditFinding = PlanAudit["findings"][number];

/** Every claim of the source document, recomputed. */
export type PlanAudit = Florin.PlanAudit;

/** A figure of a plan that can be slid. */
export type PlanDriver = PlanDrivers["items"][number];

/** A figure of the forecast that can be looked at when drivers move. */
export type LookedFigure = PlanDrivers["figures"][number];

/** Every driver of a plan that can be slid, and every figure that can be looked at meanwhile. */
export type PlanDrivers = Florin.PlanDrivers;

/** What would be if. */
export type WhatIf = Omit<Florin.WhatIf, "set">;

/** A plan changes only with a new version of the model, so an answer stays good for a while. */
export const staleTime = 5 * 60_000;

/** Reads what the plan covers. */
export const planScenariosQuery = queryOptions({
  queryKey: ["plan", "scenarios"],
  queryFn: ({ signal }) => api.get("/v1/plan/scenarios", { signal }),
});

/** Reads a forecast; the old one stays while another is worked out. */
export const planForecastQuery = (scenario: string | undefined, by: PeriodLength) =>
  queryOptions({
    queryKey: ["plan", "forecast", scenario ?? "", by],
    queryFn: ({ signal }) => api.get("/v1/plan/forecast", { query: { scenario, by }, signal }),
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
        api.get("/v1/plan/bands", { query: { scenario, by, trials }, signal });
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
    queryFn: ({ signal }) => api.get("/v1/plan/targets", { query: { scenario }, signal }),
    placeholderData: keepPreviousData,
    staleTime,
  });

/** Reads a year as flows of money; the first where none is named. */
export const planFlowsQuery = (scenario: string | undefined, year: string | undefined) =>
  queryOptions({
    queryKey: ["plan", "flows", scenario ?? "", year ?? ""],
    queryFn: ({ signal }) => api.get("/v1/plan/flows", { query: { scenario, year }, signal }),
    placeholderData: keepPreviousData,
    staleTime,
  });

/** Reads what the audit finds. */
export const planAuditQuery = queryOptions({
  queryKey: ["plan", "audit"],
  queryFn: ({ signal }) => api.get("/v1/plan/audit", { signal }),
  staleTime,
});

/** Reads what can be slid. */
export const planDriversQuery = (scenario: string | undefined) =>
  queryOptions({
    queryKey: ["plan", "drivers", scenario ?? ""],
    queryFn: ({ signal }) => api.get("/v1/plan/drivers", { query: { scenario }, signal }),
    placeholderData: keepPreviousData,
    staleTime,
  });

/** Asks what would be if; a question that is overtaken by the next is given up. */
export const whatIfQuery = (scenario: string | undefined, set: Overrides) =>
  queryOptions({
    queryKey: ["plan", "what-if", scenario ?? "", set],
    queryFn: ({ signal }) =>
      api.post("/v1/plan/what-if", {
        body: { set, ...(scenario === undefined ? {} : { scenario }) },
        signal,
      }),
    placeholderData: keepPreviousData,
    staleTime,
    gcTime: 30_000,
  });
