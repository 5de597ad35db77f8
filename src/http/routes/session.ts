import type { FastifyInstance } from "fastify";
import { isReading } from "../../access/actions.ts";
import { beyond } from "../../access/allows.ts";
import { everyReading } from "../../access/roles.ts";
import type { Scope } from "../../access/scopes.ts";
import type { Principal } from "../../services/principal.ts";
import { sessionCookie } from "../authenticate.ts";
import { Refusal } from "../problem.ts";
import { strictBody } from "../read-body.ts";
import { isRecord } from "../record.ts";
import { cookieOf, refuseForeignOrigin, setCookie } from "../session-cookie.ts";

/** How the console signs in and out. */
export interface SignIn {
  readonly byKey: (key: string) => Promise<Principal | undefined>;
  /** The tenant of an invitation, once. */
  readonly redeem: (invitation: string) => string | undefined;
  /** Opens a session that reads, or does what scopes say. */
  readonly open: (tenant: string, scopes?: readonly Scope[]) => string;
  readonly close: (token: string) => Promise<void>;
}

/**
 * `GET /login?token=` opens the console from a link printed by the server, once; `POST /login {key}` opens it with an API
 * key. Both answer with a cookie that scripts cannot read and other sites cannot send. `POST /logout` ends the session.
 */
export function sessionRoutes(app: FastifyInstance, signIn: SignIn): void {
  app.get("/login", async (request, reply) => {
    const token = isRecord(request.query) ? request.query.token : undefined;
    if (token === undefined) return reply.redirect("/");
    const tenant = typeof token === "string" ? signIn.redeem(token) : undefined;
    if (tenant === undefined) return reply.redirect("/sign-in?link=used");
    setCookie(request, reply, signIn.open(tenant));
    return reply.redirect("/");
  });
  app.post("/login", async (request, reply) => {
    refuseForeignOrigin(request.headers.origin, request.headers.host);
    const body = strictBody(request);
    const key = isRecord(body) && typeof body.key === "string" ? body.key : "";
    const principal = await signIn.byKey(key);
    if (principal === undefined) throw new Refusal("unauthenticated", "this API key is not valid");
    setCookie(request, reply, signIn.open(principal.tenant, whatReads(principal)));
    return reply.code(204).send();
  });
  app.post("/logout", async (request, reply) => {
    refuseForeignOrigin(request.headers.origin, request.headers.host);
    const token = request.cookies[sessionCookie];
    if (token !== undefined) await signIn.close(token);
    reply.clearCookie(sessionCookie, cookieOf(request));
    return reply.code(204).send();
  });
}

/** What a session reads that a key opens: what the key may, and no more. */
const whatReads = ({ allowed }: Principal): readonly Scope[] =>
  beyond(allowed, everyReading).length === 0 ? ["read"] : [...allowed].filter(isReading);
