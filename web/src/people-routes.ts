import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "./root-route.ts";
import { oneOf, present, type RawSearch } from "./search-parameters.ts";

/** A page whose form for something new a link opens. */
const opened = (search: RawSearch) => present({ open: oneOf<"new">(search, "open", ["new"]) });

const membersRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/members",
  validateSearch: opened,
  component: lazyRouteComponent(() => import("./pages/members/page.tsx"), "MembersPage"),
});

const rolesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/roles",
  component: lazyRouteComponent(() => import("./pages/roles/page.tsx"), "RolesPage"),
});

const sessionsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sessions",
  component: lazyRouteComponent(() => import("./pages/sessions/page.tsx"), "SessionsPage"),
});

const apiKeysRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/api-keys",
  validateSearch: opened,
  component: lazyRouteComponent(() => import("./pages/api-keys/page.tsx"), "ApiKeysPage"),
});

const environmentsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/environments",
  validateSearch: opened,
  component: lazyRouteComponent(() => import("./pages/environments/page.tsx"), "EnvironmentsPage"),
});

const accountRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/account",
  validateSearch: (search: RawSearch) =>
    present({ open: oneOf<"codes">(search, "open", ["codes"]) }),
  component: lazyRouteComponent(() => import("./pages/account/page.tsx"), "AccountPage"),
});

const settingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/settings",
  component: lazyRouteComponent(() => import("./pages/settings/page.tsx"), "SettingsPage"),
});

const portalSettingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/portal-settings",
  component: lazyRouteComponent(
    () => import("./pages/portal-settings/page.tsx"),
    "PortalSettingsPage",
  ),
});

/** Shown by the root, without the frame of the console: nobody is signed in there. */
const invitationRoute = createRoute({ getParentRoute: () => rootRoute, path: "/invitation" });
const setUpRoute = createRoute({ getParentRoute: () => rootRoute, path: "/set-up" });
const recoveryRoute = createRoute({ getParentRoute: () => rootRoute, path: "/recovery" });

/** The addresses of people, keys, environments and settings. */
export const peopleRoutes = [
  membersRoute,
  rolesRoute,
  sessionsRoute,
  apiKeysRoute,
  environmentsRoute,
  accountRoute,
  settingsRoute,
  portalSettingsRoute,
  invitationRoute,
  recoveryRoute,
  setUpRoute,
] as const;
