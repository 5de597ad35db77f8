import { anything, modelChangesShape } from "../../model/change-model.ts";
import { boolean, list, literal, type Shape, text, textThat, whole } from "../../model/shape.ts";
import { currency } from "../../model/shape-money.ts";
import { type Fields, object, optional, record } from "../../model/shape-object.ts";
import type { AuditFinding } from "../../plan/audit/audit-claims.ts";
import type { AuditSummary } from "../../plan/audit/audit-summary.ts";
import type { StructureFinding } from "../../plan/audit/structure/structure-check.ts";
import type { UnresolvedReference } from "../../plan/audit/unresolved-references.ts";
import type { ForecastPeriodText, ForecastRowText } from "../../plan/forecast/forecast-report.ts";
import type { HeadlineFigure } from "../../plan/forecast/headline.ts";
import type { TargetResult } from "../../plan/targets/evaluate-targets.ts";
import type { Overrides } from "../../plan/what-if/scenario-model.ts";
import { count, decimalText, monthText, nullable } from "../report-shapes.ts";
import type {
  BandDriver,
  BeforeAndAfter,
  ChangedFigure,
  ChangedRow,
  ChangedTarget,
  FlowOfMoney,
  FlowPlace,
  GoalAnswer,
  GoalPoint,
  GoalQuestion,
  LookedFigure,
  ModelChangeAnswer,
  ModelChangeQuestion,
  PlanAudit,
  PlanBand,
  PlanBands,
  PlanDriver,
  PlanDrivers,
  PlanFlowsAnswer,
  PlanForecastAnswer,
  PlanHead,
  PlanScenarios,
  PlanTargets,
  PlanTornado,
  ScenarioSummary,
  TornadoEndText,
  TornadoQuestion,
  WhatIfAnswer,
  WhatIfQuestion,
} from "./plan-answers.ts";

/** A text that may be empty. */
export const anyText: Shape<string> = textThat({ fault: () => undefined, standIn: "", schema: {} });

/** A figure that is a double by nature, as audits and measurements have it. */
export const float: Shape<number> = {
  read: (value) => (typeof value === "number" ? value : 0),
  standIn: () => 0,
  schema: () => ({ type: "number" }),
};

const head: Fields<PlanHead> = { model: text, name: text, currency, scenario: nullable(text) };
const { scenario: _, ...modelHead } = head;

/** Formulas by the name of the figure that they tell otherwise. */
const overrides: Shape<Overrides> = record(text, {
  fault: () => undefined,
  schema: () => ({ type: "string", maxLength: 255 }),
});

const periodLength = literal("month", "quarter", "year");
/** What every row of a forecast says beside its figures. */
export const rowHead = {
  id: text,
  section: text,
  label: text,
  unit: literal("money", "customers", "ratio", "months", "days", "index"),
  over: literal("sum", "first", "last", "period"),
} as const;
const figureHead = {
  id: text,
  label: text,
  unit: literal("money", "customers", "ratio", "month"),
} as const;
const figureValue = { value: nullable(text), month: nullable(monthText) } as const;

/** A forecast in columns. */
export const planForecastShape: Shape<PlanForecastAnswer> = object<PlanForecastAnswer>({
  ...head,
  by: periodLength,
  customers: literal("whole", "expected"),
  headline: list(object<HeadlineFigure>({ ...figureHead, ...figureValue })),
  periods: list(object<ForecastPeriodText>({ label: text, from: monthText, to: monthText })),
  rows: list(object<ForecastRowText>({ ...rowHead, values: list(nullable(decimalText)) })),
});

/** Where the figures of a plan lie. */
export const planBandsShape: Shape<PlanBands> = object<PlanBands>({
  ...head,
  by: periodLength,
  trials: count,
  seed: count,
  periods: list(object<ForecastPeriodText>({ label: text, from: monthText, to: monthText })),
  bands: list(
    object<PlanBand>({
      id: text,
      label: text,
      unit: literal("money", "customers"),
      over: literal("sum", "first", "last"),
      plan: list(decimalText),
      mean: list(decimalText),
      p10: list(decimalText),
      p50: list(decimalText),
      p90: list(decimalText),
    }),
  ),
  targets: list(
    object<PlanBands["targets"][number]>({
      target: text,
      name: text,
      reached: nullable(float),
    }),
  ),
  outOfCash: nullable(float),
  drivers: list(
    object<BandDriver>({
      figure: text,
      label: list(text),
      low: float,
      likely: float,
      high: float,
      correlation: record(float, {
        fault: () => undefined,
        schema: () => ({ type: "string", maxLength: 255 }),
      }),
    }),
  ),
});

/** What a plan covers. */
export const planScenariosShape: Shape<PlanScenarios> = object<PlanScenarios>({
  ...modelHead,
  from: nullable(monthText),
  to: nullable(monthText),
  drawn: count,
  claims: count,
  targets: count,
  items: list(
    object<ScenarioSummary>({ id: text, name: text, from: nullable(text), set: overrides }),
  ),
});

/** What becomes of a target. */
export const verdict = literal("reached", "missed", "beyond", "undefined");

/** How a plan does at its targets. */
export const planTargetsShape: Shape<PlanTargets> = object<PlanTargets>({
  ...head,
  items: list(
    object<TargetResult>({
      target: text,
      name: text,
      verdict,
      month: optional(monthText),
      figure: optional(text),
      bound: optional(text),
      missedMonths: count,
    }),
  ),
});

/** A year of a plan as flows of money. */
export const planFlowsShape: Shape<PlanFlowsAnswer> = object<PlanFlowsAnswer>({
  ...head,
  year: text,
  years: list(text),
  nodes: list(
    object<FlowPlace>({
      id: text,
      kind: literal(
        "segment",
        "purchase",
        "income",
        "stream",
        "revenue",
        "partner-shares",
        "cost-of-revenue",
        "cost",
        "gross-profit",
        "operating-costs",
        "function",
        "ebitda",
        "reductions",
        "credit",
        "shortfall",
      ),
      label: text,
      column: count,
      amount: decimalText,
    }),
  ),
  links: list(object<FlowOfMoney>({ from: text, to: text, amount: decimalText })),
});

const findingShape = object<AuditFinding>({
  claim: text,
  path: text,
  section: text,
  rows: list(text),
  stated: text,
  recomputed: nullable(text),
  // Two numbers, which a list of numbers describes well enough.
  bounds: nullable(list(float)) as unknown as Shape<AuditFinding["bounds"]>,
  unit: text,
  verdict: literal("holds", "fails", "unchecked"),
  difference: nullable(float),
  share: nullable(float),
  explanation: anyText,
});

/** What an audit finds. */
export const planAuditShape: Shape<PlanAudit> = object<PlanAudit>({
  ...modelHead,
  source: nullable(text),
  summary: object<AuditSummary>({ claims: count, holds: count, fails: count, unchecked: count }),
  findings: list(findingShape),
  structure: list(
    object<StructureFinding>({
      check: text,
      paths: list(text),
      sections: list(text),
      explanation: text,
    }),
  ),
  unresolved: list(
    object<UnresolvedReference>({
      id: text,
      path: text,
      title: text,
      at: nullable(text),
      rows: list(text),
    }),
  ),
});

/** Every driver that can be slid. */
export const planDriversShape: Shape<PlanDrivers> = object<PlanDrivers>({
  ...head,
  items: list(
    object<PlanDriver>({
      name: text,
      label: list(text),
      path: text,
      group: literal("customers", "figures", "income", "costs", "capital"),
      unit: text,
      percent: boolean,
      value: decimalText,
      low: decimalText,
      high: decimalText,
      bounded: boolean,
      whole: boolean,
    }),
  ),
  figures: list(
    object<LookedFigure>({
      formula: text,
      section: text,
      label: text,
      kind: rowHead.unit,
      unit: text,
    }),
  ),
});

/** What moves a figure. */
export const tornadoQuestionShape: Shape<TornadoQuestion> = object<TornadoQuestion>({
  scenario: optional(text),
  figure: text,
  month: optional(text),
  swing: optional(whole(0, 90)),
  drivers: optional(list(text, 1)),
});

const end = object<TornadoEndText>({ value: decimalText, figure: nullable(decimalText) });

/** Its answer. */
export const planTornadoShape: Shape<PlanTornado> = object<PlanTornado>({
  ...head,
  figure: text,
  unit: text,
  month: monthText,
  base: nullable(decimalText),
  items: list(
    object<PlanTornado["items"][number]>({ driver: text, unit: text, low: end, high: end }),
  ),
});

/** What one driver would have to be. */
export const goalQuestionShape: Shape<GoalQuestion> = object<GoalQuestion>({
  scenario: optional(text),
  driver: text,
  figure: text,
  atLeast: optional(text),
  atMost: optional(text),
  month: optional(text),
  from: optional(text),
  to: optional(text),
});

const point = { value: decimalText, figure: decimalText } as const;

/** Its answer. */
export const goalAnswerShape: Shape<GoalAnswer> = object<GoalAnswer>({
  ...head,
  driver: text,
  driverUnit: text,
  figure: text,
  figureUnit: text,
  month: monthText,
  goal: decimalText,
  now: object<GoalAnswer["now"]>({ value: decimalText, figure: nullable(decimalText) }),
  from: decimalText,
  to: decimalText,
  verdict: literal("some", "several", "all", "none"),
  turns: list(
    object<GoalAnswer["turns"][number]>({ ...point, reached: literal("above", "below") }),
  ),
  nearest: nullable(object<GoalPoint>(point)),
});

/** A question. */
export const whatIfQuestionShape: Shape<WhatIfQuestion> = object<WhatIfQuestion>({
  scenario: optional(text),
  set: overrides,
});

const beforeAndAfter: Fields<BeforeAndAfter> = {
  months: list(monthText),
  headline: list(
    object<ChangedFigure>({
      ...figureHead,
      base: object<ChangedFigure["base"]>(figureValue),
      changed: object<ChangedFigure["changed"]>(figureValue),
    }),
  ),
  rows: list(
    object<ChangedRow>({ ...rowHead, base: list(decimalText), changed: list(decimalText) }),
  ),
  targets: list(
    object<ChangedTarget>({ target: text, name: text, base: verdict, changed: verdict }),
  ),
};

/** Its answer. */
export const whatIfAnswerShape: Shape<WhatIfAnswer> = object<WhatIfAnswer>({
  ...head,
  set: overrides,
  ...beforeAndAfter,
});

/** A question. */
export const modelChangeShape: Shape<ModelChangeQuestion> = object<ModelChangeQuestion>({
  scenario: optional(text),
  set: optional(modelChangesShape),
  document: optional(anything),
});

/** Its answer. */
export const modelChangeAnswerShape: Shape<ModelChangeAnswer> = object<ModelChangeAnswer>({
  ...head,
  changed: text,
  ...beforeAndAfter,
});
