import { idempotentRoutes } from "./generated-types.ts";

/** A request as its caller states it, whatever the route. */
export interface Stated {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly body?: unknown;
  /** Of a body that is no JSON. */
  readonly contentType?: string;
  /** The media type of the answer; JSON where absent. */
  readonly accept?: string | undefined;
  readonly idempotencyKey?: string | undefined;
  readonly ifMatch?: string | undefined;
  readonly ifNoneMatch?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A request as it is sent. */
export interface OutgoingRequest {
  /** `/v1/customers?q=north`. */
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: RequestInit["body"];
  /** Whether it may be sent again when nobody knows what became of it: it has its effect once. */
  readonly isRepeatable: boolean;
}

/** A path with its parts put in, and its query; undefined and empty parameters are left out. */
export function placeOf(
  template: string,
  { path = {}, query = {} }: Pick<Stated, "path" | "query"> = {},
): string {
  const filled = template.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(path[name] ?? ""),
  );
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== "") parameters.set(name, String(value));
  return parameters.size === 0 ? filled : `${filled}?${parameters}`;
}

/** 128 bits of chance as text. */
function newKey(): string {
  // Not `randomUUID`, which a browser has only where the page came over TLS.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** A request of a route. One that takes an idempotency key gets one, so that it may be sent again. */
export function requestOf(method: string, template: string, stated: Stated): OutgoingRequest {
  const { accept = "application/json", body, contentType, ifMatch, ifNoneMatch } = stated;
  const takesKey = idempotentRoutes.has(`${method} ${template}`);
  const key = stated.idempotencyKey ?? (takesKey ? newKey() : undefined);
  const isJson = body !== undefined && contentType === undefined;
  return {
    url: placeOf(template, stated),
    method,
    headers: {
      accept,
      ...(isJson ? { "content-type": "application/json" } : {}),
      ...(contentType === undefined ? {} : { "content-type": contentType }),
      ...(key === undefined ? {} : { "idempotency-key": key }),
      ...(ifMatch === undefined ? {} : { "if-match": ifMatch }),
      ...(ifNoneMatch === undefined ? {} : { "if-none-match": ifNoneMatch }),
    },
    body: isJson ? JSON.stringify(body) : (body as RequestInit["body"]),
    isRepeatable: method !== "POST" || key !== undefined,
  };
}
