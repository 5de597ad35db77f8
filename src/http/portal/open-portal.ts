import type { FastifyInstance } from "fastify";
import type { Services } from "../../services/services.ts";
import type { Instant } from "../../time/instant.ts";
import type { Passes } from "../kept-writes.ts";
import { portalAlertRoutes } from "./portal-alerts.ts";
import { portalChangeRoutes } from "./portal-changes.ts";
import { portalDocumentRoutes } from "./portal-documents.ts";
import { portalEntranceRoutes } from "./portal-entrance.ts";
import { guardPortal } from "./portal-guard.ts";
import { portalPaymentRoutes } from "./portal-payments.ts";
import { portalPeopleRoutes } from "./portal-people.ts";
import { portalReadingRoutes } from "./portal-reading.ts";
import { relayTo } from "./portal-relay.ts";

/** What the portal's routes stand on beside the services. */
export interface PortalTerms {
  /** Real time. */
  readonly now: () => Instant;
  readonly passes: Passes;
}

/** `/portal/v1`: what the pages of the portal ask. */
export function openPortal(
  app: FastifyInstance,
  services: Services,
  { now, passes }: PortalTerms,
): void {
  const { portal, clock, takeRequests } = services;
  const relay = relayTo(app, passes);
  guardPortal(app, { sessions: portal.sessions, clock, takeRequests, now });
  portalEntranceRoutes(app, portal, { takeRequests, now });
  portalReadingRoutes(app, services, relay);
  portalDocumentRoutes(app, services, relay);
  portalAlertRoutes(app, services, relay);
  portalChangeRoutes(app, services, relay);
  portalPaymentRoutes(app, services, relay);
  portalPeopleRoutes(app, portal, { relay, now });
}
