import { model as modelShape } from "../model/shapes/model-shape.ts";
import type { ModelComparison, ModelVerdict } from "../services/models/model-desk.ts";
import type { ModelEffects } from "../services/models/model-effects.ts";
import {
  modelComparisonRequestShape,
  modelComparisonShape,
  modelEffectsRequestShape,
  modelEffectsShape,
  modelVerdictShape,
} from "../services/models/model-shapes.ts";
import { model } from "./openapi-examples.ts";
import {
  answerComponent,
  bodyProblems,
  component,
  json,
  type Operation,
  paging,
  pagingProblems,
} from "./openapi-operation.ts";
import { migratedCustomersMax } from "./routes/migrations.ts";

const verdict: ModelVerdict = {
  model: "acme@2",
  publishable: true,
  published: false,
  faults: [],
  warnings: [],
  audit: null,
};

const comparison: ModelComparison = {
  from: "acme@1",
  to: "acme@2",
  count: 2,
  differences: [
    {
      path: "/version",
      change: "changed",
      noun: "model",
      id: "",
      words: "version: 1 → 2",
      before: "1",
      after: "2",
    },
    {
      path: "/plans/team/prices/monthly/amount",
      change: "changed",
      noun: "plan",
      id: "team",
      words: "monthly price of plan team: 499 USD → 549 USD",
      before: "499 USD",
      after: "549 USD",
    },
  ],
};

const amounts = { before: "499.00", after: "549.00", difference: "50.00" } as const;

const effects: ModelEffects = {
  from: "acme@1",
  to: "acme@2",
  move: "period-end",
  customers: 1,
  looked: 1,
  changed: 1,
  unchanged: 0,
  without: 0,
  failed: 0,
  totals: [{ currency: "USD", ...amounts }],
  movers: [
    {
      customer: "c-17",
      name: "Hooli",
      currency: "USD",
      documents: { before: 1, after: 1 },
      ...amounts,
      lines: [{ description: "Team, monthly", ...amounts }],
      linesLeftOut: 0,
    },
  ],
  failures: [],
  staying: {},
  next: null,
};

const basics = {
  method: "POST",
  tag: "Models",
  access: "read",
  problems: [...bodyProblems],
} as const;

/** What is to be said of a model before it is published. */
export const modelDeskOperations: readonly Operation[] = [
  {
    ...basics,
    url: "/v1/models/check",
    id: "checkModel",
    summary: "Every fault of a model, and what an audit of it finds",
    description:
      "Nothing is published. `faults` keep it from being published, each with its place in the model as a JSON pointer and what would be accepted; `warnings` do not. A model that claims or plans something is audited as well.",
    body: json(modelShape.schema, model),
    answers: [
      {
        status: 200,
        description: "What was found; a model with faults is answered so, too.",
        content: json(answerComponent("ModelVerdict", modelVerdictShape), verdict),
      },
    ],
    problems: [...basics.problems, "overloaded"],
  },
  {
    ...basics,
    url: "/v1/models/diff",
    id: "compareModels",
    summary: "What one model says otherwise than another",
    description:
      "Two published versions, or one and a `document` that need not be sound. `from` and `to` are the newest version where they are absent. Each difference has its place, what stood and stands there, and words for people. Lists of another length, and prices of another kind, are one difference each.",
    body: json(component("ModelComparisonRequest", modelComparisonRequestShape), {
      from: "acme@1",
      to: "acme@2",
    }),
    answers: [
      {
        status: 200,
        description: "The differences, in the order of the later model.",
        content: json(answerComponent("ModelComparison", modelComparisonShape), comparison),
      },
    ],
  },
  {
    ...basics,
    url: "/v1/models/effects",
    id: "effectsOfModel",
    summary: "What a model would do to the next invoices of customers",
    description:
      "Before it is published: the next documents of a page of the customers of a version (`from`, the newest where absent), with the model and without it, rated as billing rates them. With `move` `none` everybody keeps what they bought, as when a version is published; `now` and `period-end` look at a migration of all subscriptions to it. The sums are exact of the customers that were looked at, and say nothing of the others: go on with `cursor` until `next` is null. Nothing is changed.",
    query: paging.map((parameter) =>
      parameter.name === "limit"
        ? {
            ...parameter,
            description: "Customers looked at.",
            schema: { type: "integer", minimum: 1, maximum: migratedCustomersMax, default: 50 },
          }
        : parameter,
    ),
    body: json(component("ModelEffectsRequest", modelEffectsRequestShape), {
      document: model,
      move: "period-end",
    }),
    answers: [
      {
        status: 200,
        description: "A page of customers, summed.",
        content: json(answerComponent("ModelEffects", modelEffectsShape), effects),
      },
    ],
    problems: [...basics.problems, ...pagingProblems],
  },
];
