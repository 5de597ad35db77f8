import { findEnvironment } from "../../store/environments.ts";
import type { CustomerDetail, MeterSummary } from "../reports.ts";
import { heldMeters } from "./held-plans.ts";
import { type OfferedPlan, offeredPlans } from "./offered-plans.ts";
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
  /** What a subscription of the customer may go to, and what it is on; undefined where there is no such subscription. */
  readonly plans: (
    guest: PortalGuest,
    subscription?: string,
  ) => Promise<readonly OfferedPlan[] | undefined>;
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
      const { id: buyer } = guest.customer;
      const [{ billedUsage }, charged, meters, held] = await Promise.all([
        customer(guest),
        heldMeters(parts, tenant, buyer),
        reports.meters(tenant),
        parts.entitlements.ofCustomer(tenant, buyer),
      ]);
      const counted = [...billedUsage, ...(held.ok ? held.value.quotas : [])];
      const theirs = new Set([...charged, ...counted.map(({ meter }) => meter)]);
      return meters
        .filter(({ id }) => theirs.has(id))
        .map(({ id, name, unit, dimensions }) => ({ id, name, unit, dimensions }));
    },
    plans: (guest, subscription) => offeredPlans(parts, guest, subscription),
  };
}
