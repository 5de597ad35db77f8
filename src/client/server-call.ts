/** How a server is spoken to. */
export interface ServerOptions {
  /** `https://billing.example.com`. */
  readonly url: string;
  /** An API key of the server. */
  readonly key: string;
  /** Default: the platform's own. */
  readonly fetch?: typeof fetch;
  /** How long an answer is waited for. Default 10 seconds. */
  readonly timeoutMs?: number;
}

/** A refusal of the server: an RFC 9457 problem. Thrown. */
export class FlorinProblem extends Error {
  readonly status: number;
  /** `unknown-customer`, `invalid-request`…: the first of its faults, else the problem's own. */
  readonly code: string;
  /** Seconds after which the same may be asked again; undefined where the server does not say. */
  readonly retryAfter: number | undefined;
  constructor(status: number, code: string, detail: string, retryAfter: number | undefined) {
    super(detail);
    this.name = "FlorinProblem";
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

/** Whether what failed may succeed later: the server is away, or busy. */
export const mayPass = (error: unknown): boolean =>
  !(error instanceof FlorinProblem) ||
  error.status >= 500 ||
  error.status === 429 ||
  error.status === 408;

/** Asks a server; throws {@link FlorinProblem} where it refuses, and what `fetch` throws where it cannot be reached. */
export type ServerCall = <T>(
  method: "GET" | "POST",
  path: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<T>;

const timeoutDefaultMs = 10_000;

/** The code of a refusal that came without a problem document: of a proxy before the server, say. */
export const noProblemDocument = "no-problem-document";

/** Asks the server of these options. */
export function serverCall(options: ServerOptions): ServerCall {
  const { url, key, fetch: ask = fetch, timeoutMs = timeoutDefaultMs } = options;
  const origin = url.replace(/\/+$/, "");
  return async <T>(
    method: "GET" | "POST",
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<T> => {
    const answer = await ask(`${origin}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    const text = await answer.text();
    if (answer.ok) return JSON.parse(text) as T;
    throw problemOf(answer, text);
  };
}

function problemOf(answer: Response, text: string): FlorinProblem {
  const after = Number(answer.headers.get("retry-after") ?? Number.NaN);
  const retryAfter = Number.isFinite(after) ? after : undefined;
  try {
    const { code, detail, errors } = JSON.parse(text) as {
      readonly code: string;
      readonly detail: string;
      readonly errors?: readonly { readonly code: string }[];
    };
    return new FlorinProblem(answer.status, errors?.[0]?.code ?? code, detail, retryAfter);
  } catch {
    return new FlorinProblem(answer.status, noProblemDocument, text.slice(0, 200), retryAfter);
  }
}
