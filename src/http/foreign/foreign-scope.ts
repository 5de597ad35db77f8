import type { FastifyInstance } from "fastify";
import type { Services } from "../../services/services.ts";
import type { Guard } from "../authenticate.ts";
import { answerRefusals, type WriteRefusal } from "../error-handler.ts";

/** What the routes of other systems stand on. */
export interface ForeignParts {
  readonly services: Services;
  readonly guard: Guard;
}

/** Adds routes of another system: under the same guard, and with every refusal in that system's own form. */
export async function foreignScope(
  app: FastifyInstance,
  guard: Guard,
  write: WriteRefusal,
  routes: (scope: FastifyInstance) => void,
): Promise<void> {
  await app.register(async (scope) => {
    answerRefusals(scope, write);
    scope.addHook("onRequest", guard);
    routes(scope);
  });
}
