import Fastify from "fastify";
import { everyReading } from "../../access/roles.ts";
import type { Result } from "../../fault/fault.ts";
import type { Tool } from "../../mcp/tool.ts";
import type { Model } from "../../model/model.ts";
import { planDesk } from "../../services/plan/plan-desk.ts";
import { planReportsOf } from "../../services/plan/plan-reports.ts";
import { acceptBodies } from "../bodies.ts";
import { handleErrors } from "../error-handler.ts";
import { planRoutes } from "../routes/plan.ts";
import { askingOf } from "./asked-route.ts";
import { routeTools } from "./tools.ts";

/**
 * The tools whose routes need a model and nothing else, asked of a model by itself: the forecast and what follows from it. The
 * routes are the server's own.
 */
export async function modelFileTools(
  modelOf: () => Promise<Result<Model>>,
): Promise<readonly Tool[]> {
  const app = Fastify();
  handleErrors(app);
  acceptBodies(app);
  app.decorateRequest("principal", null);
  app.addHook("onRequest", (request, _reply, done) => {
    request.principal = holder;
    done();
  });
  const desk = planDesk(undefined);
  planRoutes(app, planReportsOf(modelOf, { quick: desk, slow: desk }));
  await app.ready();
  const ask = askingOf(app);
  return routeTools
    .filter(({ operation: { method, url } }) => app.hasRoute({ method, url }))
    .map((tool) => ({ ...tool, call: (given) => tool.call(given, ask) }));
}

/** Whoever can read the file may ask everything of it. */
const holder = {
  tenant: "file",
  credential: "file",
  kind: "key",
  allowed: everyReading,
} as const;
