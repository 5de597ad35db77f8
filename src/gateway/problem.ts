import { format, trim } from "../money/decimal.ts";
import type { CallDecision, CallRefusal, QuotaLeft } from "./call-decision.ts";
import type { HeadFault } from "./request-guard.ts";

/** Why the gateway itself answers a call. */
export type GatewayProblem =
  | CallRefusal
  | HeadFault
  | "unauthenticated"
  | "no-such-api"
  | "not-sold"
  | "api-ended"
  | "upstream-unreachable"
  | "upstream-timeout"
  | "server-unreachable"
  | "usage-spool-full"
  | "usage-spool-failed"
  | "stopping";

const problems: Readonly<
  Record<GatewayProblem, readonly [status: number, title: string, detail: string]>
> = {
  "malformed-request": [
    400,
    "The request cannot be read in one way",
    "a path has no dots alone between slashes, and a body one length",
  ],
  unauthenticated: [401, "A valid key is needed", "send Authorization: Bearer <key>, or X-Api-Key"],
  suspended: [402, "Access is suspended", "invoices are overdue"],
  "quota-exceeded": [402, "The quota is used up", "the plan does not pay for more"],
  "not-subscribed": [403, "Nothing is subscribed", "the customer has bought nothing in service"],
  "plan-without-access": [403, "The plan has no access", "this API belongs to other plans"],
  "feature-missing": [
    403,
    "A feature is missing",
    "this API needs a feature that the plan has not",
  ],
  "no-such-api": [404, "There is no such API", "no API has a path that begins like this"],
  "not-sold": [404, "This is not sold", "no price knows this value of the call's path or method"],
  "api-ended": [
    410,
    "The API has ended",
    "its successor stands in the Link header, where it has one",
  ],
  "rate-limited": [429, "Too many calls", "wait until Retry-After"],
  "upgrade-unsupported": [501, "There are no WebSockets here", "ask over HTTP, or for a stream"],
  "coding-unsupported": [501, "The body is coded in an unknown way", "send it chunked"],
  "upstream-unreachable": [
    502,
    "The upstream does not answer",
    "it could not be reached, or broke off",
  ],
  "server-unreachable": [503, "Access cannot be decided", "the Florin server does not answer"],
  "usage-spool-full": [503, "Usage cannot be kept", "too much of it waits for the Florin server"],
  "usage-spool-failed": [503, "Usage cannot be kept", "the disk of the gateway takes nothing"],
  stopping: [503, "The gateway is stopping", "another one takes its place"],
  "upstream-timeout": [504, "The upstream took too long", "it did not begin to answer in time"],
};

/** Seconds after which the same call may succeed, where nothing better is known. */
const retryAfterDefault: Partial<Record<GatewayProblem, number>> = {
  "upstream-unreachable": 1,
  "server-unreachable": 1,
  "usage-spool-full": 5,
  "usage-spool-failed": 5,
  stopping: 1,
};

/** An answer that the gateway gives itself. */
export interface GatewayAnswer {
  readonly status: number;
  readonly headers: readonly string[];
  readonly body: string;
}

/** The answer of a refusal: RFC 9457, with `RateLimit`, `RateLimit-Policy` and `Retry-After` where time helps. */
export function problemAnswer(
  code: GatewayProblem,
  nowMs: number,
  more: {
    readonly decision?: CallDecision;
    readonly headers?: readonly string[];
    /** Default: what the decision says. */
    readonly because?: string;
  } = {},
): GatewayAnswer {
  const [status, title, detail] = problems[code];
  const { decision, headers = [] } = more;
  const { because = decision?.because } = more;
  const exceeded = decision?.quotas.find(({ quota }) => quota.id === because);
  const retryAfter =
    exceeded === undefined ? retryAfterDefault[code] : secondsUntil(exceeded, nowMs);
  const body = JSON.stringify({
    type: "about:blank",
    title,
    status,
    detail: because === undefined ? detail : `${because}: ${detail}`,
    code,
    ...(because === undefined ? {} : { because }),
    ...(exceeded?.quota.resetsAtMs === undefined
      ? {}
      : { resetsAt: new Date(exceeded.quota.resetsAtMs).toISOString() }),
  });
  return {
    status,
    body,
    headers: [
      "content-type",
      "application/problem+json",
      "content-length",
      String(Buffer.byteLength(body)),
      "cache-control",
      "no-store",
      ...(code === "unauthenticated" ? ["www-authenticate", "Bearer"] : []),
      ...(retryAfter === undefined ? [] : ["retry-after", String(retryAfter)]),
      ...rateLimitHeaders(decision?.quotas ?? [], nowMs),
      ...headers,
    ],
  };
}

/** Until the window's end; of a rolling one until all of it has passed, since what is used now frees no earlier for sure. */
const secondsUntil = ({ quota }: QuotaLeft, nowMs: number): number =>
  Math.max(
    1,
    Math.ceil((quota.resetsAtMs === undefined ? quota.windowMs : quota.resetsAtMs - nowMs) / 1000),
  );

/** The IETF's draft of `RateLimit` and `RateLimit-Policy`: each quota by its id, whole units left, seconds until it is whole again. */
export function rateLimitHeaders(quotas: readonly QuotaLeft[], nowMs: number): readonly string[] {
  if (quotas.length === 0) return [];
  const policies = quotas.map(({ quota }) => {
    const { id, allowance, windowMs } = quota;
    const limit = allowance === undefined ? "0" : format(trim(allowance)).split(".")[0];
    return `"${id}";q=${limit};w=${Math.max(1, Math.round(windowMs / 1000))}`;
  });
  const left = quotas.map(
    (one) =>
      `"${one.quota.id}";r=${format(trim(one.left)).split(".")[0]};t=${secondsUntil(one, nowMs)}`,
  );
  return ["ratelimit-policy", policies.join(", "), "ratelimit", left.join(", ")];
}
