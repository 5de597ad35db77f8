import { list, literal } from "../model/shape.ts";
import { object, optional } from "../model/shape-object.ts";
import type { ApiDetail, ApiSummary } from "../services/apis/api-answers.ts";
import { apiDetailShape, apiSummaryShape, measurementsShape } from "../services/apis/api-shapes.ts";
import type { MeasurementAnswer, MeasurementVerdictView } from "../services/apis/measurements.ts";
import { faultShape } from "../services/fault-shape.ts";
import {
  answerComponent,
  bodyProblems,
  component,
  idInPath,
  json,
  type Operation,
  reading,
} from "./openapi-operation.ts";

const tag = "APIs";

const summary: ApiSummary = {
  id: "inference",
  name: "Inference",
  description: null,
  version: "v1",
  path: "/inference/v1",
  status: "deprecated",
  deprecatedOn: "2026-01-01",
  sunsetOn: "2026-07-01",
  successor: "next",
  documentation: "https://example.com/docs",
  routes: [{ id: "chat", method: "POST", path: "/inference/v1/chat" }],
  features: {},
  meters: [
    { meter: "calls", name: "calls", unit: "call", counts: "calls", routes: [null, "chat"] },
  ],
  plans: [
    {
      id: "team",
      name: "Team",
      without: [],
      charges: [
        {
          id: "calls",
          name: "calls",
          meter: "calls",
          unit: "call",
          every: "monthly",
          included: null,
          overage: null,
          kind: "per-unit",
          price: "0.02 USD per call",
          per: "1",
          tiers: [],
        },
      ],
    },
  ],
  sla: { id: "standard", name: "Standard", uptime: "99.9%" },
  health: "up",
  measuredUntil: "2026-03-02T10:00:00Z",
  uptime30Days: "99.9305%",
  uptime90Days: "99.9305%",
};

const detail: ApiDetail = {
  ...summary,
  hours: [
    {
      from: "2026-03-02T09:00:00Z",
      to: "2026-03-02T10:00:00Z",
      uptime: "100.0000%",
      downSeconds: 0,
      degradedSeconds: 30,
      measuredSeconds: 3600,
    },
  ],
  days: [
    {
      from: "2026-03-01T00:00:00Z",
      to: "2026-03-02T00:00:00Z",
      uptime: "99.3055%",
      downSeconds: 600,
      degradedSeconds: 0,
      measuredSeconds: 86400,
    },
  ],
  incidents: [{ from: "2026-03-01T12:00:00Z", to: "2026-03-01T12:10:00Z", seconds: 600 }],
  calls: [{ from: "2026-03-02T09:00:00Z", calls: 120, failed: 1, p50Ms: 40, p95Ms: 315 }],
};

const answerShape = object<MeasurementAnswer>({
  items: list(
    object<MeasurementVerdictView>({
      status: literal("accepted", "duplicate", "conflict", "rejected"),
      errors: optional(list(faultShape)),
    }),
  ),
});

/** The APIs behind gateways. */
export const apiOperations: readonly Operation[] = [
  reading(
    {
      url: "/v1/apis",
      id: "listApis",
      tag,
      summary: "The APIs of the current model: who may call, what a call costs, how they are",
      description:
        "Prices are those that the plans bill. `health` is what gateways measured in the last five minutes; uptime is the share of the time that was measured.",
    },
    answerComponent(
      "ApiList",
      object<{ readonly items: readonly ApiSummary[] }>({ items: list(apiSummaryShape) }),
    ),
    { items: [summary] },
  ),
  reading(
    {
      url: "/v1/apis/:id",
      id: "readApi",
      tag,
      summary: "An API and how it has been",
      description:
        "The last 48 hours and 90 days of UTC, the times it was down, and its calls by hour.",
      path: [idInPath("The API's id in the model.", "inference")],
      problems: ["not-found"],
    },
    answerComponent("ApiDetail", apiDetailShape),
    detail,
  ),
  {
    method: "POST",
    url: "/v1/apis/measurements",
    id: "recordMeasurements",
    tag,
    summary: "What a gateway measured",
    description:
      "Up to 1,000 stretches of time. Those of one gateway and API must not overlap; the same again changes nothing.",
    access: "write",
    body: json(component("Measurements", measurementsShape), {
      items: [
        {
          gateway: "g-1",
          api: "inference",
          state: "up",
          from: "2026-03-02T09:59:00Z",
          to: "2026-03-02T10:00:00Z",
          calls: [{ withinMs: 40, calls: 2, failed: 0 }],
        },
      ],
    }),
    answers: [
      {
        status: 200,
        description: "What became of each.",
        content: json(answerComponent("MeasurementAnswer", answerShape), {
          items: [{ status: "accepted" }],
        }),
      },
    ],
    problems: [...bodyProblems, "batch-too-large"],
  },
];
