import { idempotentRoutes } from "./generated-types.ts";
import { type Place, placeOf } from "./place-of.ts";

/** A request as its caller states it, whatever the route. */
export interface Stated extends Place {
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
