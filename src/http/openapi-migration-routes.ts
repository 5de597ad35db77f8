import { changesMax } from "../model/change-model.ts";
import type { Shape } from "../model/shape.ts";
import type {
  MigratedSubscription,
  MigrationCommand,
  MigrationPreview,
} from "../services/model-migration.ts";
import { pageShape } from "../services/report-shapes.ts";
import {
  migratedShape,
  migrationPreviewShape,
  migrationShape,
  modelPreviewShape,
} from "./migration-shapes.ts";
import { draft } from "./openapi-examples.ts";
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
import { migratedCustomersMax } from "./routes/migrations.ts";

const command: MigrationCommand = {
  id: "2026-prices",
  from: "acme@1",
  to: "acme@2",
  when: "period-end",
};

const moved: MigratedSubscription = {
  customer: "c-17",
  subscription: "s-1",
  outcome: "move",
  reason: null,
  faults: [],
  change: "2026-prices/s-1",
  terms: {
    plan: "team",
    planName: "Team",
    cadence: "monthly",
    quantity: "1",
    model: "acme@2",
    from: "2026-02-01",
  },
};

const previewed: MigrationPreview = {
  customer: "c-17",
  subscriptions: [moved],
  until: "2026-02-01T01:00:00Z",
  with: [draft],
  without: [draft],
  faults: [],
};

const pages: readonly Parameter[] = paging.map((parameter) =>
  parameter.name === "limit"
    ? {
        ...parameter,
        description: "Customers looked at.",
        schema: { type: "integer", minimum: 1, maximum: migratedCustomersMax, default: 50 },
      }
    : parameter,
);

const pageOf = <T>(name: string, item: Shape<T>) => answerComponent(name, pageShape(item));

const basics = {
  method: "POST",
  tag: "Changes",
  query: pages,
  body: json(answerComponent("Migration", migrationShape), command),
  problems: [...bodyProblems, ...pagingProblems],
} as const;

/** Moving subscriptions to another version of the model. */
export const migrationOperations: readonly Operation[] = [
  {
    ...basics,
    url: "/v1/migrations/preview",
    id: "previewMigration",
    summary: "What a move to another model version would do",
    description:
      "Customer by customer, in the order of their ids: which subscriptions move, on which terms and from which day, which stay and why; and the documents until the first on the new version are issued, with the move and without it. Nothing is changed.",
    access: "read",
    answers: [
      {
        status: 200,
        description: "A page of customers.",
        content: json(pageOf("MigrationPreviewPage", migrationPreviewShape), {
          items: [previewed],
          next: null,
        }),
      },
    ],
  },
  {
    ...basics,
    url: "/v1/models/preview",
    id: "previewModel",
    summary: "What a changed model would do to customers of the current one",
    description: `Before a version is published: \`set\` has a value by its place in the newest model, as a JSON pointer, at most ${changesMax}; null takes out what stands there. Answers as \`/v1/migrations/preview\` does of a move from the current version to the changed one: the next documents with the change and without it, customer by customer. A changed model that breaks a rule is refused as it would be when published. Nothing is changed.`,
    access: "read",
    body: json(component("ModelPreview", modelPreviewShape), {
      set: { "/plans/team/prices/monthly/amount": "60 USD" },
    }),
    answers: [
      {
        status: 200,
        description: "A page of customers.",
        content: json(pageOf("MigrationPreviewPage", migrationPreviewShape), {
          items: [previewed],
          next: null,
        }),
      },
    ],
  },
  {
    ...basics,
    url: "/v1/migrations",
    id: "migrateSubscriptions",
    summary: "Move subscriptions to another model version",
    description:
      "Those of a page of customers, in the order of their ids. Each moves by a change of its own, named `<id>/<subscription>`: the same request again moves what is left. Go on with `cursor` until `next` is null.",
    access: "write",
    headers: [idempotencyKey],
    problems: [...basics.problems, ...onceProblems],
    answers: [
      {
        status: 200,
        description: "What became of each subscription.",
        content: json(pageOf("MigrationPage", migratedShape), { items: [moved], next: null }),
      },
    ],
  },
];
