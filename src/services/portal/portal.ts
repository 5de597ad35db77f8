import { findEnvironment } from "../../store/environments.ts";
import type { CustomerDetail, PlanSummary } from "../reports.ts";
import type { PortalGuest } from "./portal-guest.ts";
import { createPortalLinks, type PortalLinks } from "./portal-links.ts";
import { createPortalMembers, type PortalMembers } from "./portal-members.ts";
import { type OverviewParts, type PortalOverview, portalOverview } from "./portal-overview.ts";
import {
  createPortalSessions,
  type PortalPeopleParts,
  type PortalSessions,
} from "./portal-sessions.ts";
import { createPortalSettings, type PortalSettingsDesk } from "./portal-settings.ts";

/** A plan that a customer may go to. */
export interface OfferedPlan extends Pick<PlanSummary, "id" | "name" | "prices" | "charges"> {
  /** Whether the customer is on it. */
  readonly current: boolean;
}

/** The portal of a tenant's own customers. What is billed in it is answered and done as `/v1` answers and does it. */
export interface Portal extends PortalSettingsDesk {
  readonly links: PortalLinks;
  readonly members: PortalMembers;
  readonly sessions: PortalSessions;
  /** The caller's customer. */
  readonly customer: (guest: PortalGuest) => Promise<CustomerDetail>;
  /** The environment that it is a portal of. */
  readonly environment: (
    guest: PortalGuest,
  ) => Promise<{ readonly id: string; readonly live: boolean }>;
  readonly overview: (guest: PortalGuest) => Promise<PortalOverview>;
  /** What the customer may go to, and what it has. */
  readonly plans: (guest: PortalGuest) => Promise<readonly OfferedPlan[]>;
}

/** What the portal stands on. */
export type PortalParts = PortalPeopleParts & OverviewParts;

/** Opens the portals of a database. */
export function createPortal(parts: PortalParts): Portal {
  const sessions = createPortalSessions(parts);
  const links = createPortalLinks(parts, sessions);
  const { reports } = parts;
  const customer: Portal["customer"] = async ({ tenant, customer: { id } }) => {
    const found = await reports.customer(tenant, id);
    if (found === undefined) throw new Error("broken invariant: who has a portal is known");
    return found;
  };
  return {
    ...createPortalSettings(parts),
    sessions,
    links,
    members: createPortalMembers(parts, links),
    customer,
    environment: async ({ tenant }) => ({
      id: tenant,
      live: (await findEnvironment(parts.store.pool, tenant))?.kind === "live",
    }),
    overview: async (guest) => portalOverview(parts, guest, await customer(guest)),
    plans: async (guest) => {
      const held = new Set((await customer(guest)).subscriptions.map(({ plan }) => plan));
      const { plans: offered } = guest.settings;
      return (await reports.plans(guest.tenant))
        .filter(({ id }) => offered === "all" || offered.includes(id) || held.has(id))
        .map(({ id, name, prices, charges }) => ({
          ...{ id, name, prices, charges },
          current: held.has(id),
        }));
    },
  };
}
