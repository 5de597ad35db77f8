import { hash } from "node:crypto";
import { type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import { environmentsOf } from "../store/environments.ts";
import {
  endSession,
  findSession,
  insertSession,
  noteSessionSeen,
  openSessions,
  type StoredSession,
} from "../store/sessions.ts";
import type { Store } from "../store/store.ts";
import type { Tx } from "../store/tenant.ts";
import { formatInstant, HOUR_MS, type Instant } from "../time/instant.ts";
import { believedForMs } from "./api-keys.ts";
import { keySecrets, randomText } from "./key-secrets.ts";
import type { Principal } from "./principal.ts";
import { covers, noEnvironment, type Reach, reaches, reachOf } from "./reach.ts";
import { mayGive, rightsOf } from "./role-rights.ts";
import { sameSecret } from "./same-secret.ts";

/** Where somebody is signed in, as their organisation sees it. Instants are RFC 3339, UTC, of real time. */
export interface SessionView {
  readonly id: string;
  readonly member: string;
  readonly email: string;
  /** The environment that it speaks for. */
  readonly environment: string;
  /** What the browser calls itself. */
  readonly agent: string;
  readonly createdAt: string;
  /** To the minute. */
  readonly seenAt: string;
  readonly expiresAt: string;
  /** Whether it is the caller's own. */
  readonly current: boolean;
}

/** Sessions of people, kept in the database: they outlive a server, and can be ended by others. */
export interface PeopleSessions {
  /** Whose session a token is; undefined for a forged, ended or expired one, and where the member is out. */
  readonly holder: (token: string) => Promise<Principal | undefined>;
  /** Those that are open of members within the caller's reach, newest first. */
  readonly sessions: (who: Principal) => Promise<readonly SessionView[]>;
  /** Refuses `not-found`, and `role-beyond-yours` of who may do more than the caller. */
  readonly endSession: (who: Principal, id: string) => Promise<Result<undefined>>;
  /** Ends the session of a token; nothing for one that is not valid. */
  readonly signOut: (token: string) => Promise<void>;
  /**
   * Ends the caller's session and opens another in an environment of their organisation, whose token it answers: what a replica still
   * believes of the old one cannot write to the wrong books. It lasts no longer. Refuses `not-a-person`, `not-found`.
   */
  readonly switchEnvironment: (
    who: Principal,
    environment: string,
  ) => Promise<Result<OpenedSession>>;
}

/** A session that was just opened. */
export interface OpenedSession {
  readonly token: string;
  /** The environment that it speaks for. */
  readonly environment: string;
  /** How long it lasts. */
  readonly seconds: number;
}

/** The same for the other services of people. */
export interface SessionKeeper extends PeopleSessions {
  /** Opens a session in a transaction of the organisation. */
  readonly open: (
    tx: Tx,
    session: { readonly member: string; readonly environment: string; readonly agent: string },
  ) => Promise<OpenedSession>;
  /** Asks the database again from now on; other processes do within {@link believedForMs}. */
  readonly forget: () => void;
}

/** The text of a session, an invitation or a recovery: the organisation leads to the row, the id to the entry. */
export const sessionText = (organisation: string, id: string, secret: string): string =>
  `${organisation}.${id}.${secret}`;

/** The parts of such a text; undefined where it is of another form. */
export function readSessionText(
  text: string,
): { readonly organisation: string; readonly id: string; readonly secret: string } | undefined {
  const [, organisation, id = "", secret = ""] = format.exec(text) ?? [];
  return organisation === undefined ? undefined : { organisation, id, secret };
}

const format = /^([a-z0-9-]{1,63})\.([A-Za-z0-9]{12})\.([A-Za-z0-9]{32})$/;
const sessionMs = 12 * HOUR_MS;
const noteSeenEveryMs = 60_000;
const believedMax = 10_000;

/** Sessions under a pepper that only this installation knows. */
export function createPeopleSessions(
  store: Store,
  pepper: Uint8Array,
  realNow: () => Instant,
): SessionKeeper {
  const { hashOf } = keySecrets(pepper);
  const believed = new Map<string, { readonly principal: Principal; readonly until: Instant }>();
  const find = async <T>(
    token: string,
    then: (tx: Tx, found: StoredSession) => Promise<T>,
  ): Promise<T | undefined> => {
    const read = readSessionText(token);
    if (read === undefined) return undefined;
    return store.withTenant(read.organisation, async (tx) => {
      const found = await findSession(tx, read.id);
      const matches = sameSecret(hashOf(read.secret), found?.secretHash ?? hashOf("nobody"));
      const isOpen = matches && found !== undefined && found.expiresAt > realNow();
      return isOpen ? then(tx, found) : undefined;
    });
  };
  const keep = async (
    tx: Tx,
    session: Pick<StoredSession, "member" | "environment" | "agent">,
    expiresAt: Instant,
  ): Promise<OpenedSession> => {
    const [id, secret] = [randomText(12), randomText(32)];
    const createdAt = realNow();
    await insertSession(tx, { ...session, id, secretHash: hashOf(secret), createdAt, expiresAt });
    return {
      token: sessionText(tx.tenant, id, secret),
      environment: session.environment,
      seconds: Math.floor((expiresAt - createdAt) / 1_000),
    };
  };
  const holderOf = async (tx: Tx, found: StoredSession): Promise<Principal | undefined> => {
    const allowed = await rightsOf(tx, found.role);
    const reach = reachOfSession(found);
    if (allowed === undefined || !reaches(reach, found.environment)) return undefined;
    return {
      tenant: found.environment,
      credential: found.member,
      kind: "session",
      member: found.member,
      role: found.role,
      session: found.id,
      organisation: tx.tenant,
      ...reach,
      allowed,
    };
  };
  return {
    open: (tx, session) => keep(tx, session, realNow() + sessionMs),
    holder: async (token) => {
      const now = realNow();
      const digest = hash("sha256", token, "base64");
      const kept = believed.get(digest);
      if (kept !== undefined && kept.until > now) return kept.principal;
      const looked = await find(token, async (tx, found) => {
        const principal = await holderOf(tx, found);
        if (principal !== undefined && now - found.seenAt > noteSeenEveryMs)
          await noteSessionSeen(tx, found.id, now);
        return principal === undefined ? undefined : { principal, expiresAt: found.expiresAt };
      });
      if (looked === undefined) return undefined;
      const { principal, expiresAt } = looked;
      if (believed.size >= believedMax) believed.clear();
      believed.set(digest, { principal, until: Math.min(now + believedForMs, expiresAt) });
      return principal;
    },
    sessions: async (who) => {
      const reach = await reachOf(store.pool, who);
      return store.withTenant(
        reach.organisation,
        async (tx) =>
          (await openSessions(tx, realNow()))
            .filter((session) => covers(reach, reachOfSession(session)) || isOwn(who, session))
            .map((session) => viewOf(session, who)),
        { readOnly: true },
      );
    },
    endSession: async (who, id) => {
      const reach = await reachOf(store.pool, who);
      const ended = await store.withTenant(
        reach.organisation,
        async (tx): Promise<Result<undefined>> => {
          const found = await findSession(tx, id);
          if (found === undefined || !covers(reach, reachOfSession(found)))
            return refuse(noSession(id));
          const may = await mayGive(tx, who.allowed, found.role, "/id");
          if (!may.ok) return may;
          await endSession(tx, id, realNow());
          return ok(undefined);
        },
      );
      believed.clear();
      return ended;
    },
    signOut: async (token) => {
      await find(token, (tx, found) => endSession(tx, found.id, realNow()));
      believed.clear();
    },
    switchEnvironment: async (who, environment) => {
      const { session, organisation } = who;
      if (session === undefined || organisation === undefined) return refuse(notAPerson);
      const known = await environmentsOf(store.pool, organisation);
      const isTheirs = known.some(({ id }) => id === environment);
      const opened = await store.withTenant(organisation, async (tx) => {
        const found = await findSession(tx, session);
        if (!isTheirs || found === undefined || !reaches(reachOfSession(found), environment))
          return refuse(noEnvironment(environment));
        // Of two switches at once the second finds the session ended, and opens no other.
        if (!(await endSession(tx, session, realNow()))) return refuse(noEnvironment(environment));
        return ok(await keep(tx, { ...found, environment }, found.expiresAt));
      });
      believed.clear();
      return opened;
    },
    forget: () => believed.clear(),
  };
}

const reachOfSession = ({ environments }: StoredSession): Pick<Reach, "environments"> =>
  environments === null ? {} : { environments };

const isOwn = (who: Principal, { id }: StoredSession): boolean => who.session === id;

const viewOf = (session: StoredSession, who: Principal): SessionView => ({
  id: session.id,
  member: session.member,
  email: session.email,
  environment: session.environment,
  agent: session.agent,
  createdAt: formatInstant(session.createdAt),
  seenAt: formatInstant(session.seenAt),
  expiresAt: formatInstant(session.expiresAt),
  current: isOwn(who, session),
});

const noSession = (id: string): Fault => ({
  code: "not-found",
  path: "/id",
  message: "there is no such session",
  value: id,
});

/** The refusal of what only a person does, of a key. */
export const notAPerson: Fault = {
  code: "not-a-person",
  path: "",
  message: "this is for people, and an API key is none",
  suggestion: "sign in as a member",
};
