import type { FastifyInstance, FastifyRequest } from "fastify";
import { type Action, isReading } from "../access/actions.ts";
import type { RestoredHolds } from "../services/restored-hold.ts";
import { Refusal } from "./problem.ts";
import { actionOf, openRoutes } from "./route-actions.ts";

/** What people do for themselves, also while everything waits. */
const forThemselves: ReadonlySet<Action> = new Set<Action>(["self.manage"]);
const releasing = "POST /v1/hold/release";

/** While a restored server is on hold it answers, and changes nothing: what is sent is to be sent again. */
export function refuseOnHold(app: FastifyInstance, hold: Pick<RestoredHolds, "isHeld">): void {
  app.addHook("onRequest", (request, _reply, done) => {
    if (!changesSomething(request)) return done();
    hold.isHeld().then((isHeld) => done(isHeld ? refused() : undefined), done);
  });
}

function changesSomething({ method, is404, routeOptions: { url = "" } }: FastifyRequest): boolean {
  if (is404 || `${method} ${url}` === releasing) return false;
  const action = actionOf(method, url);
  if (action === undefined) return openRoutes.has(`${method} ${url}`);
  return !isReading(action) && !forThemselves.has(action);
}

const refused = (): Refusal =>
  new Refusal(
    "on-hold",
    "this server was restored from a backup, and changes nothing until somebody releases it",
    [],
    { "retry-after": "60" },
  );
