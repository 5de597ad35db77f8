import { type Allowed, beyond } from "../access/allows.ts";
import { isRole, type Role, roleActions, roles } from "../access/roles.ts";
import { type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import { noteChange } from "../store/act.ts";
import {
  endMember,
  holdMember,
  insertMember,
  listMembers,
  type StoredMember,
  setPassword,
} from "../store/members.ts";
import { insertSession } from "../store/sessions.ts";
import type { Store } from "../store/store.ts";
import type { Tx } from "../store/tenant.ts";
import { DAY_MS, formatInstant, HOUR_MS, type Instant } from "../time/instant.ts";
import { keySecrets, randomText } from "./key-secrets.ts";
import { createOneTimeCodes, type OneTimeCodes } from "./one-time-codes.ts";
import { isPassword, passwordHash, passwordLengths } from "./passwords.ts";
import { createPeopleSessions, type PeopleSessions, sessionText } from "./people-sessions.ts";
import { sameSecret } from "./same-secret.ts";
import { attemptsMax, createSignInAttempts } from "./sign-in-attempts.ts";

/** Whom somebody invites. */
export interface Invitation {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
}

/** A person as the others see them. Instants are RFC 3339, UTC, of real time. */
export interface MemberView {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: string;
  readonly state: "invited" | "member";
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

/** How somebody takes an invitation. */
export interface Acceptance {
  readonly invitation: string;
  readonly password: string;
}

/** How somebody signs in. */
export interface SignInRequest {
  /** `default` where absent. */
  readonly environment?: string;
  readonly email: string;
  readonly password: string;
  /** Six digits of an app, or a recovery code; where codes are asked for. */
  readonly code?: string;
}

/** The people of an environment: who they are, and how they get in. */
export interface People extends PeopleSessions, OneTimeCodes {
  /** Oldest first. */
  readonly members: (tenant: string) => Promise<readonly MemberView[]>;
  /** Refuses `invalid-email`, `already-member`, and `role-beyond-yours`: nobody gives what they have not. */
  readonly invite: (
    tenant: string,
    allowed: Allowed,
    invitation: Invitation,
  ) => Promise<Result<NewMember>>;
  /** Ends a membership and every session of it. Refuses `not-found`, `last-owner` and `role-beyond-yours`. */
  readonly remove: (tenant: string, allowed: Allowed, id: string) => Promise<Result<MemberView>>;
  /** Sets a password and opens a session, whose token it answers. Refuses `invitation-over` and `password-length`. */
  readonly accept: (acceptance: Acceptance, agent: string) => Promise<Result<string>>;
  /**
   * Opens a session and answers its token. Refuses `sign-in-refused` alike whatever is wrong, `one-time-code-needed` where only the
   * code is, and `too-many-attempts`.
   */
  readonly signIn: (request: SignInRequest, agent: string) => Promise<Result<string>>;
}

const sessionMs = 12 * HOUR_MS;
const invitationMs = 7 * DAY_MS;
const invitationFormat = /^([a-z0-9-]{1,63})\.([A-Za-z0-9]{12})\.([A-Za-z0-9]{32})$/;
const emailFormat = /^[^\s@]{1,64}@[^\s@]{1,190}$/;

/** The people of a database, under the installation's secret. `realNow` is real time. */
export function createPeople(store: Store, pepper: Uint8Array, realNow: () => Instant): People {
  const { hashOf } = keySecrets(pepper);
  const attempts = createSignInAttempts();
  const sessions = createPeopleSessions(store, pepper, realNow);
  const codes = createOneTimeCodes(store, pepper, realNow);
  const open = async (tx: Tx, member: string, agent: string): Promise<string> => {
    const [id, secret] = [randomText(12), randomText(32)];
    const createdAt = realNow();
    const expiresAt = createdAt + sessionMs;
    const secretHash = hashOf(secret);
    await insertSession(tx, { id, member, secretHash, agent, createdAt, expiresAt });
    return sessionText(tx.tenant, id, secret);
  };
  return {
    ...sessions,
    ...codes,
    members: (tenant) =>
      store.withTenant(tenant, async (tx) => (await listMembers(tx)).map(viewOf), {
        readOnly: true,
      }),
    invite: async (tenant, allowed, { email, name, role }) => {
      if (!emailFormat.test(email)) return refuse(noEmail(email));
      const more = beyond(allowed, roleActions[role])[0];
      if (more !== undefined) return refuse(roleBeyond("/role", role, more));
      const secret = randomText(32);
      const createdAt = realNow();
      const invitedUntil = createdAt + invitationMs;
      const member = { id: randomText(12), email: email.toLowerCase(), name, role, createdAt };
      return store.withTenant(tenant, async (tx): Promise<Result<NewMember>> => {
        const invitationHash = hashOf(secret);
        const added = await insertMember(tx, { ...member, invitationHash, invitedUntil });
        const stored = added ? await holdMember(tx, member) : undefined;
        if (stored === undefined) return refuse(known(email));
        noteChange({ subject: `/v1/members/${member.id}`, after: { role } });
        const invitation = sessionText(tenant, member.id, secret);
        return ok({ ...viewOf(stored), invitation, invitedUntil: formatInstant(invitedUntil) });
      });
    },
    remove: (tenant, allowed, id) =>
      store.withTenant(tenant, async (tx): Promise<Result<MemberView>> => {
        // Two owners who remove each other come one after the other.
        await tx.run("select pg_advisory_xact_lock(hashtextextended($1, 0))", [
          `members ${tenant}`,
        ]);
        const member = await holdMember(tx, { id });
        if (member === undefined) return refuse(noMember(id));
        const more = isRole(member.role) ? beyond(allowed, roleActions[member.role])[0] : undefined;
        if (more !== undefined) return refuse(roleBeyond("/id", member.role, more));
        const owners = (await listMembers(tx)).filter(({ role }) => role === "owner");
        if (owners.length === 1 && owners[0]?.id === id) return refuse(lastOwner);
        noteChange({ before: { role: member.role }, after: null });
        await endMember(tx, id, realNow());
        sessions.forget();
        return ok(viewOf(member));
      }),
    accept: async ({ invitation, password }, agent) => {
      const [, tenant = "", id = "", secret = ""] = invitationFormat.exec(invitation) ?? [];
      if (tenant === "") return refuse(invitationOver);
      if (password.length < passwordLengths.min || password.length > passwordLengths.max)
        return refuse(badLength);
      const hash = await passwordHash(password);
      return store.withTenant(tenant, async (tx): Promise<Result<string>> => {
        const member = await holdMember(tx, { id });
        const matches = sameSecret(hashOf(secret), member?.invitationHash ?? hashOf("nobody"));
        const isOpen = (member?.invitedUntil ?? 0) > realNow();
        if (member === undefined || !matches || !isOpen) return refuse(invitationOver);
        await setPassword(tx, id, hash);
        return ok(await open(tx, id, agent));
      });
    },
    signIn: async ({ environment = "default", email, password, code }, agent) => {
      const name = `${environment}/${email.toLowerCase()}`;
      if (!attempts.begin(name, realNow())) return refuse(tooMany);
      if (!/^[a-z0-9-]{1,63}$/.test(environment)) return refuse(notIn);
      const hash = await store.withTenant(environment, async (tx) => {
        const member = await holdMember(tx, { email: email.toLowerCase() });
        return member?.passwordHash ?? undefined;
      });
      if (!(await isPassword(password.slice(0, passwordLengths.max), hash))) return refuse(notIn);
      const opened = await store.withTenant(environment, async (tx): Promise<Result<string>> => {
        const member = await holdMember(tx, { email: email.toLowerCase() });
        // Removed, or with another password, while this one was tried.
        if (member === undefined || member.passwordHash !== hash) return refuse(notIn);
        const proven = await codes.prove(tx, member, code);
        return proven.ok ? ok(await open(tx, member.id, agent)) : proven;
      });
      if (opened.ok) attempts.succeed(name);
      return opened;
    },
  };
}

const viewOf = (member: StoredMember): MemberView => ({
  id: member.id,
  email: member.email,
  name: member.name,
  role: member.role,
  state: member.passwordHash === null ? "invited" : "member",
  oneTimeCodes: member.totpOn,
  createdAt: formatInstant(member.createdAt),
});

const notIn: Fault = {
  code: "sign-in-refused",
  path: "",
  message: "the e-mail, the password or the code is not right",
  suggestion: "try again, or ask an owner for an invitation",
};

const tooMany: Fault = {
  code: "too-many-attempts",
  path: "",
  message: `${attemptsMax} tries in a quarter of an hour are enough`,
  suggestion: "wait a quarter of an hour",
};

const invitationOver: Fault = {
  code: "invitation-over",
  path: "/invitation",
  message: "this invitation was used, is over, or never was",
  suggestion: "ask for another",
};

const badLength: Fault = {
  code: "password-length",
  path: "/password",
  message: `a password has ${passwordLengths.min} to ${passwordLengths.max} characters`,
};

const lastOwner: Fault = {
  code: "last-owner",
  path: "/id",
  message: "this is the last owner",
  suggestion: "invite another owner first",
};

const noEmail = (email: string): Fault => ({
  code: "invalid-email",
  path: "/email",
  message: "this is no e-mail address",
  value: email.slice(0, 60),
});

const known = (email: string): Fault => ({
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

const roleBeyond = (path: string, role: string, action: string): Fault => ({
  code: "role-beyond-yours",
  path,
  message: `this role allows ${action}, which you may not do yourself`,
  value: role,
  suggestion: `ask one of ${roles[0]} or ${roles[1]}`,
});
