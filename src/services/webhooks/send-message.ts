import { errors, request } from "undici";
import type { AddressRange } from "../../webhook/address-rules.ts";
import { AddressRefused, guardedAgents, type Resolve } from "./guarded-agents.ts";

/** A message on its way. */
export interface Outgoing {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** How an attempt to send ended. */
export interface SendOutcome {
  /** `delivered` is an answer of 2xx, and nothing else is. */
  readonly outcome:
    | "delivered"
    | "refused"
    | "redirected"
    | "timed-out"
    | "unreachable"
    | "address-refused"
    | "secret-lost";
  /** Of HTTP; null where nothing answered. */
  readonly status: number | null;
  /** The beginning of the answer, or why there was none. */
  readonly detail: string;
  /** How long the receiver asks to be left alone. */
  readonly retryAfterMs?: number;
}

/** Sends messages to other systems. */
export interface Sender {
  readonly send: (message: Outgoing) => Promise<SendOutcome>;
  readonly close: () => Promise<void>;
}

/** How long an attempt may take from beginning to end, and what is read of the answer. */
export const sendLimits = { timeoutMs: 15_000, connectMs: 5_000, answerBytes: 2_048 } as const;

/**
 * Sends over HTTPS, following no redirect and keeping to public addresses, and to the ranges that the settings open (see
 * {@link guardedAgents}).
 */
export function createSender(
  allowed: readonly AddressRange[],
  resolve?: Resolve,
  timeoutMs: number = sendLimits.timeoutMs,
): Sender {
  const agents = guardedAgents(allowed, sendLimits, resolve);
  return {
    send: async ({ url, headers, body }) => {
      try {
        const answer = await request(url, {
          method: "POST",
          headers,
          body,
          dispatcher: agents.to(url),
          signal: AbortSignal.timeout(timeoutMs),
        });
        const detail = await beginningOf(answer.body);
        const wait = retryAfterMs(answer.headers["retry-after"]);
        return {
          outcome: outcomeOf(answer.statusCode),
          status: answer.statusCode,
          detail,
          ...(wait === undefined ? {} : { retryAfterMs: wait }),
        };
      } catch (error) {
        return failureOf(error);
      }
    },
    close: agents.close,
  };
}

async function beginningOf(body: AsyncIterable<Uint8Array> & { destroy(): unknown }) {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body) {
    parts.push(part);
    bytes += part.length;
    if (bytes >= sendLimits.answerBytes) break;
  }
  body.destroy();
  // What no database keeps as it is would lose the attempt.
  return Buffer.concat(parts)
    .subarray(0, sendLimits.answerBytes)
    .toString("utf8")
    .replaceAll("\0", "");
}

function outcomeOf(status: number): SendOutcome["outcome"] {
  if (status >= 200 && status < 300) return "delivered";
  return status >= 300 && status < 400 ? "redirected" : "refused";
}

/** Seconds, as nearly all receivers say it; a date is passed over. */
function retryAfterMs(header: string | string[] | undefined): number | undefined {
  const seconds = typeof header === "string" && /^\d{1,6}$/.test(header) ? Number(header) : 0;
  return seconds === 0 ? undefined : seconds * 1_000;
}

function failureOf(error: unknown): SendOutcome {
  const { name = "", message = "", code = "" } = error as Error & { readonly code?: string };
  if (error instanceof AddressRefused) return failed("address-refused", message);
  const isLate =
    name === "TimeoutError" ||
    error instanceof errors.HeadersTimeoutError ||
    error instanceof errors.BodyTimeoutError ||
    error instanceof errors.ConnectTimeoutError;
  if (isLate) return failed("timed-out", "no whole answer in time");
  return failed("unreachable", (code === "" || code === undefined ? message : code).slice(0, 200));
}

const failed = (outcome: SendOutcome["outcome"], detail: string): SendOutcome => ({
  outcome,
  status: null,
  detail,
});
