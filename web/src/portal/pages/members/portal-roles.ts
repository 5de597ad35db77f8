import type { PortalRole } from "../../api/me.ts";

/** The roles of members, the one that may do most first. */
export const portalRoles: readonly PortalRole[] = ["admin", "billing", "viewer"];
