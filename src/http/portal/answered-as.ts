import { operations } from "../openapi.ts";
import type { Operation } from "../openapi-operation.ts";

/** A route of the portal that a route of `/v1` answers. */
interface Relayed extends Pick<Operation, "url" | "id" | "tag"> {
  /** The query parameters that are passed on. */
  readonly takes?: readonly string[];
}

/** How a route of the portal is described that is answered as a route of `/v1` is, for the caller's own customer. */
export function asAnswered(v1: string, { takes = [], ...route }: Relayed): Operation {
  const operation = operationNamed(v1);
  const parts = new Set([...route.url.matchAll(/:([a-z]+)/g)].map(([, name]) => name));
  const { path = [], query = [] } = operation;
  return {
    ...operation,
    ...route,
    path: path.filter(({ name }) => parts.has(name)),
    query: query.filter(({ name }) => takes.includes(name)),
  };
}

/** A route of `/v1` by its name in the description. */
export function operationNamed(id: string): Operation {
  const found = operations.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no route is called ${id}`);
  return found;
}
