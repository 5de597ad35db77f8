import { type Action, isReading } from "../../access/actions.ts";
import { cutList, fits, tooLong } from "../../mcp/fit-answer.ts";
import type { Tool, ToolAnswer, ToolArguments } from "../../mcp/tool.ts";
import type { JsonSchema } from "../../model/json-schema.ts";
import { operations } from "../openapi.ts";
import type { Operation, SchemaOf } from "../openapi-operation.ts";
import { actionOf } from "../route-actions.ts";
import { type AskRoute, askedRoute } from "./asked-route.ts";
import { answerSchemaOf, inputSchemaOf, outputSchemaOf, pageLimits } from "./tool-schemas.ts";

/** A tool as the table has it: a route, and the words that a model chooses it by. */
export interface RouteToolEntry {
  readonly name: string;
  readonly title: string;
  /** When to use it, and what to know of what it answers. */
  readonly description: string;
  /** The id of the operation that it asks. */
  readonly operation: string;
  /** Names of arguments that are not those of the route's parameters: `customer` for `id`. */
  readonly named?: Readonly<Record<string, string>>;
  /** A list of the answer that is cut where it is long; lists with pages of their own need none. */
  readonly cuts?: string;
  /** Shows a part of the answer, which further arguments choose. */
  readonly shows?: Shown;
}

/** A part of what a route answers. */
export interface Shown {
  readonly arguments: Readonly<Record<string, JsonSchema>>;
  readonly required: readonly string[];
  readonly schema: SchemaOf;
  readonly of: (answer: object, given: ToolArguments) => ToolAnswer;
}

/** A tool whose route is known; it is called by whoever may. */
export interface RouteTool extends Omit<Tool, "call"> {
  readonly action: Action;
  readonly operation: Operation;
  readonly call: (given: ToolArguments, ask: AskRoute) => Promise<ToolAnswer>;
}

const cursor: JsonSchema = {
  type: "string",
  maxLength: 20,
  description: "`next` of the answer before. From the beginning.",
};

/** Makes a tool of its entry in the table. */
export function routeTool(entry: RouteToolEntry): RouteTool {
  const { name, title, description, named = {}, cuts, shows } = entry;
  const operation = operations.find(({ id }) => id === entry.operation);
  const action = operation && actionOf(operation.method, operation.url);
  if (operation === undefined || action === undefined)
    throw new Error(`broken invariant: ${entry.operation} is a route with an action`);
  const own = { ...shows?.arguments, ...(cuts === undefined ? {} : { cursor }) };
  const outputSchema = outputSchemaOf(
    shows?.schema ?? answerSchemaOf(operation),
    cuts !== undefined,
  );
  const { [cuts ?? ""]: list } = outputSchema.properties as Readonly<Record<string, JsonSchema>>;
  if (cuts !== undefined && list?.type !== "array")
    throw new Error(`broken invariant: ${name} cuts a list`);
  const isPaged = operation.query?.some((one) => one.name === "limit") ?? false;
  return {
    name,
    title,
    description,
    action,
    operation,
    // What is asked by POST and needs no key that writes changes nothing.
    readsOnly: isReading(action) && operation.access === "read",
    inputSchema: inputSchemaOf(operation, { named, own, ownRequired: shows?.required ?? [] }),
    outputSchema,
    call: async (given, ask) => {
      const asked = Object.fromEntries(
        Object.entries(given).filter(([argument]) => !Object.hasOwn(own, argument)),
      );
      const route = { operation, named };
      if (isPaged) return wholePage(asked, (some) => askedRoute(route, some, ask));
      const answer = await askedRoute(route, asked, ask);
      if (!answer.ok) return answer;
      const shown = shows === undefined ? answer : shows.of(answer.value, given);
      if (!shown.ok) return shown;
      if (cuts !== undefined) return cutList(shown.value, cuts, given);
      return fits(shown.value) ? shown : tooLong("ask for a shorter time, or for fewer things");
    },
  };
}

/** A page of so many items as are asked for, or of fewer where those are too long to be read. */
async function wholePage(
  given: ToolArguments,
  ask: (given: ToolArguments) => Promise<ToolAnswer>,
): Promise<ToolAnswer> {
  let { limit = pageLimits.default } = given;
  for (;;) {
    if (typeof limit === "number" && limit > pageLimits.maximum) limit = pageLimits.maximum;
    const answer = await ask({ ...given, limit });
    if (!answer.ok || fits(answer.value)) return answer;
    if (typeof limit !== "number" || limit <= 1) return tooLong("ask for one of them by its id");
    limit = Math.floor(limit / 2);
  }
}
