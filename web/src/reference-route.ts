import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "./root-route.ts";
import { present, type RawSearch, text } from "./search-parameters.ts";

/** The address of the API's reference. */
export const referenceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/reference",
  validateSearch: (search: RawSearch) => present({ q: text(search, "q") }),
  component: lazyRouteComponent(() => import("./pages/reference/page.tsx"), "ReferencePage"),
});
