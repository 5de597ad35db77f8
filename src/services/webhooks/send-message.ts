import { lookup as lookUp } from "node:dns/promises";
import { isIP, type LookupFunction } from "node:net";
import { Agent, errors, request } from "undici";
import { type AddressRange, addressRefusal, isAllowed } from "../../webhook/address-rules.ts";

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

/** Every address of a name. */
export type Resolve = (name: string) => Promise<readonly string[]>;

const resolveByDns: Resolve = async (name) =>
  (await lookUp(name, { all: true })).map(({ address }) => address);

class AddressRefused extends Error {}

/**
 * Sends over HTTPS, following no redirect and keeping to public addresses. A name is resolved once for a connection, and the
 * connection goes to an address that was looked at: a name that answers otherwise the next time changes nothing. `allowed` are
 * the ranges that the settings open, to which it also sends over plain HTTP.
 */
export function createSender(
  allowed: readonly AddressRange[],
  resolve: Resolve = resolveByDns,
  timeoutMs: number = sendLimits.timeoutMs,
): Sender {
  const rules = {
    "https:": (address: string) => addressRefusal(address, allowed),
    "http:": (address: string) => (isAllowed(address, allowed) ? undefined : "https is asked for"),
  };
  const agents = {
    "https:": agentFor(guarded(resolve, rules["https:"])),
    "http:": agentFor(guarded(resolve, rules["http:"])),
  };
  return {
    send: async ({ url, headers, body }) => {
      const { protocol, hostname } = new URL(url);
      if (protocol !== "https:" && protocol !== "http:")
        return failed("address-refused", "only https is sent to");
      const literal = hostname.replace(/^\[|\]$/g, "");
      const refusal = isIP(literal) === 0 ? undefined : rules[protocol](literal);
      if (refusal !== undefined) return failed("address-refused", `${literal}: ${refusal}`);
      try {
        const answer = await request(url, {
          method: "POST",
          headers,
          body,
          dispatcher: agents[protocol],
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
    close: async () => {
      await Promise.all(Object.values(agents).map((agent) => agent.destroy()));
    },
  };
}

const agentFor = (lookup: LookupFunction): Agent =>
  new Agent({
    connect: { lookup, timeout: sendLimits.connectMs },
    connections: 16,
    pipelining: 1,
    keepAliveTimeout: 10_000,
    headersTimeout: sendLimits.timeoutMs,
    bodyTimeout: sendLimits.timeoutMs,
  });

/** A look-up that gives only addresses which may be connected to. */
function guarded(
  resolve: Resolve,
  refusalOf: (address: string) => string | undefined,
): LookupFunction {
  return (name, options, done) => {
    resolve(name).then(
      (addresses) => {
        const open = addresses.filter((address) => refusalOf(address) === undefined);
        const [first] = open;
        if (first === undefined) {
          const why = addresses.map((address) => `${address}: ${refusalOf(address)}`).join(", ");
          return done(new AddressRefused(why === "" ? `${name} has no address` : why), "");
        }
        if (options.all !== true) return done(null, first, isIP(first));
        return done(
          null,
          open.map((address) => ({ address, family: isIP(address) })),
        );
      },
      (error: Error) => done(error, ""),
    );
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
