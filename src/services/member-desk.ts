import { type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import { noteChange } from "../store/act.ts";
import { environmentsOf } from "../store/environments.ts";
import {
  endMember,
  holdMember,
  holdMembers,
  insertMember,
  listMembers,
  type StoredMember,
  setRecovery,
  setRole,
  setSuspended,
} from "../store/members.ts";
import { endSessionsOf } from "../store/sessions.ts";
import type { Store } from "../store/store.ts";
import type { Tx } from "../store/tenant.ts";
import { DAY_MS, formatInstant, type Instant } from "../time/instant.ts";
import { keySecrets, randomText } from "./key-secrets.ts";
import { sessionText } from "./people-sessions.ts";
import type { Principal } from "./principal.ts";
import { covers, meets, type Reach, reachOf } from "./reach.ts";
import { mayGive } from "./role-rights.ts";

/** What a member may do, and where. */
export interface MemberChange {
  /** A role that every organisation has, or one of its own. */
  readonly role: string;
  /** The environments that they may enter; all, later ones too, where absent. */
  readonly environments?: readonly string[];
}

/** Whom somebody invites. */
export interface Invitation extends MemberChange {
  readonly email: string;
  readonly name: string;
}

/** A person as the others see them. Instants are RFC 3339, UTC, of real time. */
export interface MemberView {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: string;
  /** Those that they may enter; null for all, later ones too. */
  readonly environments: readonly string[] | null;
  readonly state: "invited" | "member" | "suspended";
  /** Whether one-time codes are asked for at sign-in. */
  readonly oneTimeCodes: boolean;
  readonly createdAt: string;
}

/** Somebody who was just invited. */
export interface NewMember extends MemberView {
  /** For them alone, with which they choose a password; it is kept nowhere and cannot be shown again. */
  readonly invitation: string;
  readonly invitedUntil: string;
}

/** How somebody is to be let in who does not know their password. */
export interface RecoveryRequest {
  /** Whether their one-time codes end with it, as where the app is lost and every recovery code too. */
  readonly endOneTimeCodes?: boolean;
}

/** What lets somebody choose another password, once. */
export interface Recovery {
  /** For them alone; it is kept nowhere and cannot be shown again. */
  readonly recovery: string;
  readonly recoveryUntil: string;
}

/**
 * Who is a member of an organisation, and as what. Nobody gives a role that may do more than they, or an environment that they do not
 * speak for; nor takes one, changes who has it, or lets them in. Somebody outside of the caller's reach is `not-found`.
 */
export interface MemberDesk {
  /** Those who may enter an environment that the caller speaks for, oldest first. */
  readonly members: (who: Principal) => Promise<readonly MemberView[]>;
  /** Refuses `invalid-email`, `already-member`, `unknown-role`, `role-beyond-yours`, `unknown-environment`, `environment-beyond-yours`. */
  readonly invite: (who: Principal, invitation: Invitation) => Promise<Result<NewMember>>;
  /** Gives somebody another role, or other environments. Refuses as {@link invite}, and `last-owner`. */
  readonly changeMember: (
    who: Principal,
    id: string,
    change: MemberChange,
  ) => Promise<Result<MemberView>>;
  /** Keeps somebody out until they are let in again, and ends their sessions. Refuses `last-owner`. */
  readonly suspend: (who: Principal, id: string) => Promise<Result<MemberView>>;
  /** Lets somebody in again. */
  readonly resume: (who: Principal, id: string) => Promise<Result<MemberView>>;
  /** Ends a membership and every session of it. Refuses `last-owner`. */
  readonly remove: (who: Principal, id: string) => Promise<Result<MemberView>>;
  /** Makes what lets somebody choose another password within a day. Refuses `member-invited` of who has none yet. */
  readonly recover: (
    who: Principal,
    id: string,
    request: RecoveryRequest,
  ) => Promise<Result<Recovery>>;
}

const invitationMs = 7 * DAY_MS;
const recoveryMs = DAY_MS;
const emailFormat = /^[^\s@]{1,64}@[^\s@]{1,190}$/;

/** The members of a database, under the installation's secret. `changed` is told when what people may do is another. */
export function createMemberDesk(
  store: Store,
  pepper: Uint8Array,
  realNow: () => Instant,
  changed: () => void,
): MemberDesk {
  const { hashOf } = keySecrets(pepper);
  /** Does something to a member within the caller's reach, whose role the caller may give. */
  const withMember = async <T>(
    who: Principal,
    id: string,
    work: (tx: Tx, member: StoredMember) => Promise<Result<T>>,
  ): Promise<Result<T>> => {
    const reach = await reachOf(store.pool, who);
    const done = await store.withTenant(reach.organisation, async (tx): Promise<Result<T>> => {
      await holdMembers(tx);
      const member = await holdMember(tx, { id });
      if (member === undefined || !covers(reach, reachOfMember(member)))
        return refuse(noMember(id));
      const may = await mayGive(tx, who.allowed, member.role, "/id");
      // A role that is gone is nobody's to keep.
      if (!may.ok && may.faults[0]?.code !== "unknown-role") return may;
      return work(tx, member);
    });
    changed();
    return done;
  };
  const known = async (organisation: string): Promise<readonly string[]> =>
    (await environmentsOf(store.pool, organisation)).map(({ id }) => id);
  return {
    members: async (who) => {
      const reach = await reachOf(store.pool, who);
      return store.withTenant(
        reach.organisation,
        async (tx) =>
          (await listMembers(tx))
            .filter((member) => meets(reach, reachOfMember(member)))
            .map(memberView),
        { readOnly: true },
      );
    },
    invite: async (who, invitation) => {
      const { email, name, role } = invitation;
      const wrong = emailFault(email);
      if (wrong !== undefined) return refuse(wrong);
      const reach = await reachOf(store.pool, who);
      const faults = environmentFaults(reach, invitation, await known(reach.organisation));
      if (faults.length > 0) return { ok: false, faults };
      const [id, secret, createdAt] = [randomText(12), randomText(32), realNow()];
      const invitedUntil = createdAt + invitationMs;
      return store.withTenant(reach.organisation, async (tx): Promise<Result<NewMember>> => {
        await holdMembers(tx);
        const may = await mayGive(tx, who.allowed, role, "/role");
        if (!may.ok) return may;
        const added = await insertMember(tx, {
          ...{ id, email: email.toLowerCase(), name, role, createdAt, invitedUntil },
          environments: invitation.environments ?? null,
          invitationHash: hashOf(secret),
        });
        const stored = added ? await holdMember(tx, { id }) : undefined;
        if (stored === undefined) return refuse(knownEmail(email));
        noteChange({ subject: `/v1/members/${id}`, after: rightsIn(stored) });
        return ok({
          ...memberView(stored),
          invitation: sessionText(tx.tenant, id, secret),
          invitedUntil: formatInstant(invitedUntil),
        });
      });
    },
    changeMember: async (who, id, change) => {
      const reach = await reachOf(store.pool, who);
      const faults = environmentFaults(reach, change, await known(reach.organisation));
      if (faults.length > 0) return { ok: false, faults };
      return withMember(who, id, async (tx, member) => {
        const may = await mayGive(tx, who.allowed, change.role, "/role");
        if (!may.ok) return may;
        const staysOwner = change.role === "owner" && change.environments === undefined;
        if (!staysOwner && (await isLastOwner(tx, id))) return refuse(lastOwner);
        const environments = change.environments ?? null;
        const changed = { ...member, role: change.role, environments };
        noteChange({ before: rightsIn(member), after: rightsIn(changed) });
        await setRole(tx, id, change.role, environments);
        return ok(memberView(changed));
      });
    },
    suspend: (who, id) =>
      withMember(who, id, async (tx, member) => {
        if (await isLastOwner(tx, id)) return refuse(lastOwner);
        const suspendedAt = member.suspendedAt ?? realNow();
        await setSuspended(tx, id, suspendedAt);
        await endSessionsOf(tx, id, realNow());
        return ok(memberView({ ...member, suspendedAt }));
      }),
    resume: (who, id) =>
      withMember(who, id, async (tx, member) => {
        await setSuspended(tx, id, null);
        return ok(memberView({ ...member, suspendedAt: null }));
      }),
    remove: (who, id) =>
      withMember(who, id, async (tx, member) => {
        if (await isLastOwner(tx, id)) return refuse(lastOwner);
        noteChange({ before: rightsIn(member), after: null });
        await endMember(tx, id, realNow());
        await endSessionsOf(tx, id, realNow());
        return ok(memberView(member));
      }),
    recover: (who, id, { endOneTimeCodes: endsCodes = false }) =>
      withMember(who, id, async (tx, member) => {
        if (!hasJoined(member)) return refuse(stillInvited(id));
        const secret = randomText(32);
        const until = realNow() + recoveryMs;
        await setRecovery(tx, id, { hash: hashOf(secret), until, endsCodes });
        return ok({
          recovery: sessionText(tx.tenant, id, secret),
          recoveryUntil: formatInstant(until),
        });
      }),
  };
}

/** What the audit log tells of a member: never a name. */
const rightsIn = ({ role, environments }: StoredMember) => ({ role, environments });

const reachOfMember = ({ environments }: StoredMember): Pick<Reach, "environments"> =>
  environments === null ? {} : { environments };

/** Whether somebody has ever signed in. */
export const hasJoined = ({ passwordHash, subject }: StoredMember): boolean =>
  passwordHash !== null || subject !== null;

/** Whether an owner can sign in, to every environment. */
const isActingOwner = (member: StoredMember): boolean =>
  member.role === "owner" &&
  member.environments === null &&
  member.suspendedAt === null &&
  hasJoined(member);

/** Whether an organisation has an owner who can sign in. */
export const hasOwner = async (tx: Tx): Promise<boolean> =>
  (await listMembers(tx)).some(isActingOwner);

/** Whether an owner could sign in where there is no provider: by a password. Also where no owner can as it is. */
export async function ownersHavePasswords(tx: Tx): Promise<boolean> {
  const owners = (await listMembers(tx)).filter(isActingOwner);
  return owners.length === 0 || owners.some(({ passwordHash }) => passwordHash !== null);
}

/** Whether somebody is the one owner who can sign in. */
async function isLastOwner(tx: Tx, id: string): Promise<boolean> {
  const owners = (await listMembers(tx)).filter(isActingOwner);
  return owners.length === 1 && owners[0]?.id === id;
}

/** A member as the others see them. */
export const memberView = (member: StoredMember): MemberView => ({
  id: member.id,
  email: member.email,
  name: member.name,
  role: member.role,
  environments: member.environments,
  state: member.suspendedAt !== null ? "suspended" : hasJoined(member) ? "member" : "invited",
  oneTimeCodes: member.totpOn,
  createdAt: formatInstant(member.createdAt),
});

/** What is wrong with the environments that somebody lets another into. */
function environmentFaults(
  reach: Reach,
  { environments }: MemberChange,
  known: readonly string[],
): readonly Fault[] {
  if (environments === undefined)
    return reach.environments === undefined ? [] : [environmentBeyond("/environments", "all")];
  return environments.flatMap((id, index): readonly Fault[] => {
    const path = `/environments/${index}`;
    if (!known.includes(id)) return [unknownEnvironment(path, id)];
    return covers(reach, { environments: [id] }) ? [] : [environmentBeyond(path, id)];
  });
}

const unknownEnvironment = (path: string, id: string): Fault => ({
  code: "unknown-environment",
  path,
  message: "the organisation has no such environment",
  value: id.slice(0, 64),
  suggestion: "GET /v1/environments lists them",
});

const environmentBeyond = (path: string, id: string): Fault => ({
  code: "environment-beyond-yours",
  path,
  message: "you do not speak for this environment yourself",
  value: id,
  suggestion: "name environments that you speak for",
});

const lastOwner: Fault = {
  code: "last-owner",
  path: "/id",
  message: "this is the last owner who can sign in",
  suggestion: "let another owner sign in first",
};

/** What is wrong with a text as an e-mail address; undefined where nothing is. */
export const emailFault = (email: string): Fault | undefined =>
  emailFormat.test(email)
    ? undefined
    : {
        code: "invalid-email",
        path: "/email",
        message: "this is no e-mail address",
        value: email.slice(0, 60),
      };

/** The refusal of an e-mail that somebody has. */
export const knownEmail = (email: string): Fault => ({
  code: "already-member",
  path: "/email",
  message: "somebody with this e-mail is invited already",
  value: email,
});

const noMember = (id: string): Fault => ({
  code: "not-found",
  path: "/id",
  message: "there is no such member",
  value: id,
});

const stillInvited = (id: string): Fault => ({
  code: "member-invited",
  path: "/id",
  message: "they have not taken their invitation",
  value: id,
  suggestion: "remove them, and invite them again",
});
