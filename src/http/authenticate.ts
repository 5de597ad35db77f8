import type { FastifyInstance, FastifyRequest, onRequestHookHandler } from "fastify";
import type { Principal } from "../services/principal.ts";
import { Refusal } from "./problem.ts";

declare module "fastify" {
  interface FastifyRequest {
    principal: Principal | null;
  }
}

/** Finds out who holds an API key or a console session; undefined for anything not valid. */
export interface Credentials {
  readonly byKey: (key: string) => Promise<Principal | undefined>;
  readonly bySession: (token: string) => Principal | undefined;
}

/** Name of the console's cookie. */
export const sessionCookie = "florin_session";

const refused = (): Refusal =>
  new Refusal("unauthenticated", "send a valid API key as Authorization: Bearer <key>", [], {
    "www-authenticate": 'Bearer realm="florin"',
  });

/** Puts the principal on a request, or ends it with 401: one answer for a missing, unknown or revoked key. */
export type Guard = onRequestHookHandler;

/** Guards every `/v1` request; answers with the guard, for routes that stand elsewhere. */
export function authenticateRequests(app: FastifyInstance, credentials: Credentials): Guard {
  const guard: Guard = (request, _reply, done) => {
    if (request.principal !== null) return done();
    identify(request, credentials).then((principal) => {
      if (principal === undefined) return done(refused());
      request.principal = principal;
      return done();
    }, done);
  };
  app.decorateRequest("principal", null);
  app.addHook("onRequest", function (request, reply, done) {
    if (!request.url.startsWith("/v1/") || isSigned(request)) return done();
    return guard.call(this, request, reply, done);
  });
  return guard;
}

/** What a payment provider delivers is known by its signature. */
const isSigned = ({ routeOptions }: FastifyRequest): boolean =>
  routeOptions.url === "/v1/webhooks/:tenant/:provider";

async function identify(
  request: FastifyRequest,
  credentials: Credentials,
): Promise<Principal | undefined> {
  const header = request.headers.authorization;
  if (header !== undefined) {
    const key = bearerKey(header);
    return key === undefined ? undefined : credentials.byKey(key);
  }
  const session = request.cookies[sessionCookie];
  return session === undefined ? undefined : credentials.bySession(session);
}

/** The key that an Authorization header brings; undefined where it is of another form. */
export const bearerKey = (header: string): string | undefined =>
  /^Bearer ([\x21-\x7e]{1,200})$/i.exec(header)?.[1];

/** Who is asking. */
export function reader(request: FastifyRequest): Principal {
  if (request.principal === null) throw refused();
  return request.principal;
}

/** Who is asking, if they may change something. */
export function writer(request: FastifyRequest): Principal {
  const principal = reader(request);
  if (principal.may === "write") return principal;
  throw new Refusal("forbidden", "a console session reads; writing needs an API key");
}
