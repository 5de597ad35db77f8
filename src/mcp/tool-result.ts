import type { ToolAnswer } from "./tool.ts";

/** What came of a call, as MCP writes it. */
export interface ToolResult {
  readonly content: readonly [{ readonly type: "text"; readonly text: string }];
  readonly structuredContent?: object;
  readonly isError?: true;
}

/**
 * The answer as structured content, and as the same JSON in a text for clients that read only that. A refusal is a text alone: its
 * form is not the one that the tool's output schema describes.
 */
export function toolResult(answer: ToolAnswer): ToolResult {
  return answer.ok
    ? { content: [textOf(answer.value)], structuredContent: answer.value }
    : { content: [textOf(answer.refusal)], isError: true };
}

const textOf = (value: object) => ({ type: "text", text: JSON.stringify(value) }) as const;
