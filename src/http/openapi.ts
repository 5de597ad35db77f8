import type { Definitions, JsonSchema } from "../model/json-schema.ts";
import { sessionCookie } from "./authenticate.ts";
import { accountRoutes } from "./openapi-account-routes.ts";
import { alertOperations } from "./openapi-alert-routes.ts";
import { problemShape } from "./openapi-answers.ts";
import { apiKeyOperations } from "./openapi-api-key-routes.ts";
import { apiOperations } from "./openapi-api-routes.ts";
import { approvalOperations } from "./openapi-approval-routes.ts";
import { auditOperations } from "./openapi-audit-routes.ts";
import { componentsOf, type Refer } from "./openapi-components.ts";
import { contractRoutes } from "./openapi-contract-routes.ts";
import { customerKeyOperations } from "./openapi-customer-key-routes.ts";
import { disputeOperation } from "./openapi-dispute-route.ts";
import { documentRoutes } from "./openapi-document-routes.ts";
import { entitlementOperations } from "./openapi-entitlement-routes.ts";
import { environmentOperations } from "./openapi-environment-routes.ts";
import { eventRoutes } from "./openapi-event-routes.ts";
import { evidenceOperation } from "./openapi-evidence-routes.ts";
import { exchangeRateOperations } from "./openapi-exchange-rate-routes.ts";
import { holdOperations } from "./openapi-hold-routes.ts";
import { ledgerRoutes } from "./openapi-ledger-routes.ts";
import { liveOperation } from "./openapi-live-route.ts";
import { metricRoutes } from "./openapi-metric-routes.ts";
import { migrationOperations } from "./openapi-migration-routes.ts";
import { milestoneOperation } from "./openapi-milestone-route.ts";
import { modelDeskOperations } from "./openapi-model-routes.ts";
import {
  type Answer,
  answerComponent,
  type Content,
  type Operation,
  type Parameter,
} from "./openapi-operation.ts";
import { organisationOperations } from "./openapi-organisation-routes.ts";
import { ifMatch, ifNoneMatch } from "./openapi-parameters.ts";
import { payerOperations } from "./openapi-payer-routes.ts";
import { paymentOperations } from "./openapi-payment-routes.ts";
import { peopleOperations } from "./openapi-people-routes.ts";
import { personalDataOperations } from "./openapi-personal-data-routes.ts";
import { planActualOperations } from "./openapi-plan-actual-routes.ts";
import { planOperations } from "./openapi-plan-routes.ts";
import { planSuggestionOperation } from "./openapi-plan-suggestion-route.ts";
import { portalOperations } from "./openapi-portal-routes.ts";
import { reportRoutes } from "./openapi-reports.ts";
import { roleOperations } from "./openapi-role-routes.ts";
import { searchOperation } from "./openapi-search-route.ts";
import { sessionRoutes } from "./openapi-session-routes.ts";
import { settingsOperation } from "./openapi-settings-route.ts";
import { sharedSchemas } from "./openapi-shared-schemas.ts";
import { signInProviderOperations } from "./openapi-sign-in-provider-routes.ts";
import { signInOperations } from "./openapi-sign-in-routes.ts";
import { statementOperations } from "./openapi-statement-routes.ts";
import { webhookOperations } from "./openapi-webhook-routes.ts";
import { describedWebhooks } from "./openapi-webhooks.ts";
import { writeRoutes } from "./openapi-write-routes.ts";
import { problemOf, Refusal } from "./problem.ts";
import { type ProblemCode, problemTypes } from "./problem-types.ts";
import { actionOf } from "./route-actions.ts";

/** Every route that clients may call; the console's own pages and files are not among them. */
export const operations: readonly Operation[] = [
  ...sessionRoutes,
  ...writeRoutes,
  ...eventRoutes,
  ...migrationOperations,
  ...modelDeskOperations,
  ...reportRoutes,
  searchOperation,
  settingsOperation,
  ...accountRoutes,
  ...contractRoutes,
  ...documentRoutes,
  ...ledgerRoutes,
  milestoneOperation,
  disputeOperation,
  ...metricRoutes,
  ...paymentOperations,
  ...payerOperations,
  ...statementOperations,
  ...exchangeRateOperations,
  ...entitlementOperations,
  ...signInOperations,
  ...peopleOperations,
  ...roleOperations,
  ...organisationOperations,
  ...signInProviderOperations,
  ...environmentOperations,
  ...auditOperations,
  liveOperation,
  ...approvalOperations,
  evidenceOperation,
  ...personalDataOperations,
  ...holdOperations,
  ...apiKeyOperations,
  ...customerKeyOperations,
  ...alertOperations,
  ...portalOperations,
  ...apiOperations,
  ...webhookOperations,
  planSuggestionOperation,
  ...planOperations,
  ...planActualOperations,
];

const about = `Bills customers by a typed model: publish the model, record customers and what they buy, send usage, read invoices.

Amounts and quantities are decimal text, times are RFC 3339. Lists are read page by page: \`next\` is the \`cursor\` of the page after, null at the end. A refused request is answered with \`application/problem+json\` (RFC 9457); \`code\` is stable, and \`errors\` names every broken rule with its place in the request. Bodies may be packed with gzip, deflate or br. Every GET may be asked as HEAD.`;

/** The description of the API: OpenAPI 3.1, from the shapes that read requests and the interfaces of the answers. */
export function openApiDocument(): JsonSchema {
  const definitions: Definitions = new Map();
  const webhooks = describedWebhooks(definitions);
  for (const operation of operations)
    for (const { schema } of contentsOf(operation)) schema(definitions);
  const components = componentsOf(definitions, sharedSchemas);
  const written = { definitions, refer: components.refer };
  const paths = new Map<string, Record<string, JsonSchema>>();
  for (const operation of operations) {
    const path = operation.url.replace(/:([a-z]+)/gi, "{$1}");
    const item = paths.get(path) ?? {};
    item[operation.method.toLowerCase()] = described(operation, written);
    paths.set(path, item);
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Florin",
      version: "1",
      description: about,
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/" }],
    tags: [...new Set(operations.map(({ tag }) => tag))].map((name) => ({ name })),
    paths: Object.fromEntries(paths),
    webhooks: components.refer(webhooks),
    components: {
      schemas: components.schemas,
      responses: aloneRefusals(written),
      examples: problemExamples(),
      securitySchemes: {
        key: { type: "http", scheme: "bearer", description: "An API key: what its scopes allow." },
        session: {
          type: "apiKey",
          in: "cookie",
          name: sessionCookie,
          description:
            "A session of the console: what its member's role allows. It changes things only from pages of the same origin (`Origin`).",
        },
      },
    },
  };
}

const security: Readonly<Record<Operation["access"], readonly JsonSchema[]>> = {
  open: [],
  read: [{ key: [] }, { session: [] }],
  write: [{ key: [] }, { session: [] }],
  person: [{ session: [] }],
};

/** How schemas are written: with the definitions that they were made with, and with references to components. */
interface Written {
  readonly definitions: Definitions;
  readonly refer: Refer;
}

/** Every body that a route takes or answers. */
const contentsOf = ({ body, answers }: Operation) =>
  [body, problemContent, ...answers.map(({ content }) => content)].flatMap((content) =>
    Object.values(content ?? {}),
  );

function described(operation: Operation, written: Written): JsonSchema {
  const { id, tag, summary, description, body, access } = operation;
  const { path = [], query = [] } = operation;
  const headers = [...(operation.headers ?? []), ...conditionsOf(operation)];
  const action = actionOf(operation.method, operation.url);
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description === undefined ? {} : { description }),
    security: security[access],
    ...(action === undefined ? {} : { "x-florin-action": action }),
    parameters: [
      ...path.map((parameter) => placed("path", parameter, written)),
      ...query.map((parameter) => placed("query", parameter, written)),
      ...headers.map((parameter) => placed("header", parameter, written)),
    ],
    ...(body === undefined
      ? {}
      : { requestBody: { required: true, content: contentOf(body, written) } }),
    responses: Object.fromEntries([
      ...operation.answers.map((answer) => [answer.status, answered(answer, written)]),
      ...(isTagged(operation) ? [[304, unchanged] as const] : []),
      ...refusals(problemsOf(operation), written),
    ]),
  };
}

const placed = (
  place: "path" | "query" | "header",
  parameter: Parameter,
  { refer }: Written,
): JsonSchema => {
  const { name, description, required = false, schema, example } = parameter;
  return {
    name,
    in: place,
    required,
    description,
    schema: refer(schema),
    ...(example === undefined ? {} : { example }),
  };
};

function contentOf(content: Content, { definitions, refer }: Written): JsonSchema {
  return Object.fromEntries(
    Object.entries(content).map(([type, { schema, example }]) => [
      type,
      {
        schema: refer(schema(definitions)),
        ...(example === undefined ? {} : { example }),
      },
    ]),
  );
}

const answered = ({ description, content }: Answer, written: Written): JsonSchema => ({
  description,
  ...(content === undefined ? {} : { content: contentOf(content, written) }),
});

/** The refusals of every route. */
const everywhere: readonly ProblemCode[] = [
  "malformed-request",
  "headers-too-large",
  "timeout",
  "retry-later",
  "internal",
];

/** The refusals of those that ask who is there and read every query parameter. */
const guarded: readonly ProblemCode[] = [
  "invalid-request",
  "unauthenticated",
  "forbidden",
  "set-up-needed",
  "not-acceptable",
  "rate-limited",
  ...everywhere,
];

/** And of those that a browser may have been made to send. */
const changing: readonly ProblemCode[] = [...guarded, "csrf-refused", "on-hold"];

/** The refusals of routes by who may call them. */
const anywhere: Readonly<Record<Operation["access"], readonly ProblemCode[]>> = {
  open: everywhere,
  read: guarded,
  write: changing,
  person: changing,
};

/** Every refusal that a route can answer with. */
export const problemsOf = (operation: Operation): readonly ProblemCode[] => [
  ...new Set([
    ...operation.problems,
    ...anywhere[operation.access],
    ...(changesWhatIsRead(operation) ? (["precondition-failed"] as const) : []),
  ]),
];

const unchanged: Answer = { status: 304, description: "The caller has this answer." };

/** Whether a route's answer is tagged by what it says (`conditional-requests.ts`), and not by a route of its own. */
const isTagged = ({ method, url, answers }: Operation): boolean =>
  method === "GET" &&
  url.startsWith("/v1/") &&
  answers.every(({ status }) => status !== 304) &&
  answers.some(({ status, content }) => status === 200 && content?.["application/json"]);

/** Whether a route changes what a GET at the same place reads. */
const changesWhatIsRead = ({ method, url }: Operation): boolean =>
  (method === "PUT" || method === "DELETE") &&
  url.startsWith("/v1/") &&
  operations.some((other) => other.method === "GET" && other.url === url);

const conditionsOf = (operation: Operation): readonly Parameter[] => [
  ...(isTagged(operation) ? [ifNoneMatch] : []),
  ...(changesWhatIsRead(operation) ? [ifMatch] : []),
];

const problemContent: Content = {
  "application/problem+json": { schema: answerComponent("Problem", problemShape) },
};

/** Refusals by status, each problem with an example of its own; a refusal that stands alone is a component. */
const refusals = (
  codes: readonly ProblemCode[],
  written: Written,
): readonly (readonly [number, JsonSchema])[] =>
  byStatus(codes).map(([status, here]) => [
    status,
    here.length === 1 ? { $ref: `#/components/responses/${here[0]}` } : refusal(here, written),
  ]);

const byStatus = (codes: readonly ProblemCode[]) =>
  [...new Set(codes.map((code) => problemTypes[code].status))]
    .sort()
    .map(
      (status) => [status, codes.filter((code) => problemTypes[code].status === status)] as const,
    );

function refusal(codes: readonly ProblemCode[], written: Written): JsonSchema {
  const titles = codes.map((code) => `\`${code}\`: ${problemTypes[code].title}.`);
  const examples = Object.fromEntries(
    codes.map((code) => [code, { $ref: `#/components/examples/${code}` }]),
  );
  const content = Object.entries(contentOf(problemContent, written)).map(([type, media]) => [
    type,
    { ...(media as JsonSchema), examples },
  ]);
  return { description: titles.join(" "), content: Object.fromEntries(content) };
}

/** The refusals that stand alone with their status at some route. */
function aloneRefusals(written: Written): JsonSchema {
  const alone = operations.flatMap((operation) =>
    byStatus(problemsOf(operation)).flatMap(([, here]) => (here.length === 1 ? here : [])),
  );
  return Object.fromEntries(
    [...new Set(alone)].sort().map((code) => [code, refusal([code], written)]),
  );
}

/** One of each problem that a route may answer with. */
const problemExamples = (): JsonSchema =>
  Object.fromEntries(
    [...new Set(operations.flatMap(problemsOf))]
      .sort()
      .map((code) => [code, { value: exampleOf(code) }]),
  );

const exampleOf = (code: ProblemCode): unknown =>
  problemOf(new Refusal(code, problemTypes[code].title), "0f0e2a4c-6b1d-4f7e-9a3c-5d8e7f6a1b2c");
