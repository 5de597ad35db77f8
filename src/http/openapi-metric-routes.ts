import { monthsMax } from "../metrics/accounts/metrics-request.ts";
import { presets } from "../metrics/presets.ts";
import { sliceDimensions } from "../metrics/slices.ts";
import {
  catalogueShape,
  chosenSettingsShape,
  metricRowsShape,
  metricsShape,
  savedSettingsShape,
} from "../services/metric-shapes.ts";
import * as example from "./openapi-metric-examples.ts";
import {
  answerComponent,
  bodyProblems,
  component,
  idempotencyKey,
  json,
  type Operation,
  onceProblems,
  type Parameter,
  paging,
  pagingProblems,
} from "./openapi-operation.ts";
import { month, text } from "./openapi-parameters.ts";

const settings: readonly Parameter[] = [
  {
    name: "preset",
    description: "Settings that come near to another tool's, in place of the saved ones.",
    schema: { enum: Object.keys(presets) },
    example: "chartmogul",
  },
  {
    name: "settings",
    description:
      "Choices over the saved ones or the preset: `name:value`, with commas between them.",
    schema: text,
    example: "usage:in,discounts:none",
  },
];

const chosen = component("ChosenMetricSettings", chosenSettingsShape);
const saved = answerComponent("MetricSettings", savedSettingsShape);

const report: Operation = {
  method: "GET",
  url: "/v1/metrics",
  id: "readMetrics",
  tag: "Metrics",
  summary: "Metrics month by month",
  description: `MRR and its movements, retention, churn, cohorts, concentration and what the books say, counted anew from accounts and documents as they are known now. A figure is made of terms by the formula of its definition; where its input is not there it has no value, and \`unknown\` says why. \`movements\` are rounded so that opening and every kind add up to closing. What is to come has not happened: the running month ends with what is there now. Months from \`incompleteFrom\` on may still change by themselves. At most ${monthsMax} months. As \`text/csv\` it is a row for each figure, or with \`by\` for each slice.`,
  access: "read",
  query: [
    {
      name: "from",
      description:
        "The first month, on the calendar of the model's time zone. Eleven before the last.",
      schema: month,
      example: "2026-01",
    },
    {
      name: "to",
      description: "The last month. The running one.",
      schema: month,
      example: "2026-03",
    },
    {
      name: "metrics",
      description: "Ids of metrics, with commas between them. All of them.",
      schema: text,
      example: "mrr,nrr",
    },
    {
      name: "by",
      description: "Also the movements of each of these.",
      schema: { enum: sliceDimensions },
      example: "plan",
    },
    ...settings,
  ],
  answers: [
    {
      status: 200,
      description: "The report.",
      content: {
        ...json(answerComponent("Metrics", metricsShape), example.metrics),
        "text/csv": { schema: () => ({ type: "string" }) },
      },
    },
  ],
  problems: [],
};

const rows: Operation = {
  method: "GET",
  url: "/v1/metrics/:metric/rows",
  id: "readMetricRows",
  tag: "Metrics",
  summary: "The rows behind a figure",
  description:
    "The rows of one term of a figure add up to it exactly. Of cohorts, the customers of the cohort of a month. Rows are counted anew for each page.",
  access: "read",
  path: [
    {
      name: "metric",
      description: "The metric's id.",
      required: true,
      schema: { type: "string", minLength: 1, maxLength: 255 },
      example: "mrr",
    },
  ],
  query: [
    {
      name: "month",
      description: "The figure's month, or the cohort's.",
      required: true,
      schema: month,
      example: "2026-01",
    },
    {
      name: "to",
      description: "Of a cohort: the last month that it is looked at in. The running one.",
      schema: month,
    },
    {
      name: "term",
      description: "A term of the metric's formula. Its first.",
      schema: text,
      example: "mrr",
    },
    ...settings,
    ...paging,
  ],
  answers: [
    {
      status: 200,
      description: "A page of rows.",
      content: json(answerComponent("MetricRows", metricRowsShape), example.metricRows),
    },
  ],
  problems: ["not-found", ...pagingProblems],
};

/** The routes of metrics and of what they are counted by. */
export const metricRoutes: readonly Operation[] = [
  report,
  {
    method: "GET",
    url: "/v1/metrics/definitions",
    id: "readMetricDefinitions",
    tag: "Metrics",
    summary: "Every metric with its formula, every setting, every preset",
    access: "read",
    answers: [
      {
        status: 200,
        description: "The catalogue, with the saved settings as values.",
        content: json(answerComponent("MetricCatalogue", catalogueShape), example.catalogue),
      },
    ],
    problems: [],
  },
  rows,
  {
    method: "GET",
    url: "/v1/metric-settings",
    id: "readMetricSettings",
    tag: "Metrics",
    summary: "What was chosen where tools disagree, and what holds",
    access: "read",
    answers: [
      { status: 200, description: "The settings.", content: json(saved, example.savedSettings) },
    ],
    problems: [],
  },
  {
    method: "PUT",
    url: "/v1/metric-settings",
    id: "saveMetricSettings",
    tag: "Metrics",
    summary: "Choose where tools disagree",
    description:
      "Takes the place of all that was chosen before; what is left out has its default. Holds for every question from now on, about past months too.",
    access: "write",
    headers: [idempotencyKey],
    body: json(chosen, example.chosenSettings),
    answers: [{ status: 200, description: "Saved.", content: json(saved, example.savedSettings) }],
    problems: [...bodyProblems, ...onceProblems],
  },
];
