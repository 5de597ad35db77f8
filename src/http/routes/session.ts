import type { FastifyInstance, FastifyReply } from "fastify";
import type { Principal } from "../../services/principal.ts";
import { sessionCookie } from "../authenticate.ts";
import { Refusal } from "../problem.ts";
import { strictBody } from "../read-body.ts";
import { isRecord } from "../record.ts";

/** How the console signs in. */
export interface SignIn {
  readonly byKey: (key: string) => Promise<Principal | undefined>;
  /** The tenant of an invitation, once. */
  readonly redeem: (invitation: string) => string | undefined;
  readonly open: (tenant: string) => string;
}

/**
 * `GET /login?token=` opens the console from a link printed by the server, once; `POST /login {key}` opens it with an API
 * key. Both answer with a cookie that scripts cannot read and other sites cannot send.
 */
export function sessionRoutes(app: FastifyInstance, signIn: SignIn): void {
  app.get("/login", async (request, reply) => {
    const token = isRecord(request.query) ? request.query.token : undefined;
    const tenant = typeof token === "string" ? signIn.redeem(token) : undefined;
    if (tenant !== undefined) setCookie(reply, signIn.open(tenant));
    return reply.redirect("/");
  });
  app.post("/login", async (request, reply) => {
    refuseForeignOrigin(request.headers.origin, request.headers.host);
    const body = strictBody(request);
    const key = isRecord(body) && typeof body.key === "string" ? body.key : "";
    const principal = await signIn.byKey(key);
    if (principal === undefined) throw new Refusal("unauthenticated", "this API key is not valid");
    setCookie(reply, signIn.open(principal.tenant));
    return reply.code(204).send();
  });
  app.post("/logout", async (request, reply) => {
    refuseForeignOrigin(request.headers.origin, request.headers.host);
    reply.clearCookie(sessionCookie, { path: "/" });
    return reply.code(204).send();
  });
}

const setCookie = (reply: FastifyReply, token: string): void => {
  reply.setCookie(sessionCookie, token, {
    path: "/",
    httpOnly: true,
    sameSite: "strict",
    maxAge: 12 * 3_600,
  });
};

/** A form on another site can post here; its Origin gives it away. */
function refuseForeignOrigin(origin: string | undefined, host: string | undefined): void {
  if (origin === undefined) return;
  if (URL.canParse(origin) && new URL(origin).host === host) return;
  throw new Refusal("csrf-refused", "sign in from the console's own pages");
}
