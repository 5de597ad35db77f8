import { hash } from "node:crypto";
import { isRole, roleActions } from "../access/roles.ts";
import { ok, type Result, refuse } from "../fault/fault.ts";
import {
  endSession,
  findSession,
  noteSessionSeen,
  openSessions,
  type StoredSession,
} from "../store/sessions.ts";
import type { Store } from "../store/store.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import { believedForMs } from "./api-keys.ts";
import { keySecrets } from "./key-secrets.ts";
import type { Principal } from "./principal.ts";
import { sameSecret } from "./same-secret.ts";

/** Where somebody is signed in, as their organisation sees it. Instants are RFC 3339, UTC, of real time. */
export interface SessionView {
  readonly id: string;
  readonly member: string;
  readonly email: string;
  /** What the browser calls itself. */
  readonly agent: string;
  readonly createdAt: string;
  /** To the minute. */
  readonly seenAt: string;
  readonly expiresAt: string;
}

/** Sessions of people, kept in the database: they outlive a server, and can be ended by others. */
export interface PeopleSessions {
  /** Whose session a token is; undefined for a forged, ended or expired one, and where the member was removed. */
  readonly holder: (token: string) => Promise<Principal | undefined>;
  /** Those that are open, newest first. */
  readonly sessions: (tenant: string) => Promise<readonly SessionView[]>;
  /** Refuses `not-found`. */
  readonly endSession: (tenant: string, id: string) => Promise<Result<undefined>>;
  /** Ends the session of a token; nothing for one that is not valid. */
  readonly signOut: (token: string) => Promise<void>;
  /** Asks the database again from now on; other processes do within {@link believedForMs}. */
  readonly forget: () => void;
}

/** The text of a session or an invitation: the tenant leads to the row, the id to the entry. */
export const sessionText = (tenant: string, id: string, secret: string): string =>
  `${tenant}.${id}.${secret}`;

const format = /^([a-z0-9-]{1,63})\.([A-Za-z0-9]{12})\.([A-Za-z0-9]{32})$/;
const noteSeenEveryMs = 60_000;
const believedMax = 10_000;

/** Sessions under a pepper that only this installation knows. */
export function createPeopleSessions(
  store: Store,
  pepper: Uint8Array,
  realNow: () => Instant,
): PeopleSessions {
  const { hashOf } = keySecrets(pepper);
  const believed = new Map<string, { readonly principal: Principal; readonly until: Instant }>();
  const find = async (token: string): Promise<StoredSession | undefined> => {
    const [, tenant, id = "", secret = ""] = format.exec(token) ?? [];
    if (tenant === undefined) return undefined;
    const found = await store.withTenant(tenant, (tx) => findSession(tx, id), { readOnly: true });
    const matches = sameSecret(hashOf(secret), found?.secretHash ?? hashOf("nobody"));
    return matches && found !== undefined && found.expiresAt > realNow() ? found : undefined;
  };
  const tenantOf = (token: string): string => format.exec(token)?.[1] ?? "";
  return {
    holder: async (token) => {
      const now = realNow();
      const digest = hash("sha256", token, "base64");
      const kept = believed.get(digest);
      if (kept !== undefined && kept.until > now) return kept.principal;
      const found = await find(token);
      if (found === undefined) return undefined;
      const tenant = tenantOf(token);
      if (now - found.seenAt > noteSeenEveryMs)
        await store.withTenant(tenant, (tx) => noteSessionSeen(tx, found.id, now));
      const principal: Principal = {
        tenant,
        credential: found.member,
        kind: "session",
        member: found.member,
        role: found.role,
        allowed: isRole(found.role) ? roleActions[found.role] : new Set(),
      };
      if (believed.size >= believedMax) believed.clear();
      believed.set(digest, { principal, until: Math.min(now + believedForMs, found.expiresAt) });
      return principal;
    },
    sessions: (tenant) =>
      store.withTenant(tenant, async (tx) => (await openSessions(tx, realNow())).map(viewOf), {
        readOnly: true,
      }),
    endSession: async (tenant, id) => {
      const ended = await store.withTenant(tenant, (tx) => endSession(tx, id, realNow()));
      believed.clear();
      return ended ? ok(undefined) : refuse(noSession(id));
    },
    signOut: async (token) => {
      const found = await find(token);
      believed.clear();
      if (found === undefined) return;
      await store.withTenant(tenantOf(token), (tx) => endSession(tx, found.id, realNow()));
    },
    forget: () => believed.clear(),
  };
}

const viewOf = (session: StoredSession): SessionView => ({
  id: session.id,
  member: session.member,
  email: session.email,
  agent: session.agent,
  createdAt: formatInstant(session.createdAt),
  seenAt: formatInstant(session.seenAt),
  expiresAt: formatInstant(session.expiresAt),
});

const noSession = (id: string) => ({
  code: "not-found",
  path: "/id",
  message: "there is no such session",
  value: id,
});
