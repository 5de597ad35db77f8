import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Action } from "../access/actions.ts";
import { isAudited } from "../governance/audited.ts";
import type { Principal } from "../services/principal.ts";
import { type Act, inAct } from "../store/act.ts";
import type { Instant } from "../time/instant.ts";
import { reader } from "./authenticate.ts";
import { bytesOf } from "./idempotency.ts";
import { isRecord } from "./record.ts";
import { actionOf } from "./route-actions.ts";

/** Routes of machines, which tell by the thousand what they measured; each has a list of its own. */
const measuring: ReadonlySet<string> = new Set(["/v1/apis/measurements"]);

/** What may answer in a route's place: whether it did. */
export type BeforeAct = (
  request: FastifyRequest,
  reply: FastifyReply,
  action: Action,
) => Promise<boolean>;

/**
 * Makes every route that changes something an act, by the action that it asks for: what it changes is told of in the audit log, in the
 * same transaction. A route needs nothing else for that, so none can forget it. Stands before the routes.
 */
export function tellActs(app: FastifyInstance, now: () => Instant, before: BeforeAct): void {
  app.addHook("onRoute", (route) => {
    const action = [route.method].flat().map((method) => actionOf(method, route.url))[0];
    if (action === undefined || !isAudited(action) || measuring.has(route.url)) return;
    const { handler } = route;
    route.handler = function (request, reply) {
      return inAct(actOf(request, action, now), async () =>
        (await before(request, reply, action)) ? reply : handler.call(this, request, reply),
      );
    };
  });
}

/** Who is asking, as the log names them: never by a name, which may have to be forgotten. */
export function actorOf({ kind, credential, member, portal }: Principal): string {
  if (portal !== undefined) return portal;
  if (member !== undefined) return `member:${member}`;
  return kind === "key" ? `key:${credential}` : "session";
}

/** Who is behind that: of a key whoever made it, where that is known. */
export const personOf = (principal: Principal): string => principal.maker ?? actorOf(principal);

function actOf(request: FastifyRequest, action: Action, now: () => Instant): Act {
  const principal = reader(request);
  const bytes = bytesOf(request.body);
  const text = bytes.length === 0 ? null : bytes.toString("utf8");
  const body = text === null ? null : (parsed(text) ?? { bytes: bytes.length });
  return {
    actor: actorOf(principal),
    person: personOf(principal),
    action,
    subject: subjectOf(request, body),
    customer: customerNamed(request.url, text),
    request: request.id,
    approval: principal.approval ?? null,
    asked: () => (action === "self.manage" ? null : withReason(body, principal)),
    now,
  };
}

const withReason = (body: unknown, { reason }: Principal): unknown =>
  reason !== undefined && isRecord(body) ? { ...body, reason } : body;

/** The value of a JSON text; undefined where it is none. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The path, and for something new the id that the body gives it. */
function subjectOf(request: FastifyRequest, body: unknown): string {
  const [path = ""] = request.url.split("?");
  const isCollection =
    request.method === "POST" && !/:[a-z]+/i.test(request.routeOptions.url ?? "");
  return isCollection && isRecord(body) && typeof body.id === "string"
    ? `${path}/${encodeURIComponent(body.id)}`
    : path;
}

/** Whom a write is about: by its path, else by its body, a JSON text; null where it names no customer. */
export function customerNamed(path: string, body: string | null): string | null {
  const [, ofPath] = /^\/v1\/customers\/([^/?#]+)/.exec(path) ?? [];
  if (ofPath !== undefined) return decoded(ofPath);
  const said = body === null ? null : parsed(body);
  const { id, customer } = isRecord(said) ? said : {};
  const named = path.split("?")[0] === "/v1/customers" ? id : customer;
  return typeof named === "string" ? named : null;
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}
