import type { FastifyInstance } from "fastify";
import type { Fault } from "../../fault/fault.ts";
import { refusedBy, type ToolAnswer, type ToolArguments } from "../../mcp/tool.ts";
import type { Operation } from "../openapi-operation.ts";
import { isRecord } from "../record.ts";

/** A request to a route, as JSON. */
export interface RouteRequest {
  readonly method: Operation["method"];
  readonly url: string;
  readonly body?: string;
}

/** What a route answered. */
export interface RouteAnswer {
  readonly status: number;
  readonly json: unknown;
}

/** Asks a route as the caller of a tool would. */
export type AskRoute = (request: RouteRequest) => Promise<RouteAnswer>;

/** Asks the routes of a server without a connection, with headers of the caller's. */
export const askingOf =
  (app: FastifyInstance, headers: Readonly<Record<string, string>> = {}): AskRoute =>
  async ({ method, url, body }) => {
    const answer = await app.inject({
      method,
      url,
      headers: {
        ...headers,
        accept: "application/json",
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { payload: body }),
    });
    return { status: answer.statusCode, json: answer.json() };
  };

/** A route with the names that a tool has for its parameters. */
export interface NamedRoute {
  readonly operation: Operation;
  /** The name of a parameter of the route, by the name of the argument. */
  readonly named: Readonly<Record<string, string>>;
}

/** Asks a tool's route: what is no parameter of it is a field of the body. Refuses `wrong-type`, and what the route refuses. */
export async function askedRoute(
  { operation, named }: NamedRoute,
  given: ToolArguments,
  ask: AskRoute,
): Promise<ToolAnswer> {
  const { path = [], query = [], method, url } = operation;
  const places = new Map([
    ...path.map(({ name }) => [name, "path"] as const),
    ...query.map(({ name }) => [name, "query"] as const),
  ]);
  const faults: Fault[] = [];
  const search = new URLSearchParams();
  const body: Record<string, unknown> = {};
  let filled = url;
  for (const [argument, value] of Object.entries(given)) {
    const name = named[argument] ?? argument;
    const place = places.get(name);
    if (place === undefined) body[name] = value;
    else if (!isPlain(value)) faults.push(notPlain(argument));
    else if (place === "query") search.set(name, String(value));
    else if (isNoId(String(value))) faults.push(invalidId(argument));
    else filled = filled.replace(`:${name}`, encodeURIComponent(String(value)));
  }
  if (faults.length > 0) return refusedBy(faults);
  const asked = search.size === 0 ? filled : `${filled}?${search}`;
  const { status, json } = await ask({
    method,
    url: asked,
    ...(operation.body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (status >= 200 && status < 300 && isRecord(json)) return { ok: true, value: json };
  return refusalOf(json, named);
}

const isPlain = (value: unknown): boolean =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean";

const notPlain = (argument: string): Fault => ({
  code: "wrong-type",
  path: `/${argument}`,
  message: "this must be a text, a number, true or false",
});

/** What a path cannot hold: nothing, and steps that lead to another route. */
const isNoId = (text: string): boolean => text === "" || text === "." || text === "..";

const invalidId = (argument: string): Fault => ({
  code: "invalid-id",
  path: `/${argument}`,
  message: "an id has 1 to 255 visible characters, and is more than dots",
});

/** A problem document as a refusal, its paths being those of the arguments. */
function refusalOf(problem: unknown, named: NamedRoute["named"]): ToolAnswer {
  if (!isRecord(problem) || typeof problem.code !== "string")
    throw new Error("broken invariant: a route answers what it promises, or with a problem");
  const errors = (problem.errors ?? []) as readonly Fault[];
  return {
    ok: false,
    refusal: {
      code: problem.code,
      message: String(problem.detail),
      errors: errors.map((fault) => ({ ...fault, path: argumentPath(fault.path, named) })),
    },
  };
}

/** `/query/from` is the argument `/from`, and `/path/id` the one that stands for it. */
function argumentPath(path: string, named: NamedRoute["named"]): string {
  const [, name, rest = ""] = /^\/(?:query|path)\/([^/]+)(.*)$/.exec(path) ?? [];
  if (name === undefined) return path;
  const argument = Object.entries(named).find(([, parameter]) => parameter === name)?.[0];
  return `/${argument ?? name}${rest}`;
}
