import { eventDetailShape, listedEventShape } from "../services/event-answers.ts";
import { pageShape } from "../services/report-shapes.ts";
import { correctionBatchShape } from "./openapi-answers.ts";
import { eventChange, eventName } from "./openapi-bodies.ts";
import * as example from "./openapi-event-examples.ts";
import {
  answerComponent,
  bodyProblems,
  idempotencyKey,
  idInPath,
  json,
  type Operation,
  onceProblems,
  type Parameter,
  paging,
  pagingProblems,
  reading,
  type SchemaOf,
} from "./openapi-operation.ts";
import { filter } from "./openapi-parameters.ts";

const named = (properties: Readonly<Record<string, object>>, required: readonly string[]) => ({
  type: "object",
  properties: {
    id: { type: "string", minLength: 1, maxLength: 255 },
    reason: { type: "string", maxLength: 500 },
    ...properties,
  },
  required,
  additionalProperties: false,
});

const correction: SchemaOf = () => ({
  anyOf: [
    named({ void: eventName }, ["void"]),
    named({ replace: eventName, with: eventChange }, ["replace", "with"]),
  ],
});

const correctionOrBatch: SchemaOf = (definitions) => ({
  anyOf: [
    correction(definitions),
    { type: "array", items: correction(definitions), minItems: 1, maxItems: 1_000 },
  ],
});

const correctionRoute: Operation = {
  method: "POST",
  url: "/v1/events/corrections",
  id: "correctEvents",
  tag: "Usage",
  summary: "Void events, or replace what they say",
  description:
    "One correction or a list, answered after the commit, each by itself. A correction counts from `receivedAt` on: within the grace window it changes the invoice of the event's period, later the next invoice has a line with the difference. The event keeps its source and id, and what it said stays readable. A correction without an `id` is known by what it says, so it can be sent again safely.",
  access: "write",
  query: [
    {
      name: "dryRun",
      description:
        "`true`: nothing is stored. The answer is what it would be, with the charges that events would leave or join (`touches`). Where the line of one is final, a later invoice bills the difference, where one looks back that far.",
      schema: { enum: ["true", "false"], default: "false" },
    },
  ],
  headers: [idempotencyKey],
  body: json(correctionOrBatch, example.corrections),
  answers: [
    {
      status: 200,
      description: "The answers, and how many there are of each.",
      content: json(
        answerComponent("CorrectionBatch", correctionBatchShape),
        example.correctionBatch,
      ),
    },
  ],
  problems: [...bodyProblems, ...onceProblems, "batch-too-large"],
};

const instant = (name: string, description: string, value: string): Parameter => ({
  name,
  description,
  schema: { type: "string", format: "date-time" },
  example: value,
});

const searchRoute = reading(
  {
    url: "/v1/events",
    id: "listEvents",
    tag: "Usage",
    summary: "Events as they were sent and corrected, newest first",
    description:
      "Everything that events said, by their time. What was voided or replaced stays in the list, with when that was. `meter` finds the events that a meter of the current model counts.",
    query: [
      filter("customer", "Of this customer alone.", "c-17"),
      filter("meter", "Counted by this meter.", "calls"),
      filter("type", "Of this type.", "api.call"),
      filter("source", "Seen by this source.", "api"),
      filter("id", "With this id.", "e1"),
      instant("from", "Happened then or later.", "2026-01-01T00:00:00Z"),
      instant("to", "Happened before then.", "2026-02-01T00:00:00Z"),
      ...paging,
    ],
    problems: ["invalid-request", ...pagingProblems],
  },
  answerComponent("EventPage", pageShape(listedEventShape)),
  example.eventPage,
);

const eventRoute = reading(
  {
    url: "/v1/events/:source/:id",
    id: "readEvent",
    tag: "Usage",
    summary: "One event with what became of it",
    description:
      "What it said from first to last, its corrections, the meters that count it, and the charge and invoice line that bill it, or why none does.",
    path: [
      {
        name: "source",
        description: "Who saw it.",
        required: true,
        schema: { type: "string", minLength: 1, maxLength: 255 },
        example: "api",
      },
      idInPath("The event's id.", "e1"),
    ],
    problems: ["not-found"],
  },
  answerComponent("EventDetail", eventDetailShape),
  example.eventDetail,
);

/** Routes about events that were stored. */
export const eventRoutes: readonly Operation[] = [searchRoute, eventRoute, correctionRoute];
