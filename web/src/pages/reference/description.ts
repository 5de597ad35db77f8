import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api/request.ts";

/** A JSON Schema, as far as it is shown. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly additionalProperties?: Schema | boolean;
}

interface Media {
  readonly schema?: Schema;
  readonly example?: unknown;
}

/** A parameter of the path or the query, or a header. */
export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required: boolean;
  readonly description: string;
  readonly schema: Schema;
}

/** What a route answers with one status. */
export interface Answer {
  readonly description: string;
  readonly content?: Readonly<Record<string, Media>>;
}

/** A route as it is described. */
export interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description?: string;
  readonly "x-florin-action"?: string;
  readonly parameters: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> };
  readonly responses: Readonly<Record<string, Answer>>;
}

/** A route as the document has it: an answer that several routes have stands there once. */
type WrittenOperation = Omit<Operation, "responses"> & {
  readonly responses: Readonly<Record<string, Answer | { readonly $ref: string }>>;
};

/** The server's own description of its API: OpenAPI 3.1. */
export interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, WrittenOperation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly responses: Readonly<Record<string, Answer>>;
  };
}

/** A route with its place. */
export interface Route {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

/** The description; it changes with the server's version alone. */
export const descriptionQuery = queryOptions({
  queryKey: ["description"],
  queryFn: ({ signal }) => api.get("/openapi.json", { signal }) as Promise<Description>,
  staleTime: Number.POSITIVE_INFINITY,
});

/** Every route of a description, in its order. */
export const routesOf = ({ paths, components }: Description): readonly Route[] =>
  Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      operation: { ...operation, responses: answersOf(operation, components) },
    })),
  );

const answersOf = (
  { responses }: WrittenOperation,
  components: Description["components"],
): Operation["responses"] =>
  Object.fromEntries(
    Object.entries(responses).flatMap(([status, answer]) => {
      if (!("$ref" in answer)) return [[status, answer]];
      const named = components.responses[answer.$ref.replace("#/components/responses/", "")];
      return named === undefined ? [] : [[status, named]];
    }),
  );

/** The routes in whose words every word of a question is, whatever their case. */
export function routesFound(routes: readonly Route[], question: string): readonly Route[] {
  const words = question.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return routes;
  return routes.filter(({ method, path, operation }) => {
    const { operationId, tags, summary, description = "", parameters } = operation;
    const names = parameters.map(({ name }) => name);
    const action = operation["x-florin-action"] ?? "";
    const text = [method, path, operationId, ...tags, summary, description, action, ...names]
      .join(" ")
      .toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** Routes by what they are about, in the order in which that comes first. */
export function byTag(routes: readonly Route[]): ReadonlyMap<string, readonly Route[]> {
  const groups = new Map<string, Route[]>();
  for (const route of routes) {
    const [tag = "Others"] = route.operation.tags;
    const group = groups.get(tag) ?? [];
    group.push(route);
    groups.set(tag, group);
  }
  return groups;
}
