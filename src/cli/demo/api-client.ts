import { Pool } from "undici";
import { describeFault, type Fault } from "../../fault/fault.ts";

/** A thin client of Florin's own API, as any program would write one. */
export interface ApiClient {
  readonly get: <T>(path: string) => Promise<T>;
  readonly post: <T>(path: string, body: unknown, idempotencyKey?: string) => Promise<T>;
  readonly close: () => Promise<void>;
}

interface ProblemBody {
  readonly detail?: string;
  readonly code?: string;
  readonly errors?: readonly Fault[];
}

/** A client over kept-alive connections. Throws an error that carries the problem document's words. */
export function apiClient(origin: string, apiKey: string): ApiClient {
  const pool = new Pool(origin, { connections: 4 });
  const call = async <T>(
    method: "GET" | "POST",
    path: string,
    body?: unknown,
    key?: string,
  ): Promise<T> => {
    const answer = await pool.request({
      method,
      path,
      headers: {
        authorization: `Bearer ${apiKey}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(key === undefined ? {} : { "idempotency-key": key }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const json: unknown = await answer.body.json();
    if (answer.statusCode >= 300)
      throw new Error(problemText(`${method} ${path}`, json as ProblemBody));
    return json as T;
  };
  return {
    get: (path) => call("GET", path),
    post: (path, body, key) => call("POST", path, body, key),
    close: () => pool.close(),
  };
}

function problemText(request: string, problem: ProblemBody): string {
  const faults = (problem.errors ?? []).slice(0, 3).map(describeFault).join("; ");
  return `${request} was refused: ${problem.code ?? "?"}: ${problem.detail ?? ""} ${faults}`.trim();
}
