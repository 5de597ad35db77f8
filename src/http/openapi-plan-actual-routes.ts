import {
  measuredDriversShape,
  measuredTargetsShape,
  planLockDetailShape,
  planLockRequestShape,
  planLockShape,
  planLocksShape,
  planMetricsShape,
  varianceReportShape,
} from "../services/plan/actual-shapes.ts";
import {
  answerComponent,
  bodyProblems,
  component,
  idempotencyKey,
  idInPath,
  json,
  type Operation,
  onceProblems,
  type Parameter,
  reading,
} from "./openapi-operation.ts";
import { month, text } from "./openapi-parameters.ts";
import * as example from "./openapi-plan-actual-examples.ts";

const tag = "Plan";

const lock: Parameter = {
  name: "lock",
  description: "The id of a locked plan.",
  required: true,
  schema: text,
  example: "budget",
};
const inPath = idInPath("The lock's id.", "budget");
const from: Parameter = {
  name: "from",
  description: "The first month. That of the plan.",
  schema: month,
  example: "2027-01",
};
const to: Parameter = {
  name: "to",
  description: "The last month, closed in the books. The last one that is.",
  schema: month,
  example: "2027-03",
};

/** The routes of locked plans, and of what really happened beside them. */
export const planActualOperations: readonly Operation[] = [
  {
    method: "POST",
    url: "/v1/plan/locks",
    id: "lockPlan",
    tag,
    summary: "Lock a plan",
    description:
      "Keeps the forecast of a published version, or of a scenario of it, whole and for good: every figure by month, what it comes to by purchase, and the hash of the model. A budget and each reforecast are locks of their own.",
    access: "write",
    headers: [idempotencyKey],
    body: json(component("PlanLockRequest", planLockRequestShape), example.request),
    answers: [
      {
        status: 201,
        description: "Locked.",
        content: json(answerComponent("PlanLock", planLockShape), example.lock),
      },
    ],
    problems: [...bodyProblems, ...onceProblems, "overloaded"],
  },
  reading(
    { url: "/v1/plan/locks", id: "listPlanLocks", tag, summary: "Locked plans, the oldest first" },
    answerComponent("PlanLocks", planLocksShape),
    example.locks,
  ),
  reading(
    {
      url: "/v1/plan/locks/:id",
      id: "readPlanLock",
      tag,
      summary: "A locked plan with its figures by month",
      path: [inPath],
      problems: ["not-found"],
    },
    answerComponent("PlanLockDetail", planLockDetailShape),
    example.detail,
  ),
  reading(
    {
      url: "/v1/plan/locks/:id/metrics",
      id: "listPlanMetrics",
      tag,
      summary: "Every metric of a locked plan that can be held against the books",
      description:
        "What `/v1/plan/variance` takes as its `metric`. `section` is null of those that open down to each charge of each purchase.",
      path: [inPath],
      problems: ["not-found"],
    },
    answerComponent("PlanMetrics", planMetricsShape),
    example.metrics,
  ),
  reading(
    {
      url: "/v1/plan/variance",
      id: "readPlanVariance",
      tag,
      summary: "Plan and actual, and what lies between them",
      description:
        "The variance of a metric over closed months, opened into volume, churn, mix, usage, price, discount, timing, exchange rates, and what costs are by rate and by spending, from the whole business down to each charge of each purchase. Parts add up to the variance exactly, and rows to the row above them, part by part.",
      query: [
        lock,
        {
          name: "metric",
          description:
            "What is looked at: the id of a figure of the plan that has an actual. `revenue`, `billings`, `mrr` and `customers` open down to each charge of each purchase; other sums (`gross-profit`, `ebitda`, `cash`, `net-new-mrr`) into their terms; ratios (`nrr`, `arpa`, `gross-margin`, `arpa.teams`) into their causes.",
          schema: { type: "string", default: "revenue" },
          example: "revenue",
        },
        from,
        to,
      ],
      problems: ["not-found"],
    },
    answerComponent("PlanVariance", varianceReportShape),
    example.variance,
  ),
  reading(
    {
      url: "/v1/plan/measured-drivers",
      id: "readMeasuredDrivers",
      tag,
      summary: "What a locked plan assumes, beside what was measured",
      description:
        "Each driver with its count, how many cases it is of, and the interval of 95% in which the true value lies. `within` says whether what is assumed does, too.",
      query: [lock, from, to],
      problems: ["not-found"],
    },
    answerComponent("MeasuredDrivers", measuredDriversShape),
    example.drivers,
  ),
  reading(
    {
      url: "/v1/plan/measured-targets",
      id: "readMeasuredTargets",
      tag,
      summary: "How a locked plan does at its targets, by what happened",
      description:
        "Closed months are what happened; later ones what the customers who are really there come to, if from then on all goes as planned. `basis` says which of the two the month that tells is.",
      query: [lock, to],
      problems: ["not-found"],
    },
    answerComponent("MeasuredTargets", measuredTargetsShape),
    example.targets,
  ),
];
