import { request } from "undici";
import type { AddressRange } from "../../webhook/address-rules.ts";
import { type GuardedAgents, guardedAgents } from "./guarded-agents.ts";

/** What is asked of another system. */
export interface GuardedRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
}

/** Asks other systems as `fetch` does, following no redirect, by ways that keep to public addresses. */
export interface GuardedFetch extends Pick<GuardedAgents, "close"> {
  readonly fetch: (url: string, asked: GuardedRequest) => Promise<Response>;
}

const times = { timeoutMs: 15_000, connectMs: 5_000 } as const;
const answerBytesMax = 1_048_576;

/** Opens the ways; `allowed` are the ranges that the settings open. */
export function guardedFetch(allowed: readonly AddressRange[]): GuardedFetch {
  const agents = guardedAgents(allowed, times);
  return {
    fetch: async (url, { method, headers, body, signal }) => {
      const answer = await request(url, {
        method: method as "GET",
        headers,
        ...(body === undefined || body === null ? {} : { body: String(body) }),
        dispatcher: agents.to(url),
        ...(signal === undefined ? {} : { signal }),
      });
      const parts: Uint8Array[] = [];
      let bytes = 0;
      for await (const part of answer.body as AsyncIterable<Uint8Array>) {
        bytes += part.length;
        if (bytes > answerBytesMax) throw new Error(`${new URL(url).host} answers too much`);
        parts.push(part);
      }
      const fields = Object.entries(answer.headers).flatMap(([name, value]) =>
        [value ?? []].flat().map((one): [string, string] => [name, one]),
      );
      const bodyless = [204, 205, 304].includes(answer.statusCode);
      return new Response(bodyless ? null : Buffer.concat(parts), {
        status: answer.statusCode,
        headers: fields,
      });
    },
    close: agents.close,
  };
}
