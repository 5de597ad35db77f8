import { randomBytes } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Action } from "../access/actions.ts";
import type { Person } from "../governance/approval-request.ts";
import type { Approvals, Perform } from "../services/governance/approvals.ts";
import type { Principal } from "../services/principal.ts";
import { actorOf, customerNamed, personOf } from "./acts.ts";
import { reader } from "./authenticate.ts";
import { mediaType } from "./bodies.ts";
import { bytesOf, onceOf, sendStored } from "./idempotency.ts";
import { Refusal } from "./problem.ts";
import { accept } from "./read-body.ts";
import { actionOf, routeActions } from "./route-actions.ts";

/** Whoever asks, as a decision looks at them. */
export const personIn = (principal: Principal): Person => ({
  actor: actorOf(principal),
  person: personOf(principal),
  allowed: principal.allowed,
  role: principal.role,
});

/**
 * Keeps a request that the policy makes wait, and answers 202 with it; whether it did. What was approved is not
 * asked about again.
 */
export async function keptIfNeeded(
  approvals: Approvals,
  request: FastifyRequest,
  reply: FastifyReply,
  action: Action,
): Promise<boolean> {
  const principal = reader(request);
  if (principal.approval !== undefined) return false;
  const body = bytesOf(request.body);
  const { tenant } = principal;
  const isJson = mediaType(request) === "application/json";
  const text = body.length === 0 ? null : body.toString("utf8");
  const route = `${request.method} ${request.routeOptions.url}`;
  const { method, url: path } = request;
  const customer = customerNamed(path, text);
  const rule = await approvals.ruleFor(tenant, { action, route, body: text, customer });
  if (rule === undefined) return false;
  if (text !== null && !isJson) throw notJson;
  const write = { action, method, path, body: text, customer, why: principal.reason };
  const kept = await approvals.ask(tenant, personIn(principal), write, rule, onceOf(request));
  sendStored(reply, accept(kept));
  return true;
}

const notJson = new Refusal(
  "unsupported-media-type",
  "this waits for approval, and only JSON can be kept until then",
);

const patterns = Object.keys(routeActions).map((route) => {
  const [method = "", url = ""] = route.split(" ");
  return { method, url, pattern: new RegExp(`^${url.replaceAll(/:\w+/g, "[^/?#]+")}$`) };
});

/** The action that a method and a path ask for; undefined where there is no such route. A route that names its part goes before one that does not. */
export function actionAt(method: string, path: string): Action | undefined {
  const found = patterns.filter((one) => one.method === method && one.pattern.test(path));
  const [best] = found.sort((left, right) => parameters(left.url) - parameters(right.url));
  return best === undefined ? undefined : actionOf(best.method, best.url);
}

const parameters = (url: string): number => url.split(":").length;

/** Credentials that stand for somebody, who approved or asks through the portal, for as long as one request is being performed. */
export interface Passes {
  readonly holder: (key: string) => Principal | undefined;
  /** Does work with a key that stands for somebody until it is done. */
  readonly lend: <T>(principal: Principal, work: (key: string) => Promise<T>) => Promise<T>;
  /** How a kept request is performed for whoever approved it: as if they asked for it now, under the approval's own key. */
  readonly performFor: (approver: Principal) => Perform;
}

/** Passes of one server. A pass opens nothing after its request, and is sent nowhere. */
export function createPasses(app: FastifyInstance): Passes {
  const passes = new Map<string, Principal>();
  const lend: Passes["lend"] = async (principal, work) => {
    const pass = randomBytes(32).toString("base64url");
    passes.set(pass, principal);
    try {
      return await work(pass);
    } finally {
      passes.delete(pass);
    }
  };
  return {
    holder: (key) => passes.get(key),
    lend,
    performFor:
      (approver) =>
      ({ id, method, path, body }) =>
        lend({ ...approver, kind: "key", approval: id }, async (pass) => {
          const answer = await app.inject({
            method: method as "POST",
            url: path,
            headers: {
              authorization: `Bearer ${pass}`,
              "idempotency-key": `approval:${id}`,
              ...(body === null ? {} : { "content-type": "application/json" }),
            },
            ...(body === null ? {} : { payload: body }),
          });
          return { status: answer.statusCode, body: answer.body };
        }),
  };
}
