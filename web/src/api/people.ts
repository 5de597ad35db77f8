import { queryOptions } from "@tanstack/react-query";
import { bySession, post, read, write } from "./request.ts";

/** A person who may sign in, or is invited to. */
export interface Member {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: string;
  /** Those that they may enter, by id; null for all. */
  readonly environments: readonly string[] | null;
  readonly state: "invited" | "member" | "suspended";
  /** Whether one-time codes are asked for at sign-in. */
  readonly oneTimeCodes: boolean;
  readonly createdAt: string;
}

/** Somebody who was just invited, with what they choose a password with. */
export interface NewMember extends Member {
  readonly invitation: string;
  readonly invitedUntil: string;
}

/** What somebody may do, and in which environments; in all of them where none are named. */
export interface MemberChange {
  readonly role: string;
  readonly environments?: readonly string[];
}

/** Whom somebody invites. */
export interface InvitationRequest extends MemberChange {
  readonly email: string;
  readonly name: string;
}

/** Where somebody is signed in. Instants are of real time. */
export interface SignedInSession {
  readonly id: string;
  readonly member: string;
  readonly email: string;
  /** The environment that is looked at in it, by id. */
  readonly environment: string;
  /** What the browser calls itself. */
  readonly agent: string;
  readonly createdAt: string;
  readonly seenAt: string;
  readonly expiresAt: string;
  /** Whether it is this one. */
  readonly current: boolean;
}

/** What an app for one-time codes is given: as text, and as an address to be scanned. */
export interface TotpSecret {
  readonly secret: string;
  readonly address: string;
}

/** Reads who may sign in, oldest first. */
export const membersQuery = queryOptions({
  queryKey: ["members"],
  queryFn: ({ signal }) => read<{ readonly items: readonly Member[] }>("/v1/members", {}, signal),
});

/** Reads where people are signed in, newest first. */
export const sessionsQuery = queryOptions({
  queryKey: ["sessions"],
  queryFn: ({ signal }) =>
    read<{ readonly items: readonly SignedInSession[] }>("/v1/sessions", {}, signal),
});

/** Invites somebody. Rejects with a `RequestFailure`. */
export const inviteMember = (request: InvitationRequest, key: string) =>
  post<NewMember>("/v1/members", request, key);

const memberAddress = (id: string) => `/v1/members/${encodeURIComponent(id)}`;

/** Gives somebody another role, or other environments. Rejects with a `RequestFailure`. */
export const changeMember = (id: string, change: MemberChange, key: string) =>
  post<Member>(memberAddress(id), change, key, "PUT");

/** Keeps somebody out for now, or lets them in again. Rejects with a `RequestFailure`. */
export const keepOut = (id: string, how: "suspend" | "resume", key: string) =>
  post<Member>(`${memberAddress(id)}/${how}`, {}, key);

/** Makes what lets somebody choose another password within a day. Rejects with a `RequestFailure`. */
export const recoverMember = (id: string, endOneTimeCodes: boolean, key: string) =>
  post<{ readonly recovery: string; readonly recoveryUntil: string }>(
    `${memberAddress(id)}/recovery`,
    { endOneTimeCodes },
    key,
  );

/** Ends a membership and every session of it. Rejects with a `RequestFailure`. */
export const removeMember = (id: string, key: string) => write(memberAddress(id), "DELETE", key);

/** Ends a session. Rejects with a `RequestFailure`. */
export const endSession = (id: string, key: string) =>
  write(`/v1/sessions/${encodeURIComponent(id)}`, "DELETE", key);

/** Goes on in another environment. Rejects with a `RequestFailure`. */
export const switchEnvironment = (environment: string) =>
  post<{ readonly environment: string }>("/v1/sessions/environment", { environment }, bySession);

/** Changes one's own password. Rejects with a `RequestFailure`. */
export const changePassword = (current: string, password: string) =>
  write(
    "/v1/password",
    "PUT",
    bySession,
    JSON.stringify({ current, password }),
    "application/json",
  );

/** Makes a secret for an app; codes are asked for once one was confirmed. Rejects with a `RequestFailure`. */
export const beginOneTimeCodes = () => post<TotpSecret>("/v1/one-time-codes", {}, bySession);

/** Confirms the secret by a code of it, and answers codes for when the app is lost. Rejects with a `RequestFailure`. */
export const confirmOneTimeCodes = (code: string) =>
  post<{ readonly recoveryCodes: readonly string[] }>(
    "/v1/one-time-codes",
    { code },
    bySession,
    "PUT",
  );
