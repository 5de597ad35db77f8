import { queryOptions } from "@tanstack/react-query";
import type * as Florin from "../../../src/client/api/index.ts";
import { api, apiWith } from "./request.ts";

/** A person who may sign in, or is invited to. */
export type Member = Florin.Member;

/** Somebody who was just invited, with what they choose a password with. */
export type NewMember = Florin.NewMember;

/** What somebody may do, and in which environments; in all of them where none are named. */
export type MemberChange = Florin.MemberChange;

/** Whom somebody invites. */
export type InvitationRequest = Florin.Invitation;

/** Where somebody is signed in. Instants are of real time. */
export type SignedInSession = Florin.Sessions["items"][number];

/** What an app for one-time codes is given: as text, and as an address to be scanned. */
export type TotpSecret = Florin.TotpSecret;

/** Reads who may sign in, oldest first. */
export const membersQuery = queryOptions({
  queryKey: ["members"],
  queryFn: ({ signal }) => api.get("/v1/members", { signal }),
});

/** Reads where people are signed in, newest first. */
export const sessionsQuery = queryOptions({
  queryKey: ["sessions"],
  queryFn: ({ signal }) => api.get("/v1/sessions", { signal }),
});

/** Invites somebody. Rejects with a `RequestFailure`. */
export const inviteMember = (request: InvitationRequest, key: string) =>
  apiWith(key).post("/v1/members", { body: request });

/** Gives somebody another role, or other environments. Rejects with a `RequestFailure`. */
export const changeMember = (id: string, change: MemberChange, key: string) =>
  apiWith(key).put("/v1/members/{id}", { path: { id }, body: change });

/** Keeps somebody out for now, or lets them in again. Rejects with a `RequestFailure`. */
export const keepOut = (id: string, how: "suspend" | "resume", key: string) =>
  apiWith(key).post(`/v1/members/{id}/${how}`, { path: { id } });

/** Makes what lets somebody choose another password within a day. Rejects with a `RequestFailure`. */
export const recoverMember = (id: string, endOneTimeCodes: boolean, key: string) =>
  apiWith(key).post("/v1/members/{id}/recovery", { path: { id }, body: { endOneTimeCodes } });

/** Ends a membership and every session of it. Rejects with a `RequestFailure`. */
export const removeMember = (id: string, key: string) =>
  apiWith(key).delete("/v1/members/{id}", { path: { id } });

/** Ends a session. Rejects with a `RequestFailure`. */
export const endSession = (id: string, key: string) =>
  apiWith(key).delete("/v1/sessions/{id}", { path: { id } });

/** Goes on in another environment. Rejects with a `RequestFailure`. */
export const switchEnvironment = (environment: string) =>
  api.post("/v1/sessions/environment", { body: { environment } });

/** Changes one's own password. Rejects with a `RequestFailure`. */
export const changePassword = (current: string, password: string) =>
  api.put("/v1/password", { body: { current, password } });

/** Makes a secret for an app; codes are asked for once one was confirmed. Rejects with a `RequestFailure`. */
export const beginOneTimeCodes = () => api.post("/v1/one-time-codes");

/** Confirms the secret by a code of it, and answers codes for when the app is lost. Rejects with a `RequestFailure`. */
export const confirmOneTimeCodes = (code: string) =>
  api.put("/v1/one-time-codes", { body: { code } });
