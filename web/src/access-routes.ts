import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { AlertAudience } from "./api/alerts.ts";
import type { WindowLength } from "./format/window-labels.ts";
import { rootRoute } from "./root-route.ts";
import { moment, oneOf, present, type RawSearch, text } from "./search-parameters.ts";

const entitlementsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/customers/$customerId/entitlements",
  component: lazyRouteComponent(() => import("./pages/entitlements/page.tsx"), "EntitlementsPage"),
});

const alertsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/alerts",
  validateSearch: (search: RawSearch) =>
    present({
      customer: text(search, "customer"),
      meter: text(search, "meter"),
      audience: oneOf<AlertAudience>(search, "audience", ["customer", "sales", "support"]),
    }),
  component: lazyRouteComponent(() => import("./pages/alerts/page.tsx"), "AlertsPage"),
});

const usageRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/usage",
  validateSearch: (search: RawSearch) =>
    present({
      meter: text(search, "meter"),
      customer: text(search, "customer"),
      window: oneOf<WindowLength>(search, "window", ["hour", "day", "month", "period"]),
      subscription: text(search, "subscription"),
      by: text(search, "by"),
      from: moment(search, "from"),
      to: moment(search, "to"),
    }),
  component: lazyRouteComponent(() => import("./pages/usage/page.tsx"), "UsagePage"),
});

const eventsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/events",
  validateSearch: (search: RawSearch) =>
    present({
      id: text(search, "id"),
      customer: text(search, "customer"),
      meter: text(search, "meter"),
      type: text(search, "type"),
      from: moment(search, "from"),
      to: moment(search, "to"),
    }),
  component: lazyRouteComponent(() => import("./pages/events/page.tsx"), "EventsPage"),
});

const eventRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/events/$source/$eventId",
  component: lazyRouteComponent(() => import("./pages/event/page.tsx"), "EventPage"),
});

/** The addresses of what customers use, and of what they may use. */
export const accessRoutes = [
  entitlementsRoute,
  alertsRoute,
  usageRoute,
  eventsRoute,
  eventRoute,
] as const;
