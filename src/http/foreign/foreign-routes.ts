import type { FastifyInstance } from "fastify";
import { type ForeignParts, foreignScope } from "./foreign-scope.ts";
import { lagoError } from "./lago/lago-error.ts";
import { lagoRoutes } from "./lago/lago-routes.ts";
import { ofrepError } from "./ofrep/ofrep-error.ts";
import { ofrepRoutes } from "./ofrep/ofrep-routes.ts";
import { openMeterProblem } from "./openmeter/openmeter-problem.ts";
import { openMeterRoutes } from "./openmeter/openmeter-routes.ts";
import { sharedEventRoute } from "./shared-events.ts";
import { meterEventAdjustmentRoutes } from "./stripe/meter-event-adjustments.ts";
import { meterEventRoutes } from "./stripe/meter-events.ts";
import { stripeError } from "./stripe/stripe-error.ts";

/** Every route that speaks as another system does; their descriptions are those systems' own. */
export const foreignOperations: readonly string[] = [
  "POST /api/v1/events",
  "GET /api/v1/meters",
  "GET /api/v1/meters/:meter",
  "GET /api/v1/meters/:meter/query",
  "POST /api/v1/meters/:meter/query",
  "POST /api/v1/events/batch",
  "POST /api/v1/customers",
  "GET /api/v1/customers",
  "GET /api/v1/customers/:customer",
  "GET /api/v1/customers/:customer/current_usage",
  "POST /api/v1/subscriptions",
  "GET /api/v1/subscriptions/:subscription",
  "DELETE /api/v1/subscriptions/:subscription",
  "GET /api/v1/invoices",
  "GET /api/v1/invoices/:invoice",
  "POST /api/v1/wallets",
  "GET /api/v1/wallets",
  "POST /v1/billing/meter_events",
  "POST /v1/billing/meter_event_adjustments",
  "POST /v2/billing/meter_events",
  "POST /ofrep/v1/evaluate/flags/:flag",
  "POST /ofrep/v1/evaluate/flags",
  "POST /mcp",
];

/** Adds the routes that clients of other systems speak to. */
export async function foreignRoutes(
  app: FastifyInstance,
  { services, guard }: ForeignParts,
): Promise<void> {
  await sharedEventRoute(app, { services, guard });
  await foreignScope(app, guard, openMeterProblem, (scope) => openMeterRoutes(scope, services));
  await foreignScope(app, guard, lagoError, (scope) => lagoRoutes(scope, services));
  await foreignScope(app, guard, stripeError, (scope) => {
    meterEventRoutes(scope, services);
    meterEventAdjustmentRoutes(scope, services);
  });
  await foreignScope(app, guard, ofrepError, (scope) => ofrepRoutes(scope, services.entitlements));
}
