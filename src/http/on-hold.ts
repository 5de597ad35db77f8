import type { FastifyInstance, FastifyRequest } from "fastify";
import { type Action, isReading } from "../access/actions.ts";
import type { RestoredHolds } from "../services/restored-hold.ts";
import { Refusal } from "./problem.ts";
import { actionOf } from "./route-actions.ts";

/** What people do for themselves, also while everything waits. */
const forThemselves: ReadonlySet<Action> = new Set<Action>(["self.manage"]);

/** How somebody gets in and out, and lets the server go on; agents' questions are asked again of each route. */
const answered: ReadonlySet<string> = new Set([
  "POST /v1/hold/release",
  "POST /login",
  "POST /logout",
  "POST /sign-in",
  "POST /invitations",
  "POST /set-up",
  "POST /recoveries",
  "POST /recoveries/by-code",
  "POST /portal/v1/session",
  "DELETE /portal/v1/session",
  "POST /mcp",
]);

/** While a restored server is on hold it answers, and changes nothing: what is sent is to be sent again. */
export function refuseOnHold(app: FastifyInstance, hold: Pick<RestoredHolds, "isHeld">): void {
  app.addHook("onRequest", (request, _reply, done) => {
    if (!changesSomething(request)) return done();
    hold.isHeld().then((isHeld) => done(isHeld ? refused() : undefined), done);
  });
}

/** A route that nobody has thought of here changes something, unless it only reads by its method or its action. */
function changesSomething({ method, is404, routeOptions: { url = "" } }: FastifyRequest): boolean {
  if (is404 || /^(?:GET|HEAD|OPTIONS)$/.test(method) || answered.has(`${method} ${url}`))
    return false;
  const action = actionOf(method, url);
  if (action === undefined) return !url.endsWith("/preview");
  return !isReading(action) && !forThemselves.has(action);
}

const refused = (): Refusal =>
  new Refusal(
    "on-hold",
    "this server was restored from a backup, and changes nothing until somebody releases it",
    [],
    { "retry-after": "60" },
  );
