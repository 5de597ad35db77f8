import { findEnvironment } from "../../store/environments.ts";
import type { CustomerDetail, MeterSummary, PlanSummary } from "../reports.ts";
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

/** Something that a customer's use is measured by. */
export type PortalMeter = Pick<MeterSummary, "id" | "name" | "unit" | "dimensions">;

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
  /** The meters that it is charged or limited by, or was. */
  readonly meters: (guest: PortalGuest) => Promise<readonly PortalMeter[]>;
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
    meters: async (guest) => {
      const { tenant } = guest;
      const [{ subscriptions, billedUsage }, plans, meters, held] = await Promise.all([
        customer(guest),
        reports.plans(tenant),
        reports.meters(tenant),
        parts.entitlements.ofCustomer(tenant, guest.customer.id),
      ]);
      const bought = new Set(subscriptions.map(({ plan }) => plan));
      const theirs = new Set(
        [
          ...plans.filter(({ id }) => bought.has(id)).flatMap(({ charges }) => charges),
          ...billedUsage,
          ...(held.ok ? held.value.quotas : []),
        ].map(({ meter }) => meter),
      );
      return meters
        .filter(({ id }) => theirs.has(id))
        .map(({ id, name, unit, dimensions }) => ({ id, name, unit, dimensions }));
    },
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
