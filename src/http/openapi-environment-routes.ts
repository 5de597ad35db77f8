import { list } from "../model/shape.ts";
import { object } from "../model/shape-object.ts";
import {
  clockMoveShape,
  environmentRequestShape,
  environmentShape,
  newEnvironmentShape,
} from "../services/environment-shapes.ts";
import type { EnvironmentView } from "../services/environments.ts";
import { clockReadingShape } from "./openapi-answers.ts";
import { clock } from "./openapi-examples.ts";
import {
  answerComponent,
  bodyProblems,
  component,
  idempotencyKey,
  idInPath,
  json,
  type Operation,
  onceProblems,
  reading,
} from "./openapi-operation.ts";

const tag = "Environments";

const sandbox = {
  id: "default-spring-tests-k3f9a2c8",
  organisation: "default",
  name: "Spring tests",
  kind: "sandbox",
  createdAt: "2026-01-10T10:00:00Z",
  current: false,
  clock: { now: "2026-01-01T00:00:00Z", mode: "manual" },
} as const;

const listed = object<{ readonly items: readonly EnvironmentView[] }>({
  items: list(environmentShape),
});

/** The environments of an organisation. */
export const environmentOperations: readonly Operation[] = [
  reading(
    {
      url: "/v1/environments",
      id: "listEnvironments",
      tag,
      summary: "The environments of the caller's organisation, oldest first",
      problems: [],
    },
    answerComponent("Environments", listed),
    { items: [sandbox] },
  ),
  {
    method: "POST",
    url: "/v1/environments",
    id: "addEnvironment",
    tag,
    summary: "Make an environment: books, customers and keys of its own",
    description:
      "Answers its first API key, in this answer alone; it may do what who makes it may. A repeated request makes another environment.",
    access: "write",
    body: json(component("EnvironmentRequest", environmentRequestShape), {
      name: "Spring tests",
      kind: "sandbox",
      startsAt: "2026-01-01T00:00:00Z",
    }),
    answers: [
      {
        status: 201,
        description: "It is made.",
        content: json(answerComponent("NewEnvironment", newEnvironmentShape), {
          ...sandbox,
          key: "florin_default-spring-tests-k3f9a2c8_Xq3bM0c9ZtKe_r5T0uV8wYb2Ce4Gh6Jk1Mn3Pq7Ss9Aa0",
        }),
      },
    ],
    problems: bodyProblems,
  },
  {
    method: "POST",
    url: "/v1/environments/:id/clock",
    id: "moveEnvironmentClock",
    tag,
    summary: "Move a sandbox's clock forward, and bill what falls due on the way",
    description: "To an instant (`now`), or on by `hours`, `days` or `years`: one of them.",
    access: "write",
    path: [idInPath("The environment.", "default-spring-tests-k3f9a2c8")],
    headers: [idempotencyKey],
    body: json(component("ClockMove", clockMoveShape), { years: 1 }),
    answers: [
      {
        status: 200,
        description: "Moved; `invoices` says how many it issued.",
        content: json(answerComponent("ClockReading", clockReadingShape), clock),
      },
    ],
    problems: [
      ...bodyProblems,
      ...onceProblems,
      "not-found",
      "clock-not-manual",
      "clock-backwards",
    ],
  },
];
