import { model as modelShape } from "../model/shapes/model-shape.ts";
import {
  batchAnswerShape,
  clockReadingShape,
  clockStateShape,
  itemAnswerShape,
  unparkedShape,
} from "./openapi-answers.ts";
import {
  cloudEvent,
  cloudEventBatch,
  eventOrBatch,
  fields,
  itemsOf,
  ndjsonOf,
  recordedFact,
} from "./openapi-bodies.ts";
import * as example from "./openapi-examples.ts";
import { recorded, vatCheck } from "./openapi-fact-examples.ts";
import { factRoutes } from "./openapi-fact-routes.ts";
import {
  answerComponent,
  bodyProblems,
  type Content,
  idempotencyKey,
  idInPath,
  json,
  type Operation,
  onceProblems,
  type Parameter,
  type SchemaOf,
} from "./openapi-operation.ts";
import { ifNoneMatch, text } from "./openapi-parameters.ts";
import { modelSummary } from "./openapi-reports.ts";

const kebabText = { type: "string", maxLength: 64 } as const;

const publishedModel = fields(
  { id: kebabText, version: kebabText, name: { type: "string" }, currency: { type: "string" } },
  true,
);

const modelRoutes: readonly Operation[] = [
  {
    method: "POST",
    url: "/v1/models",
    id: "publishModel",
    tag: "Models",
    summary: "Publish a version of the model",
    description:
      "The version published last is the current one: new purchases are bound to it for good. A published version never changes; the same content again is answered alike. Once something was sold, every further version keeps the model's id and currency.",
    access: "write",
    headers: [idempotencyKey],
    body: json(modelShape.schema, example.model),
    answers: [
      {
        status: 201,
        description: "Published.",
        content: json(publishedModel, example.publishedModel),
      },
      {
        status: 200,
        description: "Published before, with this content.",
        content: json(publishedModel),
      },
    ],
    problems: [...bodyProblems, ...onceProblems, "model-published"],
  },
  {
    method: "GET",
    url: "/v1/models",
    id: "listModels",
    tag: "Models",
    summary: "Every published version, oldest first",
    description: "The last is current. Whoever asks again and again sends the `ETag`.",
    access: "read",
    headers: [ifNoneMatch],
    answers: [
      {
        status: 200,
        description: "All versions.",
        content: json(itemsOf(modelSummary), example.models),
      },
      { status: 304, description: "Nothing was published since." },
    ],
    problems: [],
  },
  {
    method: "GET",
    url: "/v1/models/:id/versions/:version",
    id: "readModel",
    tag: "Models",
    summary: "A published version, as JSON",
    description:
      "Canonical, unless it is asked for as a file: indented, and in the order of its author, which is the order of an invoice's lines.",
    access: "read",
    query: [
      {
        name: "form",
        description: "How it is written.",
        schema: { enum: ["canonical", "file"], default: "canonical" },
      },
    ],
    path: [
      idInPath("The model's id.", "acme"),
      { ...idInPath("The version.", "1"), name: "version" },
    ],
    answers: [
      {
        status: 200,
        description: "The document.",
        content: json(modelShape.schema, example.model),
      },
    ],
    problems: ["not-found"],
  },
];

const vatCheckRoute: Operation = {
  method: "POST",
  url: "/v1/customers/:id/vat-checks",
  id: "checkVatNumber",
  tag: "Customers",
  summary: "Ask the EU's register about a customer's VAT number",
  description:
    "The answer is recorded: a number that is not valid makes its holder no business from then on. Where the seller has a VAT number of the EU, the answer has a consultation number, proof of the question.",
  access: "write",
  path: [idInPath("The customer's id.", "c-17")],
  headers: [idempotencyKey],
  answers: [
    {
      status: 201,
      description: "Asked and recorded.",
      content: json(recordedFact("vat-check"), recorded(vatCheck)),
    },
  ],
  problems: [
    ...onceProblems,
    "not-found",
    "vat-check-unavailable",
    "vat-check-limit",
    "billing-behind",
  ],
};

const unparkRoute: Operation = {
  method: "POST",
  url: "/v1/customers/:id/unpark",
  id: "unparkCustomer",
  tag: "Customers",
  summary: "Let a parked account go on",
  description:
    "Billing takes the account up where it stopped, with the next run; what stopped it and is still so parks it again.",
  access: "write",
  path: [idInPath("The customer's id.", "c-17")],
  headers: [idempotencyKey],
  answers: [
    {
      status: 200,
      description: "It goes on; `unparked` is false where it was not parked.",
      content: json(answerComponent("Unparked", unparkedShape), example.unparked),
    },
  ],
  problems: [...onceProblems, "not-found"],
};

const attribute = (name: string, description: string): Parameter => ({
  name: `ce-${name}`,
  description: `${description} Binary CloudEvents only; percent-encoded.`,
  schema: text,
});

const lines = (what: string): Content => ({ "application/x-ndjson": { schema: ndjsonOf(what) } });

const itemAnswer: SchemaOf = answerComponent("ItemAnswer", itemAnswerShape);
const batchAnswer: SchemaOf = answerComponent("BatchAnswer", batchAnswerShape);

const singleOrBatch: SchemaOf = (definitions) => ({
  anyOf: [itemAnswer(definitions), batchAnswer(definitions)],
});

const eventRoute: Operation = {
  method: "POST",
  url: "/v1/events",
  id: "sendEvents",
  tag: "Usage",
  summary: "Record usage: one event, a batch, a stream of lines, or CloudEvents 1.0",
  description:
    "Answered after the commit. `(source, id)` is an event's identity: sent again with the same content it is a duplicate, with other content a conflict, and the first stays. In a batch or a stream each item has its own answer, and one refused item does not stop the others. With an Idempotency-Key the whole request is one transaction, and lines have the limits of a batch.",
  access: "write",
  query: [
    {
      name: "dryRun",
      description:
        "`true`: nothing is stored. The answer to a JSON body is what it would be, as that of a batch, with the invoice lines that what is accepted would be billed with (`touches`).",
      schema: { enum: ["true", "false"], default: "false" },
    },
  ],
  headers: [
    idempotencyKey,
    attribute("specversion", "Says that the attributes are in the headers: `1.0`."),
    attribute("id", "The event's id."),
    attribute("source", "Who saw it."),
    attribute("type", "What happened."),
    attribute("subject", "The customer."),
    attribute("time", "When it happened."),
  ],
  body: {
    "application/json": { schema: eventOrBatch, example: example.usageEvent },
    "application/cloudevents+json": { schema: cloudEvent, example: example.cloudEvent },
    "application/cloudevents-batch+json": {
      schema: cloudEventBatch,
      example: [example.cloudEvent],
    },
    ...lines("a UsageEvent"),
  },
  answers: [
    {
      status: 200,
      description:
        "One event: its answer. A batch: the answers and how many there are of each. Lines: one answer a line, with its `line` counted from 1.",
      content: {
        ...json(singleOrBatch, example.batchAnswer),
        ...lines("an ItemAnswer with `line`"),
      },
    },
  ],
  problems: [...bodyProblems, ...onceProblems, "batch-too-large", "event-conflict", "overloaded"],
};

const clockRoutes: readonly Operation[] = [
  {
    method: "GET",
    url: "/v1/clock",
    id: "readClock",
    tag: "Clock",
    summary: "What time it is for the server",
    access: "read",
    answers: [
      {
        status: 200,
        description: "The clock.",
        content: json(answerComponent("ClockState", clockStateShape), {
          now: example.clock.now,
          mode: example.clock.mode,
        }),
      },
    ],
    problems: [],
  },
  {
    method: "POST",
    url: "/v1/clock",
    id: "moveClock",
    tag: "Clock",
    summary: "Move a manual clock forward, and bill what falls due on the way",
    access: "write",
    headers: [idempotencyKey],
    body: json(fields({ now: { type: "string", format: "date-time" } }), {
      now: example.clock.now,
    }),
    answers: [
      {
        status: 200,
        description: "Moved; `invoices` says how many it issued.",
        content: json(answerComponent("ClockReading", clockReadingShape), example.clock),
      },
    ],
    problems: [...bodyProblems, ...onceProblems, "clock-not-manual", "clock-backwards"],
  },
];

/** The routes that change something, and those that read it back. */
export const writeRoutes: readonly Operation[] = [
  ...modelRoutes,
  ...factRoutes,
  vatCheckRoute,
  unparkRoute,
  eventRoute,
  ...clockRoutes,
];
