import type { PortalRole } from "../../api/portal.ts";

/** What a link into the portal may be for, most first. */
export const portalRoles: readonly PortalRole[] = ["admin", "billing", "viewer"];

/** What a link of a role opens. What outlasts a visit, such as access of people and API keys, is only made by somebody with a name. */
export function portalRoleWords(role: PortalRole, isNamed: boolean): string {
  switch (role) {
    case "admin":
      return isNamed ? "Everything" : "Everything but people, API keys and alerts";
    case "billing":
      return "Invoices and payment";
    case "viewer":
      return "Look only";
  }
}
