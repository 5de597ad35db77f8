import { errorFor, isRecord } from "../../mcp/json-rpc.ts";
import type { AnswerMessage } from "./spoken-lines.ts";

/**
 * Hands each message to a server's `/mcp` and its answer back: the tools are those of that server, and of the key. What the server
 * refuses, or where nothing answers, is an error of the request.
 */
export function relayTo(server: string, key: string): AnswerMessage {
  const url = `${server.replace(/\/+$/, "")}/mcp`;
  let spoken: string | undefined;
  return async (message) => {
    const id = isRecord(message) && isId(message.id) ? message.id : null;
    const failed = (why: string, data?: unknown) =>
      id === null ? undefined : errorFor(id, "internal", why, data);
    const answer = await fetch(url, {
      method: "POST",
      headers: {
        authorization: `Bearer ${key}`,
        "content-type": "application/json",
        accept: "application/json, text/event-stream",
        ...(spoken === undefined ? {} : { "mcp-protocol-version": spoken }),
      },
      body: JSON.stringify(message),
    }).catch(() => undefined);
    if (answer === undefined)
      return failed(`nothing answers at ${server}: start florin serve there`);
    const json: unknown = await answer.json().catch(() => undefined);
    if (answer.status === 202) return undefined;
    if (!isRecord(json)) return failed(`${server} answered with status ${answer.status}`);
    if (json.jsonrpc !== "2.0") return failed(String(json.detail ?? answer.status), json);
    const { result } = json;
    if (isRecord(result) && typeof result.protocolVersion === "string")
      spoken = result.protocolVersion;
    return json;
  };
}

const isId = (id: unknown): id is string | number =>
  typeof id === "string" || typeof id === "number";
