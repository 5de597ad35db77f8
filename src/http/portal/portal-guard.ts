import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { PortalAct } from "../../access/portal-acts.ts";
import type { PortalGuest } from "../../services/portal/portal-guest.ts";
import type { PortalSessions } from "../../services/portal/portal-sessions.ts";
import type { TakeRequests } from "../../services/request-leases.ts";
import type { ServerClock } from "../../services/tenant-clocks.ts";
import type { Instant } from "../../time/instant.ts";
import { bearerKey } from "../authenticate.ts";
import { Refusal } from "../problem.ts";
import { type RateCounter, rateCounter } from "../rate-limit.ts";
import { portalDescription, portalEntrance, portalRouteActs } from "./portal-route-acts.ts";

declare module "fastify" {
  interface FastifyRequest {
    guest: PortalGuest | null;
  }
}

/** Name of the portal's cookie. It is sent to the portal alone, and opens nothing else. */
export const portalCookie = "florin_portal";

/** Requests that the sessions of one link may send a minute. */
export const portalRequestsPerMinute = 600;

/** What guards the portal. */
export interface PortalGuardParts {
  readonly sessions: PortalSessions;
  readonly clock: Pick<ServerClock, "learn">;
  readonly takeRequests: TakeRequests;
  /** Real time. */
  readonly now: () => Instant;
}

/** Guards every `/portal/v1` request: a session of a portal opens them, and nothing else does. */
export function guardPortal(app: FastifyInstance, parts: PortalGuardParts): void {
  const rate = rateCounter(
    { requestsPerMinute: portalRequestsPerMinute },
    parts.takeRequests,
    parts.now,
  );
  app.decorateRequest("guest", null);
  app.addHook("onRequest", (request, reply, done) => {
    if (!isGuarded(request)) return done();
    admit(request, reply, parts, rate).then(done, done);
  });
}

const isGuarded = ({ method, routeOptions: { url = "" } }: FastifyRequest): boolean =>
  url.startsWith("/portal/v1/") &&
  url !== portalDescription &&
  `${method} ${url}` !== portalEntrance;

/** Puts the guest on a request, and answers its refusal; undefined where there is none. */
async function admit(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: PortalGuardParts,
  rate: RateCounter,
): Promise<Refusal | undefined> {
  const guest = await look(request, parts);
  if (guest === undefined) return sessionEnded();
  request.guest = guest;
  return (await excess(reply, guest, rate)) ?? overreach(request, guest) ?? forgery(request);
}

async function look(
  request: FastifyRequest,
  { sessions, clock }: PortalGuardParts,
): Promise<PortalGuest | undefined> {
  const { authorization } = request.headers;
  const shown =
    authorization === undefined ? request.cookies[portalCookie] : bearerKey(authorization);
  if (shown === undefined) return undefined;
  const guest = await sessions.guest(shown);
  if (guest !== undefined) await clock.learn(guest.tenant);
  return guest;
}

async function excess(
  reply: FastifyReply,
  { link }: PortalGuest,
  rate: RateCounter,
): Promise<Refusal | undefined> {
  const { isOver, headers, resetSeconds } = await rate.count(`portal ${link}`);
  reply.headers(headers);
  if (!isOver) return undefined;
  const again = { ...headers, "retry-after": String(resetSeconds) };
  return new Refusal("rate-limited", "sessions of this link have asked too often", [], again);
}

function overreach(
  { method, routeOptions }: FastifyRequest,
  { acts }: PortalGuest,
): Refusal | undefined {
  const act = portalRouteActs[`${method === "HEAD" ? "GET" : method} ${routeOptions.url}`];
  return act === null || (act !== undefined && acts.has(act)) ? undefined : actRefused(act);
}

/** A browser shows the cookie by itself, but says where the page is from. */
function forgery({ method, headers }: FastifyRequest): Refusal | undefined {
  if (headers.authorization !== undefined || method === "GET" || method === "HEAD")
    return undefined;
  const { origin = "", host } = headers;
  if (URL.canParse(origin) && new URL(origin).host === host) return undefined;
  return new Refusal("csrf-refused", "a session changes things from the portal's own pages only");
}

/** The refusal of what somebody may not do. */
export const actRefused = (act: PortalAct | undefined): Refusal => {
  const message =
    "your role in the portal, a link that names nobody, or the seller does not allow this";
  return new Refusal("forbidden", message, [
    {
      code: "portal-act-not-allowed",
      path: "",
      message,
      ...(act === undefined ? {} : { value: act }),
      suggestion: "ask an admin of your company, or the seller",
    },
  ]);
};

const sessionEnded = (): Refusal => {
  const message = "this session of the portal is over, or never was";
  return new Refusal("unauthenticated", message, [
    {
      code: "portal-session-ended",
      path: "",
      message,
      suggestion: "open the portal by a link again",
    },
  ]);
};

/** Who looks at the portal. */
export function guestOf({ guest }: FastifyRequest): PortalGuest {
  if (guest === null) throw sessionEnded();
  return guest;
}
