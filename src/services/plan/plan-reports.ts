import { type Fault, ok, pathTo, type Result, refuse } from "../../fault/fault.ts";
import { monthText } from "../../ledger/recognition/accounting-month.ts";
import { parseMonth } from "../../metrics/calendar-month.ts";
import { proposedModel } from "../../model/change-model.ts";
import { type Model, modelIdentity } from "../../model/model.ts";
import { entriesOf } from "../../model/model-rule.ts";
import { auditSummary } from "../../plan/audit/audit-summary.ts";
import { unresolvedReferences } from "../../plan/audit/unresolved-references.ts";
import { decidingFigures } from "../../plan/chance/deciding-figures.ts";
import { compilePlan } from "../../plan/forecast/compile-plan.ts";
import { forecastPeriodTexts, forecastRowTexts } from "../../plan/forecast/forecast-report.ts";
import { forecastPeriods } from "../../plan/forecast/forecast-rows.ts";
import { headlineFigures } from "../../plan/forecast/headline.ts";
import type { PlanOutcome } from "../../plan/forecast/plan-outcome.ts";
import { monthInPlan } from "../../plan/month-in-plan.ts";
import type { AdjustableDriver } from "../../plan/what-if/adjustable-drivers.ts";
import type { Tx } from "../../store/tenant.ts";
import { countedAsKept } from "../kept-settings.ts";
import type { ReportParts } from "../report-parts.ts";
import { bandsAnswer } from "./bands-answer.ts";
import { flowsAnswer } from "./flows-answer.ts";
import { goalAnswer, inLeverQuestion, lookedFigures, tornadoAnswer } from "./lever-answers.ts";
import { plainNumber } from "./plain-number.ts";
import type {
  PlanDriver,
  PlanFlowsAnswer,
  PlanHead,
  PlanReports,
  PlanScenarios,
} from "./plan-answers.ts";
import type { PlanDesk } from "./plan-desk.ts";
import { whatIfAnswer } from "./what-if-answer.ts";

/** Every answer is of the same draws, so that it is the same each time. */
const seed = 1;

/** Where plans are worked out: what takes longer does not stand before what is asked in passing. */
export interface PlanDesks {
  readonly quick: PlanDesk;
  readonly slow: PlanDesk;
}

/** The plan of each tenant's newest model, counted by the settings that it keeps, worked out at desks. */
export function createPlanReports(
  { store, library }: Pick<ReportParts, "store" | "library">,
  desks: PlanDesks,
): PlanReports {
  const modelOf = async (tenant: string): Promise<Result<Model>> => {
    const work = async (tx: Tx): Promise<Model | undefined> => {
      const models = await library.of(tx);
      return models === undefined ? undefined : countedAsKept(tx, models.books.current.model);
    };
    const model = await store.withTenant(tenant, work, { readOnly: true });
    return model === undefined ? refuse(noModel) : ok(model);
  };
  const countedFor = (tenant: string, model: Model): Promise<Model> =>
    store.withTenant(tenant, (tx) => countedAsKept(tx, model), { readOnly: true });
  return planReportsOf(modelOf, desks, countedFor);
}

/** The same of models that are found otherwise, by the tenant that asks; a proposed model is counted as that tenant counts. */
export function planReportsOf(
  modelOf: (tenant: string) => Promise<Result<Model>>,
  desks: PlanDesks,
  countedFor = async (_tenant: string, model: Model): Promise<Model> => model,
): PlanReports {
  const desk = desks.quick;
  const forecast = async (
    tenant: string,
    asked: { readonly scenario?: string },
  ): Promise<Result<{ readonly model: Model; readonly outcome: PlanOutcome }>> => {
    const model = await modelOf(tenant);
    if (!model.ok) return model;
    const outcome = await desk(model.value, "forecast", scenarioOf(asked));
    return outcome.ok ? ok({ model: model.value, outcome: outcome.value }) : inQuery(outcome);
  };
  return {
    scenarios: async (tenant) => {
      const model = await modelOf(tenant);
      return model.ok ? ok(scenariosOf(model.value)) : model;
    },
    forecast: async (tenant, asked) => {
      const found = await forecast(tenant, asked);
      if (!found.ok) return found;
      const { model, outcome } = found.value;
      const { first, months, currency, customers, rows } = outcome;
      return ok({
        ...headOf(model, asked.scenario),
        by: asked.by,
        customers,
        headline: headlineFigures(rows, first, currency),
        periods: forecastPeriodTexts(first, months, asked.by),
        rows: forecastRowTexts(rows, forecastPeriods(first, months, asked.by), currency),
      });
    },
    bands: async (tenant, { by, trials, scenario }, signal) => {
      const model = await modelOf(tenant);
      if (!model.ok) return model;
      const asked = { ...scenarioOf({ scenario }), by, trials, seed };
      const found = await desks.slow(model.value, "bands", asked, signal);
      return found.ok
        ? ok({ ...headOf(model.value, scenario), ...bandsAnswer(found.value, by, model.value) })
        : inQuery(found);
    },
    targets: async (tenant, asked) => {
      const found = await forecast(tenant, asked);
      if (!found.ok) return found;
      const { model, outcome } = found.value;
      return ok({ ...headOf(model, asked.scenario), items: outcome.targets });
    },
    flows: async (tenant, asked): Promise<Result<PlanFlowsAnswer>> => {
      const found = await forecast(tenant, asked);
      if (!found.ok) return found;
      const { model, outcome } = found.value;
      const flows = flowsAnswer(outcome, asked.year);
      return flows.ok ? ok({ ...headOf(model, asked.scenario), ...flows.value }) : flows;
    },
    audit: async (tenant) => {
      const model = await modelOf(tenant);
      if (!model.ok) return model;
      const audited = await desks.slow(model.value, "audit", {});
      if (!audited.ok) return audited;
      const { scenario: _, ...head } = headOf(model.value);
      return ok({
        ...head,
        source: model.value.source ?? null,
        summary: auditSummary(audited.value.findings),
        ...audited.value,
        unresolved: unresolvedReferences(model.value),
      });
    },
    drivers: async (tenant, asked) => {
      const base = await forecast(tenant, asked);
      if (!base.ok) return base;
      const { model, outcome } = base.value;
      const found = await desk(model, "drivers", scenarioOf(asked));
      if (!found.ok) return inQuery(found);
      const { drivers, units } = found.value;
      return ok({
        ...headOf(model, asked.scenario),
        items: drivers.map(driverText),
        figures: lookedFigures(outcome.rows, units),
      });
    },
    ...leverReports(modelOf, desks.slow),
    previewModel: async (tenant, { scenario, ...proposal }, signal) => {
      const model = await modelOf(tenant);
      if (!model.ok) return model;
      const proposed = proposedModel(model.value, proposal);
      if (!proposed.ok) return proposed;
      const changed = await countedFor(tenant, proposed.value);
      const place = proposal.set === undefined ? "/document/horizon" : pathTo("/set", "/horizon");
      const moved = horizonMoved(model.value, changed, place);
      if (moved !== undefined) return refuse(moved);
      const base = await desk(model.value, "forecast", scenarioOf({ scenario }));
      if (!base.ok) return inBody(base);
      const after = await desk(changed, "forecast", scenarioOf({ scenario }), signal);
      return after.ok
        ? ok({
            ...headOf(model.value, scenario),
            changed: modelIdentity(changed),
            ...whatIfAnswer(base.value, after.value),
          })
        : inBody(after);
    },
    whatIf: async (tenant, { scenario, set }, signal) => {
      const model = await modelOf(tenant);
      if (!model.ok) return model;
      const base = await desk(model.value, "forecast", scenarioOf({ scenario }));
      if (!base.ok) return inBody(base);
      const asked = { ...scenarioOf({ scenario }), set };
      const changed = await desk(model.value, "forecast", asked, signal);
      return changed.ok
        ? ok({
            ...headOf(model.value, scenario),
            set,
            ...whatIfAnswer(base.value, changed.value),
          })
        : changed;
    },
  };
}

/** Forecasts are held beside each other month by month. */
const horizonMoved = (
  { horizon: own }: Model,
  { horizon }: Model,
  path: string,
): Fault | undefined =>
  own?.from === horizon?.from && own?.years === horizon?.years
    ? undefined
    : {
        code: "unchangeable",
        path,
        message: "a changed model is compared over the months that the plan covers",
      };

const noModel = {
  code: "no-model",
  path: "",
  message: "publish a model first: nothing is planned yet",
  suggestion: "POST /v1/models",
};

const scenarioOf = ({ scenario }: { readonly scenario?: string | undefined }) =>
  scenario === undefined ? {} : { scenario };

/** A scenario that there is not is the question's fault; what is wrong with the plan stays where it stands in the model. */
const placed = (result: { readonly faults: readonly Fault[] }, path: string): Result<never> =>
  refuse(
    ...result.faults.map((fault) =>
      fault.code === "unknown-scenario" ? { ...fault, path } : fault,
    ),
  );
const inQuery = (result: { readonly faults: readonly Fault[] }) =>
  placed(result, "/query/scenario");
const inBody = (result: { readonly faults: readonly Fault[] }) => placed(result, "/scenario");

/** What moves a figure, and what a driver would have to be. */
function leverReports(
  modelOf: (tenant: string) => Promise<Result<Model>>,
  desk: PlanDesk,
): Pick<PlanReports, "tornado" | "seek"> {
  return {
    tornado: async (tenant, { scenario, figure, month, swing = 10, drivers }, signal) => {
      const model = await modelOf(tenant);
      if (!model.ok) return model;
      const at = monthInPlan(month, model.value, "/month");
      if (!at.ok) return at;
      const asked = {
        ...scenarioOf({ scenario }),
        outcome: figure,
        swing: swing / 100,
        ...(at.value === undefined ? {} : { month: at.value }),
        ...(drivers === undefined ? {} : { names: drivers }),
      };
      const found = await desk(model.value, "tornado", asked, signal);
      if (found.ok)
        return ok({ ...headOf(model.value, scenario), ...tornadoAnswer(model.value, found.value) });
      const places = (drivers ?? []).map((name, at) => [name, `/drivers/${at}`] as const);
      return inLeverQuestion(found, new Map(places));
    },
    seek: async (tenant, { month, scenario, ...question }, signal) => {
      const model = await modelOf(tenant);
      if (!model.ok) return model;
      const at = monthInPlan(month, model.value, "/month");
      if (!at.ok) return at;
      const asked = {
        ...question,
        ...scenarioOf({ scenario }),
        ...(at.value === undefined ? {} : { month: at.value }),
      };
      const found = await desk(model.value, "seek", asked, signal);
      return found.ok
        ? ok({
            ...headOf(model.value, scenario),
            ...goalAnswer(model.value, question.figure, found.value),
          })
        : inLeverQuestion(found, new Map([[question.driver, "/driver"]]));
    },
  };
}

const headOf = ({ id, version, name, currency }: Model, scenario?: string): PlanHead => ({
  model: `${id}@${version}`,
  name,
  currency,
  scenario: scenario ?? null,
});

function scenariosOf(model: Model): PlanScenarios {
  const { horizon, scenarios, claims, targets } = model;
  const first = parseMonth(horizon?.from ?? "");
  const { scenario: _, ...head } = headOf(model);
  return {
    ...head,
    from: horizon?.from ?? null,
    to: horizon === undefined || !first.ok ? null : monthText(first.value + horizon.years * 12 - 1),
    drawn: drawnIn(model),
    claims: Object.keys(claims ?? {}).length,
    targets: Object.keys(targets ?? {}).length,
    items: entriesOf(scenarios).map(([id, { name, from, set }]) => ({
      id,
      name,
      from: from ?? null,
      set,
    })),
  };
}

function drawnIn(model: Model): number {
  const plan = compilePlan(model);
  return plan.ok ? decidingFigures(plan.value).planned.size : 0;
}

const driverText = (driver: AdjustableDriver): PlanDriver => ({
  ...driver,
  value: plainNumber(driver.value),
  low: plainNumber(driver.low),
  high: plainNumber(driver.high),
});
