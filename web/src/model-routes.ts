import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "./root-route.ts";
import { oneOf, present, type RawSearch, text } from "./search-parameters.ts";

/** How a draft of the model is looked at. */
export type ModelView = "picture" | "form" | "code" | "compare" | "versions";

const modelRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/model",
  validateSearch: (search: RawSearch) =>
    present({
      view: oneOf<ModelView>(search, "view", ["picture", "form", "code", "compare", "versions"]),
      part: text(search, "part"),
      from: text(search, "from"),
      to: text(search, "to"),
    }),
  component: lazyRouteComponent(() => import("./pages/model/page.tsx"), "ModelPage"),
});

/** The page of the model: a draft of it, and every version that was published. */
export const modelRoutes = [modelRoute] as const;
