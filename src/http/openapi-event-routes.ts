import { correctionBatchShape } from "./openapi-answers.ts";
import { eventChange, eventName } from "./openapi-bodies.ts";
import * as example from "./openapi-event-examples.ts";
import {
  answerComponent,
  bodyProblems,
  idempotencyKey,
  json,
  type Operation,
  onceProblems,
  type SchemaOf,
} from "./openapi-operation.ts";

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

/** Routes about events that were stored. */
export const eventRoutes: readonly Operation[] = [correctionRoute];
