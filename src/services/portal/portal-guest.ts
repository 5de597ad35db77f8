import type { PortalAct, PortalRole } from "../../access/portal-acts.ts";
import type { StoredPortalSession } from "../../store/portal-sessions.ts";
import type { Instant } from "../../time/instant.ts";
import type { PortalSettingsView } from "./portal-settings.ts";

/** Somebody who looks at the portal of one customer: never anybody of the seller's. */
export interface PortalGuest {
  readonly tenant: string;
  /** The id of the session. */
  readonly session: string;
  /** The id of the link that opened it. */
  readonly link: string;
  readonly customer: { readonly id: string; readonly name: string };
  /** Who they are; null where their link names nobody. */
  readonly member: { readonly id: string; readonly name: string; readonly email: string } | null;
  readonly role: PortalRole;
  /** What they may do. */
  readonly acts: ReadonlySet<PortalAct>;
  /** How the audit log names them. */
  readonly actor: string;
  readonly embed: boolean;
  readonly language: string | null;
  readonly returnTo: string | null;
  /** When the session ends at the latest, real time. */
  readonly expiresAt: Instant;
  readonly settings: PortalSettingsView;
}

/** How the audit log names whoever acts in a portal: by an id and never by a name, which may have to be forgotten. */
export const portalActor = ({
  member,
  link,
}: Pick<StoredPortalSession, "member" | "link">): string =>
  member === null ? `portal-link:${link}` : `portal:${member}`;
