import { argumentFaults } from "./check-arguments.ts";
import {
  errorFor,
  isRecord,
  type RpcAnswer,
  type RpcId,
  type RpcParams,
  readMessage,
  resultFor,
} from "./json-rpc.ts";
import { type Resource, refusedBy, type Tool } from "./tool.ts";
import { toolResult } from "./tool-result.ts";

/** The versions of the protocol that are spoken, the newest first: they differ in nothing that is used here. */
export const protocolVersions = ["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"] as const;

/** What one caller is served. */
export interface AgentServer {
  /** Florin's own version. */
  readonly version: string;
  /** What a model is told before it asks anything. */
  readonly instructions: string;
  readonly tools: readonly Tool[];
  readonly resources: readonly Resource[];
}

/**
 * Answers one message; undefined where it asks for no answer. Nothing is remembered, so each message may come to another server.
 * Rejects where a tool breaks: what it refuses is a result.
 */
export async function answerMessage(
  server: AgentServer,
  json: unknown,
): Promise<RpcAnswer | undefined> {
  const message = readMessage(json);
  switch (message.kind) {
    case "unanswered":
      return undefined;
    case "invalid":
      return errorFor(message.id, "invalidRequest", message.message);
    case "request": {
      const answer = answers.get(message.method);
      return answer === undefined
        ? errorFor(message.id, "methodNotFound", `there is no method "${cut(message.method)}"`)
        : answer(server, message.id, message.params);
    }
  }
}

type Answering = (
  server: AgentServer,
  id: RpcId,
  params: RpcParams,
) => RpcAnswer | Promise<RpcAnswer>;

const answers: ReadonlyMap<string, Answering> = new Map<string, Answering>([
  ["initialize", initialized],
  ["ping", (_server, id) => resultFor(id, {})],
  ["tools/list", ({ tools }, id) => resultFor(id, { tools: tools.map(listedTool) })],
  ["tools/call", called],
  [
    "resources/list",
    ({ resources }, id) => resultFor(id, { resources: resources.map(listedResource) }),
  ],
  ["resources/templates/list", (_server, id) => resultFor(id, { resourceTemplates: [] })],
  ["resources/read", read],
]);

function initialized(
  { version, instructions }: AgentServer,
  id: RpcId,
  { protocolVersion }: RpcParams,
): RpcAnswer {
  const spoken = protocolVersions.find((one) => one === protocolVersion) ?? protocolVersions[0];
  return resultFor(id, {
    protocolVersion: spoken,
    capabilities: { tools: {}, resources: {} },
    serverInfo: { name: "florin", title: "Florin", version },
    instructions,
  });
}

const listedTool = (tool: Tool): object => ({
  name: tool.name,
  title: tool.title,
  description: tool.description,
  inputSchema: tool.inputSchema,
  outputSchema: tool.outputSchema,
  annotations: { readOnlyHint: tool.readsOnly, destructiveHint: false, openWorldHint: false },
});

const listedResource = ({ uri, name, title, description, mimeType }: Resource): object => ({
  uri,
  name,
  title,
  description,
  mimeType,
});

async function called({ tools }: AgentServer, id: RpcId, params: RpcParams): Promise<RpcAnswer> {
  const { name, arguments: given = {} } = params;
  const tool = tools.find((one) => one.name === name);
  if (tool === undefined)
    return errorFor(
      id,
      "invalidParams",
      `there is no tool "${cut(name)}", or the key may not use it`,
    );
  if (!isRecord(given)) return errorFor(id, "invalidParams", "arguments is an object");
  const faults = argumentFaults(tool.inputSchema, given);
  return resultFor(id, toolResult(faults.length > 0 ? refusedBy(faults) : await tool.call(given)));
}

async function read({ resources }: AgentServer, id: RpcId, { uri }: RpcParams): Promise<RpcAnswer> {
  const resource = resources.find((one) => one.uri === uri);
  if (resource === undefined)
    return errorFor(id, "resourceNotFound", "there is no such resource", { uri: cut(uri) });
  const text = await resource.read();
  if (!text.ok) {
    const [first] = text.faults;
    return errorFor(id, "internal", first?.message ?? "it cannot be read", { errors: text.faults });
  }
  const { mimeType } = resource;
  return resultFor(id, { contents: [{ uri: resource.uri, mimeType, text: text.value }] });
}

const cut = (value: unknown): string => String(value).slice(0, 60);
