/** What joins an answer to its request. */
export type RpcId = string | number;

/** Named values of a request. */
export type RpcParams = Readonly<Record<string, unknown>>;

/** A message of JSON-RPC 2.0, as it was read. Answers are read past: this side asks nothing. */
export type RpcMessage =
  | {
      readonly kind: "request";
      readonly id: RpcId;
      readonly method: string;
      readonly params: RpcParams;
    }
  | { readonly kind: "unanswered" }
  | { readonly kind: "invalid"; readonly id: RpcId | null; readonly message: string };

/** Why a request gets no result (JSON-RPC 2.0, section 5.1; MCP has the last). */
export const rpcErrors = {
  parse: -32_700,
  invalidRequest: -32_600,
  methodNotFound: -32_601,
  invalidParams: -32_602,
  internal: -32_603,
  resourceNotFound: -32_002,
} as const;

/** What a request came to. */
export interface RpcAnswer {
  readonly jsonrpc: "2.0";
  readonly id: RpcId | null;
  readonly result?: object;
  readonly error?: { readonly code: number; readonly message: string; readonly data?: unknown };
}

/** Reads one message; MCP has no batches since 2025-06-18. */
export function readMessage(json: unknown): RpcMessage {
  if (!isRecord(json))
    return { kind: "invalid", id: null, message: "a message is one JSON object" };
  const { jsonrpc, method, params = {} } = json;
  const id = idOf(json.id);
  if (jsonrpc !== "2.0") return { kind: "invalid", id, message: 'a message says "jsonrpc": "2.0"' };
  if (method === undefined && ("result" in json || "error" in json)) return { kind: "unanswered" };
  if (typeof method !== "string")
    return { kind: "invalid", id, message: "a request names its method" };
  if (!("id" in json)) return { kind: "unanswered" };
  if (id === null)
    return { kind: "invalid", id, message: "the id of a request is a text or a whole number" };
  if (!isRecord(params)) return { kind: "invalid", id, message: "params is an object" };
  return { kind: "request", id, method, params };
}

/** A request's result. */
export const resultFor = (id: RpcId, result: object): RpcAnswer => ({ jsonrpc: "2.0", id, result });

/** Why a request has none. */
export const errorFor = (
  id: RpcId | null,
  reason: keyof typeof rpcErrors,
  message: string,
  data?: unknown,
): RpcAnswer => ({
  jsonrpc: "2.0",
  id,
  error: { code: rpcErrors[reason], message, ...(data === undefined ? {} : { data }) },
});

const idOf = (id: unknown): RpcId | null =>
  typeof id === "string" || Number.isSafeInteger(id) ? (id as RpcId) : null;

/** Whether a value from outside is a plain object. */
export const isRecord = (value: unknown): value is RpcParams =>
  typeof value === "object" && value !== null && !Array.isArray(value);
