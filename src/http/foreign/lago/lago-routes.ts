import type { FastifyInstance } from "fastify";
import type { Services } from "../../../services/services.ts";
import { refusalOf } from "../../problem.ts";
import { strictBody } from "../../read-body.ts";
import { currentUsageRoute } from "./current-usage.ts";
import { customerRoutes } from "./customers.ts";
import { wrapped } from "./fields.ts";
import { invoiceRoutes } from "./invoices.ts";
import { takeEvents } from "./lago-events.ts";
import { subscriptionRoutes } from "./subscriptions.ts";
import { walletRoutes } from "./wallets.ts";

/** Lago's routes, but for a single event, whose path OpenMeter has as well. */
export function lagoRoutes(app: FastifyInstance, services: Services): void {
  app.post("/api/v1/events/batch", (request, reply) => {
    const events = wrapped(strictBody(request), "events");
    if (!Array.isArray(events)) throw notAList();
    return takeEvents(services, request, reply, events, (taken) => ({ events: taken }));
  });
  customerRoutes(app, services);
  subscriptionRoutes(app, services);
  currentUsageRoute(app, services);
  invoiceRoutes(app, services);
  walletRoutes(app, services);
}

const notAList = () =>
  refusalOf([{ code: "wrong-type", path: "/events", message: "events are a list" }]);
