import { type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import { findEnvironment } from "../store/environments.ts";
import { holdMember, type StoredMember, setPassword, setTotp } from "../store/members.ts";
import { endSessionsOf } from "../store/sessions.ts";
import type { Store } from "../store/store.ts";
import type { Tx } from "../store/tenant.ts";
import type { Instant } from "../time/instant.ts";
import { keySecrets } from "./key-secrets.ts";
import type { CodeProver } from "./one-time-codes.ts";
import { chosenPassword, isPassword, passwordLengths } from "./passwords.ts";
import {
  notAPerson,
  type OpenedSession,
  readSessionText,
  type SessionKeeper,
} from "./people-sessions.ts";
import type { Principal } from "./principal.ts";
import { reaches } from "./reach.ts";
import { sameSecret } from "./same-secret.ts";
import { attemptsMax, createSignInAttempts } from "./sign-in-attempts.ts";

/** Where somebody signs in from. */
export interface Browser {
  /** What it calls itself. */
  readonly agent: string;
  /** The address that it asks from. */
  readonly address: string;
}

/** How somebody takes an invitation. */
export interface Acceptance {
  readonly invitation: string;
  readonly password: string;
}

/** How somebody signs in. */
export interface SignInRequest {
  /** The first one that they may enter where absent. */
  readonly environment?: string;
  readonly email: string;
  readonly password: string;
  /** Six digits of an app, or a recovery code; where codes are asked for. */
  readonly code?: string;
}

/** How somebody chooses another password by what an admin handed to them. */
export interface RecoveryByLink {
  readonly recovery: string;
  readonly password: string;
  /** Where one-time codes are on and do not end with it. */
  readonly code?: string;
}

/** How somebody chooses another password by a recovery code, which stands for the password that they do not know. */
export interface RecoveryByCode {
  readonly environment?: string;
  readonly email: string;
  readonly recoveryCode: string;
  readonly password: string;
  /** Six digits of the app, or another recovery code. */
  readonly code: string;
}

/** How somebody who is signed in changes their password. */
export interface PasswordChange {
  readonly current: string;
  readonly password: string;
}

/** How people get in. What opens a session answers its token. */
export interface SignIn {
  /** Sets a password and opens a session. Refuses `invitation-over`, `password-length` and `too-many-attempts`. */
  readonly accept: (acceptance: Acceptance, from: Browser) => Promise<Result<OpenedSession>>;
  /**
   * Refuses `sign-in-refused` alike whatever is wrong, `one-time-code-needed` where only the code is missing, and
   * `too-many-attempts`.
   */
  readonly signIn: (request: SignInRequest, from: Browser) => Promise<Result<OpenedSession>>;
  /**
   * Sets another password, ends every session and opens one. Refuses `recovery-over`, `password-length`, `one-time-code-needed`,
   * `sign-in-refused` of a wrong code, and `too-many-attempts`.
   */
  readonly recoverByLink: (
    request: RecoveryByLink,
    from: Browser,
  ) => Promise<Result<OpenedSession>>;
  /** The same; refuses `sign-in-refused` alike whatever is wrong, `password-length` and `too-many-attempts`. */
  readonly recoverByCode: (
    request: RecoveryByCode,
    from: Browser,
  ) => Promise<Result<OpenedSession>>;
  /** Ends their other sessions. Refuses `not-a-person`, `wrong-password`, `password-length` and `too-many-attempts`. */
  readonly changePassword: (
    who: Principal,
    change: PasswordChange,
    from: Browser,
  ) => Promise<Result<undefined>>;
}

/** What sign-in stands on. */
export interface SignInParts {
  readonly store: Store;
  readonly pepper: Uint8Array;
  readonly realNow: () => Instant;
  readonly sessions: SessionKeeper;
  readonly codes: CodeProver;
  /** Whose member somebody is who names no environment. */
  readonly organisation: string;
}

/** Sign-in to a database, under the installation's secret. */
export function createSignIn(parts: SignInParts): SignIn {
  const { store, pepper, realNow, sessions, codes } = parts;
  const { hashOf } = keySecrets(pepper);
  const attempts = createSignInAttempts(store.pool, hashOf);
  /** Counts a try, and forgets it where it led somewhere. */
  const trying = async <T>(
    name: string,
    { address }: Browser,
    work: () => Promise<Result<T>>,
  ): Promise<Result<T>> => {
    const counted = name.slice(0, nameLengthMax);
    if (!(await attempts.begin(counted, address, realNow()))) return refuse(tooManyTries);
    const done = await work();
    if (done.ok) await attempts.succeed(counted, address);
    return done;
  };
  const organisationOf = async (environment: string): Promise<string> =>
    (await findEnvironment(store.pool, environment))?.organisation ?? environment;
  const matches = (secret: string, kept: string | null | undefined): boolean =>
    sameSecret(hashOf(secret), kept ?? hashOf("nobody"));
  const open = async (
    tx: Tx,
    member: StoredMember,
    { agent }: Browser,
    environment = entranceOf(tx.tenant, member),
  ): Promise<OpenedSession> => sessions.open(tx, { member: member.id, environment, agent });
  /** The hash of a password for who holds something good; a forged one costs no hash, as nobody guesses its 190 bits. */
  const chosenFor = async (
    organisation: string,
    id: string,
    isGood: (member: StoredMember) => boolean,
    password: string,
  ): Promise<Result<string> | undefined> => {
    if (organisation === "") return undefined;
    const member = await store.withTenant(organisation, (tx) => holdMember(tx, { id }));
    return mayIn(member) && isGood(member) ? chosenPassword(password) : undefined;
  };
  /** Gives somebody another password; who knew the old one is out. */
  const change = async (tx: Tx, { id }: StoredMember, hash: string, but?: string) => {
    await setPassword(tx, id, hash);
    await endSessionsOf(tx, id, realNow(), but);
    sessions.forget();
  };
  return {
    accept: ({ invitation, password }, from) => {
      const { organisation, id, secret } = readSessionText(invitation) ?? nobodys;
      const isOpen = (member: StoredMember): boolean =>
        matches(secret, member.invitationHash) && (member.invitedUntil ?? 0) > realNow();
      return trying(`${organisation}/${id}`, from, async () => {
        const hash = await chosenFor(organisation, id, isOpen, password);
        if (hash === undefined) return refuse(invitationOver);
        if (!hash.ok) return hash;
        return store.withTenant(organisation, async (tx): Promise<Result<OpenedSession>> => {
          const member = await holdMember(tx, { id });
          if (!mayIn(member) || !isOpen(member)) return refuse(invitationOver);
          await setPassword(tx, id, hash.value);
          return ok(await open(tx, member, from));
        });
      });
    },
    signIn: async ({ environment, email, password, code }, from) => {
      const named = environment ?? parts.organisation;
      const isName = /^[a-z0-9-]{1,63}$/.test(named);
      const organisation = isName ? await organisationOf(named) : named;
      const by = { email: email.toLowerCase() };
      return trying(`${organisation}/${by.email}`, from, async () => {
        if (!isName) return refuse(notIn);
        const hash = await store.withTenant(
          organisation,
          async (tx) => (await holdMember(tx, by))?.passwordHash ?? undefined,
        );
        if (!(await isPassword(password.slice(0, passwordLengths.max), hash))) return refuse(notIn);
        return store.withTenant(organisation, async (tx): Promise<Result<OpenedSession>> => {
          const member = await holdMember(tx, by);
          // Removed, or with another password, while this one was tried.
          if (!mayIn(member) || member.passwordHash !== hash) return refuse(notIn);
          if (!mayEnter(member, environment)) return refuse(notIn);
          const proven = await codes.prove(tx, member, code);
          return proven.ok ? ok(await open(tx, member, from, environment)) : proven;
        });
      });
    },
    recoverByLink: ({ recovery, password, code }, from) => {
      const { organisation, id, secret } = readSessionText(recovery) ?? nobodys;
      const isOpen = (member: StoredMember): boolean =>
        matches(secret, member.recoveryHash) && (member.recoveryUntil ?? 0) > realNow();
      return trying(`${organisation}/${id}`, from, async () => {
        const hash = await chosenFor(organisation, id, isOpen, password);
        if (hash === undefined) return refuse(recoveryOver);
        if (!hash.ok) return hash;
        return store.withTenant(organisation, async (tx): Promise<Result<OpenedSession>> => {
          const member = await holdMember(tx, { id });
          if (!mayIn(member) || !isOpen(member)) return refuse(recoveryOver);
          if (member.recoveryEndsCodes) await setTotp(tx, id, null);
          else {
            const proven = await codes.prove(tx, member, code);
            if (!proven.ok) return proven;
          }
          await change(tx, member, hash.value);
          return ok(await open(tx, member, from));
        });
      });
    },
    recoverByCode: async ({ environment, email, recoveryCode, password, code }, from) => {
      const named = environment ?? parts.organisation;
      const isName = /^[a-z0-9-]{1,63}$/.test(named);
      const organisation = isName ? await organisationOf(named) : named;
      const by = { email: email.toLowerCase() };
      return trying(`${organisation}/${by.email}`, from, async () => {
        // Before anything is looked up, so that it costs the same whoever is asked for.
        const hash = await chosenPassword(password);
        if (!hash.ok || !isName) return hash.ok ? refuse(notIn) : hash;
        return store.withTenant(organisation, async (tx): Promise<Result<OpenedSession>> => {
          const member = await holdMember(tx, by);
          if (!mayIn(member) || !mayEnter(member, environment)) return refuse(notIn);
          if (!(await codes.recover(tx, member, recoveryCode, code))) return refuse(notIn);
          await change(tx, member, hash.value);
          return ok(await open(tx, member, from, environment));
        });
      });
    },
    changePassword: async ({ organisation, member: id, session }, asked, from) => {
      if (organisation === undefined || id === undefined) return refuse(notAPerson);
      return trying(`${organisation}/${id}`, from, async () => {
        const kept = await store.withTenant(
          organisation,
          async (tx) => (await holdMember(tx, { id }))?.passwordHash ?? undefined,
        );
        const current = asked.current.slice(0, passwordLengths.max);
        if (!(await isPassword(current, kept))) return refuse(wrongPassword);
        const hash = await chosenPassword(asked.password);
        if (!hash.ok) return hash;
        return store.withTenant(organisation, async (tx): Promise<Result<undefined>> => {
          const member = await holdMember(tx, { id });
          if (member === undefined || member.passwordHash !== kept) return refuse(wrongPassword);
          await change(tx, member, hash.value, session);
          return ok(undefined);
        });
      });
    },
  };
}

const mayIn = (member: StoredMember | undefined): member is StoredMember =>
  member !== undefined && member.suspendedAt === null;

/** No name of anybody is longer. */
const nameLengthMax = 400;

const nobodys = { organisation: "", id: "", secret: "" };

const mayEnter = ({ environments }: StoredMember, environment: string | undefined): boolean =>
  environment === undefined || reaches(environments === null ? {} : { environments }, environment);

/** Where somebody comes in who names no environment: where the organisation began, or else the first that they may enter. */
export const entranceOf = (organisation: string, { environments }: StoredMember): string =>
  environments === null || environments.includes(organisation)
    ? organisation
    : (environments[0] ?? organisation);

const notIn: Fault = {
  code: "sign-in-refused",
  path: "",
  message: "the e-mail, the password or the code is not right",
  suggestion: "try again, or ask an owner for an invitation",
};

/** The refusal of who tried too often. */
export const tooManyTries: Fault = {
  code: "too-many-attempts",
  path: "",
  message: `${attemptsMax.person} tries in a quarter of an hour are enough, or ${attemptsMax.address} from one address`,
  suggestion: "wait a quarter of an hour",
};

const invitationOver: Fault = {
  code: "invitation-over",
  path: "/invitation",
  message: "this invitation was used, is over, or never was",
  suggestion: "ask for another",
};

const recoveryOver: Fault = {
  code: "recovery-over",
  path: "/recovery",
  message: "this was used, is over, or never was",
  suggestion: "ask an owner or admin for another",
};

const wrongPassword: Fault = {
  code: "wrong-password",
  path: "/current",
  message: "this is not your password",
};
