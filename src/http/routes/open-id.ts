import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import {
  type OpenIdSignIn,
  openIdCallback,
  openIdPendingMs,
} from "../../services/open-id-sign-in.ts";
import { browserOf } from "../asking-address.ts";
import { Refusal } from "../problem.ts";
import { cookieOf, setCookie } from "../session-cookie.ts";

const pendingCookie = "florin_openid";
const beginPath = "/sign-in/openid";

/**
 * `GET /sign-in/openid` leads to the provider and `GET /sign-in/openid/callback` back from it, to `/`, or to `/sign-in?openid=` with
 * what was wrong. `GET /sign-in/ways` says whether there is one. Nothing that a caller sends says where a browser is led.
 */
export function openIdRoutes(app: FastifyInstance, openId: OpenIdSignIn | undefined): void {
  app.get("/sign-in/ways", async () => ({ password: true, openId: openId !== undefined }));
  const provider = (): OpenIdSignIn => {
    if (openId === undefined)
      throw new Refusal("not-found", "this server has no provider of sign-in");
    return openId;
  };
  app.get(beginPath, async (request, reply) => {
    const begun = await provider().begin();
    if (!begun.ok) return reply.redirect(wrong("open-id-unavailable"));
    reply.header("cache-control", "no-store").setCookie(pendingCookie, begun.value.pending, {
      ...pendingOf(request),
      maxAge: openIdPendingMs / 1_000,
    });
    return reply.redirect(begun.value.address);
  });
  app.get(openIdCallback, async (request, reply) => {
    const pending = request.cookies[pendingCookie];
    const query = request.url.slice(openIdCallback.length);
    const finished = await provider().finish(pending, query, browserOf(request));
    reply.header("cache-control", "no-store").clearCookie(pendingCookie, pendingOf(request));
    if (!finished.ok) return reply.redirect(wrong(finished.faults[0]?.code));
    return signedIn(request, reply, finished.value.token, finished.value.seconds);
  });
}

const signedIn = (request: FastifyRequest, reply: FastifyReply, token: string, seconds: number) => {
  setCookie(request, reply, token, seconds);
  return reply.redirect("/");
};

const wrong = (code = "open-id-refused"): string =>
  `/sign-in?openid=${code.replace("open-id-", "")}`;

/** It has to come along when the provider sends the browser back, which is another site: nothing but the way back reads it. */
const pendingOf = (request: FastifyRequest) =>
  ({ ...cookieOf(request), path: beginPath, sameSite: "lax" }) as const;
