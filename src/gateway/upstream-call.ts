import http from "node:http";
import https from "node:https";
import { passedOn } from "./header-lines.ts";

/** Where calls are forwarded to, and how long it may keep silent. */
export interface UpstreamTerms {
  readonly url: URL;
  readonly agent: http.Agent;
  /** Until it begins to answer, and between two pieces of its answer, in milliseconds. */
  readonly silenceMsMax: number;
}

/** An agent that keeps connections, for a URL. */
export const agentFor = (url: URL): http.Agent =>
  url.protocol === "https:"
    ? new https.Agent({ keepAlive: true })
    : new http.Agent({ keepAlive: true });

/** Whether a body comes behind the head of a request. */
export const bringsBody = ({ headers }: http.IncomingMessage): boolean =>
  headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;

/** A request of the gateway to an upstream: method, path with query and headers as they came, but for those of the connection. */
export function upstreamRequest(
  { url, agent }: UpstreamTerms,
  incoming: http.IncomingMessage,
  extra: { readonly without: readonly string[]; readonly headers: readonly string[] },
): http.ClientRequest {
  const base = url.pathname === "/" ? "" : url.pathname;
  const request = (url.protocol === "https:" ? https : http).request({
    agent,
    protocol: url.protocol,
    hostname: url.hostname.replace(/^\[|\]$/g, ""),
    port: url.port,
    method: incoming.method,
    path: `${base}${incoming.url ?? "/"}`,
    headers: [
      "host",
      url.host,
      ...passedOn(incoming.rawHeaders, ["host", "expect", ...extra.without]),
      ...extra.headers,
      ...(incoming.headers["transfer-encoding"] === undefined
        ? []
        : ["transfer-encoding", "chunked"]),
    ],
  });
  return request;
}
