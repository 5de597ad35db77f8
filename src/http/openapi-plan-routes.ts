import { changesMax } from "../model/change-model.ts";
import { periodLengths } from "../plan/forecast/forecast-rows.ts";
import { overridesMax } from "../plan/what-if/scenario-model.ts";
import {
  goalAnswerShape,
  goalQuestionShape,
  modelChangeAnswerShape,
  modelChangeShape,
  planAuditShape,
  planBandsShape,
  planDriversShape,
  planFlowsShape,
  planForecastShape,
  planScenariosShape,
  planTargetsShape,
  planTornadoShape,
  tornadoQuestionShape,
  whatIfAnswerShape,
  whatIfQuestionShape,
} from "../services/plan/plan-shapes.ts";
import {
  answerComponent,
  bodyProblems,
  component,
  json,
  type Operation,
  type Parameter,
  reading,
} from "./openapi-operation.ts";
import { text } from "./openapi-parameters.ts";
import * as example from "./openapi-plan-examples.ts";
import { trialsDefault, trialsMax, trialsMin } from "./routes/plan.ts";

const scenario: Parameter = {
  name: "scenario",
  description: "A scenario of the model. The plan itself.",
  schema: text,
  example: "slow",
};

const cut: Parameter = {
  name: "by",
  description: "One column a month, quarter or year of the plan.",
  schema: { enum: Object.keys(periodLengths), default: "year" },
  example: "month",
};

const tag = "Plan";
const problems = ["overloaded"] as const;

/** The routes of what follows from the plan of the newest published model. */
export const planOperations: readonly Operation[] = [
  reading(
    {
      url: "/v1/plan/scenarios",
      id: "readPlanScenarios",
      tag,
      summary: "Which months the plan covers, and its scenarios",
      description:
        "Of the newest published model, as everything under `/v1/plan`. `from` is null where it plans nothing.",
    },
    answerComponent("PlanScenarios", planScenariosShape),
    example.scenarios,
  ),
  reading(
    {
      url: "/v1/plan/forecast",
      id: "readPlanForecast",
      tag,
      summary: "The forecast of the plan",
      description:
        "What `florin forecast` computes: customers, recurring revenue, billings, revenue by stream, profit and loss, and cash, with customers as they are expected. `over` says how a figure of a period comes of its months. `headline` has the figures that a plan is known by.",
      query: [scenario, cut],
      problems,
    },
    answerComponent("PlanForecast", planForecastShape),
    example.forecast,
  ),
  reading(
    {
      url: "/v1/plan/bands",
      id: "readPlanBands",
      tag,
      summary: "Where the figures of the plan lie when it is drawn many times",
      description:
        "Figures that are told with bounds or a distribution are drawn anew for each trial, always the same draws. `p10`, `p50` and `p90` are what one trial of ten, half of them and nine of ten lie below. `reached` is the part of the trials that reaches a target. Trials are kept: who asks for 100 and then for 1,000 sees first bounds soon and waits for the other 900 alone. Refuses `nothing-drawn` where every figure is told exactly.",
      query: [
        scenario,
        cut,
        {
          name: "trials",
          description: "How many.",
          schema: {
            type: "integer",
            minimum: trialsMin,
            maximum: trialsMax,
            default: trialsDefault,
          },
          example: 200,
        },
      ],
      problems,
    },
    answerComponent("PlanBands", planBandsShape),
    example.bands,
  ),
  reading(
    {
      url: "/v1/plan/targets",
      id: "readPlanTargets",
      tag,
      summary: "How the plan does at its targets",
      query: [scenario],
      problems,
    },
    answerComponent("PlanTargets", planTargetsShape),
    example.targets,
  ),
  reading(
    {
      url: "/v1/plan/flows",
      id: "readPlanFlows",
      tag,
      summary: "A year of the plan as flows of money",
      description:
        "From segments through what they buy and its streams to revenue, and on to costs, gross profit and EBITDA. At every place in the middle as much flows in as out, to the minor unit; what revenue does not cover comes from `shortfall`.",
      query: [
        scenario,
        {
          name: "year",
          description: "As the forecast by year names it. The first.",
          schema: text,
          example: "2027",
        },
      ],
      problems,
    },
    answerComponent("PlanFlows", planFlowsShape),
    example.flows,
  ),
  reading(
    {
      url: "/v1/plan/audit",
      id: "readPlanAudit",
      tag,
      summary: "Every claim of the source document, recomputed",
      description:
        "What `florin audit --json` finds: each claim, what does not hold together whatever single claims say, and documents that are referred to and not there.",
      problems,
    },
    answerComponent("PlanAudit", planAuditShape),
    example.audit,
  ),
  reading(
    {
      url: "/v1/plan/drivers",
      id: "readPlanDrivers",
      tag,
      summary: "The figures of the plan that can be told otherwise",
      description:
        "Those that are written out as a number and that the forecast depends on. `low` and `high` are the model's own bounds where `bounded`, else half and double.",
      query: [scenario],
      problems,
    },
    answerComponent("PlanDrivers", planDriversShape),
    example.drivers,
  ),
  {
    method: "POST",
    url: "/v1/plan/what-if",
    id: "askWhatIf",
    tag,
    summary: "What would be if some figures were told otherwise",
    description: `A scenario that is not kept: \`set\` has a formula by the name of each figure, at most ${overridesMax}. Answers with the forecast before and after. It changes nothing.`,
    access: "read",
    body: json(component("WhatIfQuestion", whatIfQuestionShape), example.question),
    answers: [
      {
        status: 200,
        description: "Before and after.",
        content: json(answerComponent("WhatIf", whatIfAnswerShape), example.whatIf),
      },
    ],
    problems: [...bodyProblems, ...problems],
  },
  {
    method: "POST",
    url: "/v1/plan/preview",
    id: "previewPlan",
    tag,
    summary: "What the plan would come to if the model said something else",
    description: `Before a version is published: \`set\` has a value by its place in the newest model, as a JSON pointer, at most ${changesMax}; null takes out what stands there; or \`document\` is a whole model. Prices count as well as what is planned. Answers with the forecast before and after. A changed model that breaks a rule is refused as it would be when published. It changes nothing.`,
    access: "read",
    body: json(component("ModelChange", modelChangeShape), example.modelChange),
    answers: [
      {
        status: 200,
        description: "Before and after.",
        content: json(
          answerComponent("ModelChangeEffect", modelChangeAnswerShape),
          example.modelChangeEffect,
        ),
      },
    ],
    problems: [...bodyProblems, ...problems],
  },
  {
    method: "POST",
    url: "/v1/plan/tornado",
    id: "askWhatMatters",
    tag,
    summary: "What moves a figure of the plan most",
    description:
      "Each driver alone is set to its lower and its upper bound, the same in every month; those without bounds are moved by `swing` percent of what they are. The one that moves the figure most comes first; who does not move it is left out. A forecast takes its time, so callers that show progress ask for a few `drivers` at a time. It changes nothing.",
    access: "read",
    body: json(component("TornadoQuestion", tornadoQuestionShape), example.tornadoQuestion),
    answers: [
      {
        status: 200,
        description: "The widest first.",
        content: json(answerComponent("PlanTornado", planTornadoShape), example.tornado),
      },
    ],
    problems: [...bodyProblems, ...problems],
  },
  {
    method: "POST",
    url: "/v1/plan/seek",
    id: "seekGoal",
    tag,
    summary: "What one driver would have to be for a figure to reach a goal",
    description:
      "What `florin seek` finds: values of the driver, the same in every month, at which the figure is just `atLeast` or `atMost` so much. It changes nothing.",
    access: "read",
    body: json(component("GoalQuestion", goalQuestionShape), example.goalQuestion),
    answers: [
      {
        status: 200,
        description: "Where the goal is reached.",
        content: json(answerComponent("GoalAnswer", goalAnswerShape), example.goal),
      },
    ],
    problems: [...bodyProblems, ...problems],
  },
];
