import { answerLengthMax, fits, tooLong } from "../../mcp/fit-answer.ts";
import { refusedBy } from "../../mcp/tool.ts";
import { isRecord } from "../record.ts";
import type { Shown } from "./route-tool.ts";

const namesMax = 40;

/** A part of a model by its JSON pointer. Refuses `unknown-path`, and `answer-too-long` with the names of smaller parts. */
export const modelPart: Shown = {
  arguments: {
    path: {
      type: "string",
      maxLength: 1_000,
      description: "A JSON pointer: `/plans/team`. The whole model.",
      examples: ["/plans/team"],
    },
  },
  required: [],
  schema: () => ({
    type: "object",
    properties: {
      path: { type: "string" },
      value: { description: "What stands there, as the model file says it." },
    },
    required: ["path", "value"],
  }),
  of: (model, { path = "" }) => {
    const found = typeof path === "string" ? at(model, path) : undefined;
    if (found === undefined)
      return refusedBy([
        {
          code: "unknown-path",
          path: "/path",
          message: "nothing stands there in the model",
          suggestion: `at the top are ${namesIn(model)}`,
        },
      ]);
    const value = { path, value: found };
    return fits(value)
      ? { ok: true, value }
      : tooLong(`read a part of it, of ${answerLengthMax} characters: ${namesIn(found)}`);
  },
};

/** What a JSON pointer (RFC 6901) leads to. */
function at(whole: unknown, pointer: string): unknown {
  if (pointer === "") return whole;
  if (!pointer.startsWith("/")) return undefined;
  let found = whole;
  for (const step of pointer.slice(1).split("/")) {
    const key = step.replaceAll("~1", "/").replaceAll("~0", "~");
    if (Array.isArray(found)) found = /^\d+$/.test(key) ? found[Number(key)] : undefined;
    else found = isRecord(found) && Object.hasOwn(found, key) ? found[key] : undefined;
  }
  return found;
}

function namesIn(value: unknown): string {
  const names = Object.keys(isRecord(value) || Array.isArray(value) ? value : {});
  return `${names.slice(0, namesMax).join(", ")}${names.length > namesMax ? " …" : ""}`;
}
