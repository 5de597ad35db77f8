import type { FastifyInstance, FastifyReply, FastifyRequest, onRequestHookHandler } from "fastify";
import { type Action, isReading } from "../access/actions.ts";
import { allows, beyond, rolesThatMay } from "../access/allows.ts";
import { everyAction, type Role } from "../access/roles.ts";
import type { Principal } from "../services/principal.ts";
import { Refusal } from "./problem.ts";
import type { RateCounter } from "./rate-limit.ts";
import { actionOf, keyRoutes, openRoutes } from "./route-actions.ts";

declare module "fastify" {
  interface FastifyRequest {
    principal: Principal | null;
  }
}

/** Finds out who holds an API key or a console session; undefined for anything not valid. */
export interface Credentials {
  readonly byKey: (key: string) => Promise<Principal | undefined>;
  readonly bySession: (token: string) => Promise<Principal | undefined>;
  /** Counts what keys ask; they ask as often as they like where absent. */
  readonly rate?: RateCounter;
}

/** Name of the console's cookie. */
export const sessionCookie = "florin_session";

const refused = (): Refusal =>
  new Refusal("unauthenticated", "send a valid API key as Authorization: Bearer <key>", [], {
    "www-authenticate": 'Bearer realm="florin"',
  });

/**
 * Puts the principal on a request, or ends it: with 401, one answer for a missing, unknown or revoked key, or with 403 where the
 * key does not have the action of the route.
 */
export type Guard = onRequestHookHandler;

/** Guards every `/v1` request; answers with the guard, for routes that stand elsewhere. */
export function authenticateRequests(app: FastifyInstance, credentials: Credentials): Guard {
  const guard: Guard = (request, reply, done) => {
    if (request.principal !== null) return done();
    admit(request, reply, credentials).then(done, done);
  };
  app.decorateRequest("principal", null);
  app.addHook("onRequest", function (request, reply, done) {
    if (!request.url.startsWith("/v1/") || isSigned(request)) return done();
    return guard.call(this, request, reply, done);
  });
  return guard;
}

/** Puts the principal on a request, and answers its refusal; undefined where there is none. */
async function admit(
  request: FastifyRequest,
  reply: FastifyReply,
  credentials: Credentials,
): Promise<Refusal | undefined> {
  const principal = await identify(request, credentials);
  if (principal === undefined) return refused();
  request.principal = principal;
  return (
    (await excess(request, reply, principal, credentials.rate)) ??
    overreach(request, principal) ??
    forgery(request, principal)
  );
}

/** What a payment provider delivers is known by its signature. */
const isSigned = ({ method, routeOptions }: FastifyRequest): boolean =>
  openRoutes.has(`${method} ${routeOptions.url}`);

/**
 * The refusal of a request of a key that has asked too often; the answer says how the key stands. What an agent's tool asks counts, and
 * not the message that it came in.
 */
async function excess(
  { method, routeOptions }: FastifyRequest,
  reply: FastifyReply,
  { kind, credential, portal }: Principal,
  rate: RateCounter | undefined,
): Promise<Refusal | undefined> {
  // The portal has counted its own.
  if (rate === undefined || kind !== "key" || portal !== undefined) return undefined;
  if (keyRoutes.has(`${method} ${routeOptions.url}`)) return undefined;
  const { isOver, headers, resetSeconds } = await rate.count(credential);
  reply.headers(headers);
  if (!isOver) return undefined;
  const again = { ...headers, "retry-after": String(resetSeconds) };
  return new Refusal("rate-limited", "this key has asked too often", [], again);
}

/**
 * The refusal of a request whose route asks for more than the caller may. Where there is no such route the answer says that
 * instead; a route that names no action is for those who may do everything.
 */
function overreach(request: FastifyRequest, { allowed }: Principal): Refusal | undefined {
  const { method, routeOptions } = request;
  if (routeOptions.url === undefined || keyRoutes.has(`${method} ${routeOptions.url}`))
    return undefined;
  const action = actionOf(method, routeOptions.url);
  if (action === undefined)
    return beyond(allowed, everyAction).length === 0 ? undefined : notAllowed("everything");
  return allows(allowed, action) ? undefined : notAllowed(action, rolesThatMay(action));
}

/**
 * The refusal of a change that a browser may have been made to send: it shows the cookie by itself, but says where the page is
 * from. Keys are shown by programs, which mean it.
 */
function forgery(request: FastifyRequest, { kind }: Principal): Refusal | undefined {
  const { method, routeOptions, headers } = request;
  const action = actionOf(method, routeOptions.url ?? "");
  if (kind === "key" || action === undefined || isReading(action)) return undefined;
  const { origin = "", host } = headers;
  if (URL.canParse(origin) && new URL(origin).host === host) return undefined;
  return new Refusal("csrf-refused", "a session changes things from the console's own pages only");
}

/** The refusal of what a key or role has not. */
export const notAllowed = (
  action: Action | "everything",
  roles: readonly Role[] = ["owner"],
): Refusal => {
  const message = `this asks for ${action}, which the key or role does not have`;
  return new Refusal("forbidden", message, [
    {
      code: "action-not-allowed",
      path: "/headers/authorization",
      message,
      value: action,
      suggestion: `use a key with the scope ${action === "everything" ? "write" : action}, or sign in as ${listed(roles)}`,
    },
  ]);
};

const listed = (roles: readonly Role[]): string =>
  roles.length === 1 ? `${roles[0]}` : `${roles.slice(0, -1).join(", ")} or ${roles.at(-1)}`;

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

/** Who is asking to change something; the guard has asked whether they may. */
export const writer = reader;
