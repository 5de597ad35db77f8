import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { RequestOutcome } from "./api/requests.ts";
import { rootRoute } from "./root-route.ts";
import { oneOf, present, type RawSearch, text } from "./search-parameters.ts";

const requestsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/requests",
  validateSearch: (search: RawSearch) =>
    present({
      outcome: oneOf<RequestOutcome>(search, "outcome", ["done", "refused", "failed"]),
      actor: text(search, "actor"),
      q: text(search, "q"),
    }),
  component: lazyRouteComponent(() => import("./pages/requests/page.tsx"), "RequestsPage"),
});

/** The address of what was asked of the API. */
export const requestRoutes = [requestsRoute] as const;
