import type { Definitions, JsonSchema } from "../model/json-schema.ts";
import { problemShape } from "./openapi-answers.ts";
import { componentsOf, type Refer } from "./openapi-components.ts";
import {
  type Answer,
  answerComponent,
  type Content,
  type Operation,
  type Parameter,
} from "./openapi-operation.ts";
import { ifMatch, ifNoneMatch } from "./openapi-parameters.ts";
import { problemOf, Refusal } from "./problem.ts";
import { type ProblemCode, problemTypes } from "./problem-types.ts";

/** An API that has a document of its own. */
export interface DescribedApi {
  readonly title: string;
  readonly about: string;
  readonly operations: readonly Operation[];
  /** Names of schemas that stand in several others, by a place where each stands. */
  readonly shared: Readonly<Record<string, string>>;
  readonly securitySchemes: JsonSchema;
  /** What opens a route, by who may call it. */
  readonly security: Readonly<Record<Operation["access"], readonly JsonSchema[]>>;
  /** Whether JSON that is read at a place has a tag, and a change of it may be bound to that. */
  readonly hasTags: (url: string) => boolean;
  /** What a route asks of its caller, as an extension of its description. */
  readonly asks: (operation: Operation) => JsonSchema;
  /** Messages that are sent to others. */
  readonly webhooks?: (definitions: Definitions) => JsonSchema;
}

/** The description of an API: OpenAPI 3.1, from the shapes that read requests and the interfaces of the answers. */
export function documentOf(api: DescribedApi): JsonSchema {
  const { operations, shared } = api;
  const definitions: Definitions = new Map();
  const webhooks = api.webhooks?.(definitions);
  for (const operation of operations)
    for (const { schema } of contentsOf(operation)) schema(definitions);
  const components = componentsOf(definitions, shared);
  const written = { api, definitions, refer: components.refer };
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
      title: api.title,
      version: "1",
      description: api.about,
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/" }],
    tags: [...new Set(operations.map(({ tag }) => tag))].map((name) => ({ name })),
    paths: Object.fromEntries(paths),
    ...(webhooks === undefined ? {} : { webhooks: components.refer(webhooks) }),
    components: {
      schemas: components.schemas,
      responses: aloneRefusals(written),
      examples: problemExamples(api),
      securitySchemes: api.securitySchemes,
    },
  };
}

/** How schemas are written: with the definitions that they were made with, and with references to components. */
interface Written {
  readonly api: DescribedApi;
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
  const { api } = written;
  const headers = [...(operation.headers ?? []), ...conditionsOf(operation, api)];
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description === undefined ? {} : { description }),
    security: api.security[access],
    ...api.asks(operation),
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
      ...(isTagged(operation, api) ? [[304, unchanged] as const] : []),
      ...refusals(problemsOf(operation, api), written),
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
export const problemsOf = (
  operation: Operation,
  api: Pick<DescribedApi, "operations" | "hasTags">,
): readonly ProblemCode[] => [
  ...new Set([
    ...operation.problems,
    ...anywhere[operation.access],
    ...(changesWhatIsRead(operation, api) ? (["precondition-failed"] as const) : []),
  ]),
];

const unchanged: Answer = { status: 304, description: "The caller has this answer." };

/** Whether a route's answer is tagged by what it says, and not by a route of its own. */
const isTagged = (operation: Operation, { hasTags }: Pick<DescribedApi, "hasTags">): boolean =>
  operation.method === "GET" &&
  hasTags(operation.url) &&
  operation.answers.every(({ status }) => status !== 304) &&
  operation.answers.some(
    ({ status, content }) => status === 200 && content?.["application/json"] !== undefined,
  );

/** Whether a route changes what a GET at the same place reads. */
const changesWhatIsRead = (
  { method, url }: Operation,
  { operations, hasTags }: Pick<DescribedApi, "operations" | "hasTags">,
): boolean =>
  (method === "PUT" || method === "DELETE") &&
  hasTags(url) &&
  operations.some((other) => other.method === "GET" && other.url === url);

const conditionsOf = (operation: Operation, api: DescribedApi): readonly Parameter[] => [
  ...(isTagged(operation, api) ? [ifNoneMatch] : []),
  ...(changesWhatIsRead(operation, api) ? [ifMatch] : []),
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
  const { api } = written;
  const alone = api.operations.flatMap((operation) =>
    byStatus(problemsOf(operation, api)).flatMap(([, here]) => (here.length === 1 ? here : [])),
  );
  return Object.fromEntries(
    [...new Set(alone)].sort().map((code) => [code, refusal([code], written)]),
  );
}

/** One of each problem that a route may answer with. */
const problemExamples = (api: DescribedApi): JsonSchema =>
  Object.fromEntries(
    [...new Set(api.operations.flatMap((operation) => problemsOf(operation, api)))]
      .sort()
      .map((code) => [code, { value: exampleOf(code) }]),
  );

const exampleOf = (code: ProblemCode): unknown =>
  problemOf(new Refusal(code, problemTypes[code].title), "0f0e2a4c-6b1d-4f7e-9a3c-5d8e7f6a1b2c");
