import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "./root-route.ts";
import { present, type RawSearch, text } from "./search-parameters.ts";

const entitlementsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/customers/$customerId/entitlements",
  component: lazyRouteComponent(() => import("./pages/entitlements/page.tsx"), "EntitlementsPage"),
});

const alertsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/alerts",
  validateSearch: (search: RawSearch) => present({ customer: text(search, "customer") }),
  component: lazyRouteComponent(() => import("./pages/alerts/page.tsx"), "AlertsPage"),
});

/** The addresses of what customers may use. */
export const accessRoutes = [entitlementsRoute, alertsRoute] as const;
