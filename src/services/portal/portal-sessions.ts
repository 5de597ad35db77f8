import { actsInPortal } from "../../access/portal-acts.ts";
import {
  endPortalSession,
  findPortalSession,
  insertPortalSession,
  notePortalSessionSeen,
} from "../../store/portal-sessions.ts";
import type { Store } from "../../store/store.ts";
import type { Tx } from "../../store/tenant.ts";
import { HOUR_MS, type Instant, MINUTE_MS } from "../../time/instant.ts";
import { keySecrets, randomText } from "../key-secrets.ts";
import type { ModelLibrary } from "../model-library.ts";
import { readSessionText, sessionText } from "../people-sessions.ts";
import { sameSecret } from "../same-secret.ts";
import { type PortalGuest, portalActor } from "./portal-guest.ts";
import { portalSettings } from "./portal-settings.ts";

/** A session of a portal ends when nobody asked by it for so long. */
export const idleMs = 30 * MINUTE_MS;

/** And at the latest so long after it began. */
export const sessionMs = 8 * HOUR_MS;

const noteSeenEveryMs = MINUTE_MS;

/** Sessions of portals. */
export interface PortalSessions {
  /** Whose a token is; undefined of one that is forged, ended, idle or over, whose link is revoked or whose member is removed. */
  readonly guest: (token: string) => Promise<PortalGuest | undefined>;
  /** Ends a session. */
  readonly leave: (guest: PortalGuest) => Promise<void>;
}

/** The same for what opens them. */
export interface PortalSessionKeeper extends PortalSessions {
  /** Opens a session in a transaction of the tenant, and answers its token. */
  readonly open: (
    tx: Tx,
    by: { readonly link: string; readonly customer: string },
  ) => Promise<{ readonly token: string; readonly expiresAt: Instant }>;
}

/** What the portal's people, links and sessions stand on. */
export interface PortalPeopleParts {
  readonly store: Store;
  readonly library: ModelLibrary;
  /** The installation's secret. */
  readonly pepper: Uint8Array;
  /** Real time. */
  readonly realNow: () => Instant;
}

/** Sessions under a pepper that only this installation knows: of each an HMAC of its secret is kept. */
export function createPortalSessions(parts: PortalPeopleParts): PortalSessionKeeper {
  const { store, library, realNow } = parts;
  const { hashOf } = keySecrets(parts.pepper);
  return {
    open: async (tx, { link, customer }) => {
      const [id, secret, createdAt] = [randomText(12), randomText(32), realNow()];
      const expiresAt = createdAt + sessionMs;
      const secretHash = hashOf(secret);
      await insertPortalSession(tx, { id, link, customer, secretHash, createdAt, expiresAt });
      return { token: sessionText(tx.tenant, id, secret), expiresAt };
    },
    guest: async (token) => {
      const read = readSessionText(token);
      if (read === undefined) return undefined;
      const now = realNow();
      const { organisation: tenant, id, secret } = read;
      return store.withTenant(tenant, async (tx): Promise<PortalGuest | undefined> => {
        const found = await findPortalSession(tx, id);
        const matches = sameSecret(hashOf(secret), found?.secretHash ?? hashOf("nobody"));
        if (!matches || found === undefined) return undefined;
        if (found.expiresAt <= now || found.seenAt + idleMs <= now) return undefined;
        if (now - found.seenAt > noteSeenEveryMs) await notePortalSessionSeen(tx, found, now);
        const settings = await portalSettings(tx, library);
        const { member, memberName, memberEmail, role, embed, language, returnTo } = found;
        return {
          tenant,
          session: id,
          link: found.link,
          customer: { id: found.customer, name: found.customerName },
          member:
            member === null
              ? null
              : { id: member, name: memberName ?? "", email: memberEmail ?? "" },
          role,
          acts: actsInPortal(role, settings.allow, {
            paysItself: found.payer === null,
            isNamed: member !== null,
          }),
          actor: portalActor(found),
          embed,
          language,
          returnTo,
          expiresAt: found.expiresAt,
          settings,
        };
      });
    },
    leave: ({ tenant, session }) =>
      store.withTenant(tenant, (tx) => endPortalSession(tx, session, realNow())),
  };
}
