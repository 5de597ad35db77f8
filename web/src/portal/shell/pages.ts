import { type ComponentType, lazy } from "react";
import type { Act } from "../api/me.ts";

/** A page of the portal: where it is, who may read it, and its component, loaded when it is opened. */
export interface PortalPage {
  readonly page:
    | ""
    | "usage"
    | "plan"
    | "invoices"
    | "payment"
    | "credits"
    | "alerts"
    | "members"
    | "keys";
  readonly act: Act;
  readonly show: ComponentType;
}

/** Every page, in the order of the navigation. */
export const portalPages: readonly PortalPage[] = [
  {
    page: "",
    act: "overview.read",
    show: lazy(async () => ({
      default: (await import("../pages/overview/page.tsx")).OverviewPage,
    })),
  },
  {
    page: "usage",
    act: "usage.read",
    show: lazy(async () => ({ default: (await import("../pages/usage/page.tsx")).UsagePage })),
  },
  {
    page: "plan",
    act: "plans.read",
    show: lazy(async () => ({ default: (await import("../pages/plan/page.tsx")).PlanPage })),
  },
  {
    page: "invoices",
    act: "invoices.read",
    show: lazy(async () => ({
      default: (await import("../pages/invoices/page.tsx")).InvoicesPage,
    })),
  },
  {
    page: "payment",
    act: "payment-methods.read",
    show: lazy(async () => ({ default: (await import("../pages/payment/page.tsx")).PaymentPage })),
  },
  {
    page: "credits",
    act: "credits.read",
    show: lazy(async () => ({ default: (await import("../pages/credits/page.tsx")).CreditsPage })),
  },
  {
    page: "alerts",
    act: "alerts.read",
    show: lazy(async () => ({ default: (await import("../pages/alerts/page.tsx")).AlertsPage })),
  },
  {
    page: "members",
    act: "members.read",
    show: lazy(async () => ({ default: (await import("../pages/members/page.tsx")).MembersPage })),
  },
  {
    page: "keys",
    act: "keys.read",
    show: lazy(async () => ({ default: (await import("../pages/keys/page.tsx")).KeysPage })),
  },
];
