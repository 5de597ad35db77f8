import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type OpenIdSignIn, openIdPendingMs } from "../../services/open-id-sign-in.ts";
import { openIdCallback } from "../../services/sign-in-providers.ts";
import { browserOf } from "../asking-address.ts";
import { queryOf } from "../query.ts";
import { cookieOf, setCookie } from "../session-cookie.ts";

const pendingCookie = "florin_openid";
const beginPath = "/sign-in/openid";

/**
 * `GET /sign-in/openid` leads to the provider of an organisation and `GET /sign-in/openid/callback` back from it, to `/`, or to
 * `/sign-in?openid=` with what was wrong. `GET /sign-in/ways` says what there is to choose from. Nothing that a caller sends says where a
 * browser is led.
 */
export function openIdRoutes(app: FastifyInstance, openId: OpenIdSignIn): void {
  app.get("/sign-in/ways", async () => ({ password: true, ...(await openId.ways()) }));
  app.get(beginPath, async (request, reply) => {
    const asked = queryOf(request, ["organisation", "domain"]);
    const begun = await openId.begin(asked, browserOf(request));
    if (!begun.ok) return reply.redirect(wrong(begun.faults[0]?.code, asked.organisation));
    reply.header("cache-control", "no-store").setCookie(pendingCookie, begun.value.pending, {
      ...pendingOf(request),
      maxAge: openIdPendingMs / 1_000,
    });
    return reply.redirect(begun.value.address);
  });
  const back = async (
    request: FastifyRequest<{ Params: { readonly organisation?: string } }>,
    reply: FastifyReply,
  ) => {
    const at = request.url.indexOf("?");
    const { opened, organisation } = await openId.finish(
      request.cookies[pendingCookie],
      {
        organisation: request.params.organisation,
        query: at < 0 ? "" : request.url.slice(at),
      },
      browserOf(request),
    );
    reply.header("cache-control", "no-store").clearCookie(pendingCookie, pendingOf(request));
    if (!opened.ok) return reply.redirect(wrong(opened.faults[0]?.code, organisation));
    return signedIn(request, reply, opened.value.token, opened.value.seconds);
  };
  app.get(openIdCallback, back);
  app.get(`${openIdCallback}/:organisation`, back);
}

const signedIn = (request: FastifyRequest, reply: FastifyReply, token: string, seconds: number) => {
  setCookie(request, reply, token, seconds);
  return reply.redirect("/");
};

const wrong = (code = "open-id-refused", organisation?: string): string => {
  const what = `openid=${code.replace("open-id-", "")}`;
  return organisation === undefined
    ? `/sign-in?${what}`
    : `/sign-in?organisation=${encodeURIComponent(organisation)}&${what}`;
};

/** It has to come along when the provider sends the browser back, which is another site: nothing but the way back reads it. */
const pendingOf = (request: FastifyRequest) =>
  ({ ...cookieOf(request), path: beginPath, sameSite: "lax" }) as const;
