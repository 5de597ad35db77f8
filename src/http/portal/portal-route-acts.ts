import type { PortalAct } from "../../access/portal-acts.ts";

/**
 * What each route of the portal asks for, one line a route; null where a session is enough, or opens. A route without a line is nobody's,
 * and a test names it.
 */
export const portalRouteActs: Readonly<Record<string, PortalAct | null>> = {
  "POST /portal/v1/session": null,
  "DELETE /portal/v1/session": null,
  "GET /portal/v1/me": null,
  "GET /portal/v1/overview": "overview.read",
  "GET /portal/v1/cost": "cost.read",
  "GET /portal/v1/upcoming": "cost.read",
  "GET /portal/v1/meters": "usage.read",
  "GET /portal/v1/usage": "usage.read",
  "GET /portal/v1/invoices": "invoices.read",
  "GET /portal/v1/invoices/:id": "invoices.read",
  "GET /portal/v1/invoices/:id/documents/:format": "invoices.read",
  "GET /portal/v1/credits": "credits.read",
  "GET /portal/v1/alerts": "alerts.read",
  "GET /portal/v1/alert-rules": "alerts.read",
  "POST /portal/v1/alert-rules": "alerts.manage",
  "PUT /portal/v1/alert-rules/:id": "alerts.manage",
  "DELETE /portal/v1/alert-rules/:id": "alerts.manage",
  "GET /portal/v1/plans": "plans.read",
  "POST /portal/v1/changes/preview": "plans.change",
  "POST /portal/v1/changes": "plans.change",
  "POST /portal/v1/cancellations/preview": "plans.cancel",
  "POST /portal/v1/cancellations": "plans.cancel",
  // Whoever may make a change may take it back, which the route looks at.
  "POST /portal/v1/undoings": "plans.read",
  "POST /portal/v1/invoices/:id/charge": "invoices.pay",
  "POST /portal/v1/invoices/:id/checkout": "invoices.pay",
  "GET /portal/v1/payment-methods": "payment-methods.read",
  "POST /portal/v1/payment-methods": "payment-methods.manage",
  "POST /portal/v1/payment-methods/refresh": "payment-methods.manage",
  "PUT /portal/v1/payment-methods": "payment-methods.manage",
  "DELETE /portal/v1/payment-methods/:id": "payment-methods.manage",
  "GET /portal/v1/members": "members.read",
  "POST /portal/v1/members": "members.manage",
  "PUT /portal/v1/members/:id": "members.manage",
  "POST /portal/v1/members/:id/links": "members.manage",
  "DELETE /portal/v1/members/:id": "members.manage",
  "GET /portal/v1/keys": "keys.read",
  "POST /portal/v1/keys": "keys.manage",
  "DELETE /portal/v1/keys/:id": "keys.manage",
};

/** Where the portal's API is described, for everybody. */
export const portalDescription = "/portal/v1/openapi.json";

/** The one route of it that no session is needed for. */
export const portalEntrance = "POST /portal/v1/session";
