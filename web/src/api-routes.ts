import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "./root-route.ts";

const apisRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/apis",
  component: lazyRouteComponent(() => import("./pages/apis/page.tsx"), "ApisPage"),
});

const enginesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/engines",
  component: lazyRouteComponent(() => import("./pages/engines/page.tsx"), "EnginesPage"),
});

/** The addresses of APIs and how they are. */
export const apiRoutes = [apisRoute, enginesRoute] as const;
