import type { FastifyInstance } from "fastify";
import type { Portal } from "../../services/portal/portal.ts";
import { sessionMs } from "../../services/portal/portal-sessions.ts";
import type { TakeRequests } from "../../services/request-leases.ts";
import { placeOf } from "../../services/sign-in-attempts.ts";
import { formatInstant, type Instant } from "../../time/instant.ts";
import { browserOf } from "../asking-address.ts";
import { bodyAs } from "../payment-requests.ts";
import { Refusal } from "../problem.ts";
import { noQuery } from "../query.ts";
import { rateCounter } from "../rate-limit.ts";
import { cookieOf, refuseForeignOrigin } from "../session-cookie.ts";
import { entranceBody } from "./portal-bodies.ts";
import { guestOf, portalCookie } from "./portal-guard.ts";

/** Links that may be tried a minute from one address, whether they open anything or not. */
export const entrancesPerMinute = 120;

/** How tries of links are counted: with other processes, in real time. */
export interface EntranceCount {
  readonly takeRequests: TakeRequests;
  readonly now: () => Instant;
}

/** `POST /portal/v1/session` opens the portal by the token of a link, and `DELETE` leaves it. */
export function portalEntranceRoutes(
  app: FastifyInstance,
  portal: Pick<Portal, "links" | "sessions">,
  { takeRequests, now }: EntranceCount,
): void {
  const rate = rateCounter({ requestsPerMinute: entrancesPerMinute }, takeRequests, now);
  app.post("/portal/v1/session", async (request, reply) => {
    noQuery(request);
    refuseForeignOrigin(request.headers.origin, request.headers.host);
    const place = placeOf(browserOf(request).address);
    const { isOver, resetSeconds } = await rate.count(`portal entrance ${place}`);
    if (isOver) {
      const again = { "retry-after": String(resetSeconds) };
      throw new Refusal("rate-limited", "too many links were tried from here", [], again);
    }
    const opened = await portal.links.enter(bodyAs(request, entranceBody).token);
    if (!opened.ok) throw new Refusal("unauthenticated", "this opens no portal", opened.faults);
    const { token, embed, expiresAt } = opened.value;
    reply.header("cache-control", "no-store");
    const answer = { embed, token: embed ? token : null, expiresAt: formatInstant(expiresAt) };
    if (embed) return answer;
    reply.setCookie(portalCookie, token, {
      ...cookieOf(request),
      path: "/portal",
      sameSite: "lax",
      maxAge: sessionMs / 1_000,
    });
    return answer;
  });
  app.delete("/portal/v1/session", async (request, reply) => {
    noQuery(request);
    await portal.sessions.leave(guestOf(request));
    return reply.clearCookie(portalCookie, { path: "/portal" }).code(204).send();
  });
}
