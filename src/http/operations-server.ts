import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Readiness } from "../services/readiness.ts";

/** Serves what an operator's tools ask for, apart from the API. */
export interface OperationsServer {
  /** `http://127.0.0.1:9090`. */
  readonly origin: string;
  readonly close: () => Promise<void>;
}

/** What it serves. */
export interface OperationsParts {
  readonly host: string;
  /** 0 picks a free one. */
  readonly port: number;
  readonly metrics: { readonly text: () => Promise<string>; readonly contentType: string };
  readonly readiness: () => Promise<Readiness>;
}

/**
 * Listens on an address of its own: `/metrics` for Prometheus, `/healthz` and `/readyz`. It asks for no key, since what it says is
 * the whole server's and no tenant's: who can reach the address may read it. Rejects where the address cannot be listened on.
 */
export async function listenForOperations(parts: OperationsParts): Promise<OperationsServer> {
  const { metrics, readiness } = parts;
  const answers: Readonly<Record<string, () => Promise<Answer>>> = {
    "/metrics": async () => ({
      status: 200,
      type: metrics.contentType,
      body: await metrics.text(),
    }),
    "/healthz": async () => ({ status: 200, type: json, body: JSON.stringify({ status: "ok" }) }),
    "/readyz": async () => {
      const found = await readiness();
      return { status: found.ready ? 200 : 503, type: json, body: JSON.stringify(found) };
    },
  };
  const server: Server = createServer((request, response) => {
    const path = request.url?.split("?")[0] ?? "";
    const answer = request.method === "GET" && Object.hasOwn(answers, path) ? answers[path] : none;
    (answer ?? none)().then(
      ({ status, type, body }) =>
        response.writeHead(status, { "content-type": type, "cache-control": "no-store" }).end(body),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host: parts.host, port: parts.port }, resolve);
  });
  const { address, port, family } = server.address() as AddressInfo;
  const host = family === "IPv6" ? `[${address}]` : address;
  return {
    origin: `http://${host}:${port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const json = "application/json; charset=utf-8";

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

const none = async (): Promise<Answer> => ({ status: 404, type: "text/plain", body: "" });
