import { createRootRoute } from "@tanstack/react-router";
import { NotFound } from "./shell/lost.tsx";
import { Root } from "./shell/root.tsx";

/** What every page stands in. */
export const rootRoute = createRootRoute({ component: Root, notFoundComponent: NotFound });
