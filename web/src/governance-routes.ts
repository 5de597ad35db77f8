import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { ApprovalState } from "./api/governance.ts";
import { rootRoute } from "./root-route.ts";
import { oneOf, present, type RawSearch, text } from "./search-parameters.ts";

const approvalsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/approvals",
  validateSearch: (search: RawSearch) =>
    present({
      state: oneOf<ApprovalState>(search, "state", [
        "open",
        "approved",
        "performed",
        "failed",
        "refused",
        "expired",
      ]),
      customer: text(search, "customer"),
      id: text(search, "id"),
    }),
  component: lazyRouteComponent(() => import("./pages/approvals/page.tsx"), "ApprovalsPage"),
});

const auditLogRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/audit-log",
  validateSearch: (search: RawSearch) =>
    present({
      actor: text(search, "actor"),
      action: text(search, "action"),
      subject: text(search, "subject"),
    }),
  component: lazyRouteComponent(() => import("./pages/audit-log/page.tsx"), "AuditLogPage"),
});

/** The addresses of what waits for a second person, and of who changed what. */
export const governanceRoutes = [approvalsRoute, auditLogRoute] as const;
