import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from "openid-client";
import { type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import {
  holdMember,
  holdMembers,
  insertMember,
  type StoredMember,
  setSubject,
  wasMember,
} from "../store/members.ts";
import type { Store } from "../store/store.ts";
import type { Tx } from "../store/tenant.ts";
import type { Instant } from "../time/instant.ts";
import { randomText } from "./key-secrets.ts";
import { emailFault, hasJoined } from "./member-desk.ts";
import { createSealer } from "./payments/sealer.ts";
import type { OpenedSession, SessionKeeper } from "./people-sessions.ts";
import { rightsOf } from "./role-rights.ts";
import { type Browser, entranceOf } from "./sign-in.ts";

/** A provider of sign-in by OpenID Connect, and whom it lets in. */
export interface OpenIdSettings {
  /** As in its discovery document: `https://login.example.com`. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** How browsers reach this server, which the provider sends them back to: `https://billing.example.com`. */
  readonly origin: string;
  /** Who has a verified e-mail of one of these domains is a member without an invitation, with this role. */
  readonly newcomers?: { readonly domains: readonly string[]; readonly role: string };
}

/** Sign-in by a provider: the code flow with PKCE, a state and a nonce. */
export interface OpenIdSignIn {
  /** Where to send a browser, and what it keeps until it comes back, sealed. Refuses `open-id-unavailable`. */
  readonly begin: () => Promise<Result<{ readonly address: string; readonly pending: string }>>;
  /**
   * Opens a session for who comes back with a verified e-mail of a member. Refuses `open-id-refused` of what did not begin in this
   * browser within ten minutes or is not what the provider signed, and `open-id-stranger`.
   */
  readonly finish: (
    pending: string | undefined,
    query: string,
    from: Browser,
  ) => Promise<Result<OpenedSession>>;
}

/** What sign-in by a provider stands on. */
export interface OpenIdParts {
  readonly store: Store;
  readonly pepper: Uint8Array;
  readonly realNow: () => Instant;
  readonly sessions: Pick<SessionKeeper, "open">;
  readonly organisation: string;
  readonly settings: OpenIdSettings;
  /** Told of what failed, which the browser is told in one word. */
  readonly onFailure: (error: unknown) => void;
}

/** The path that the provider sends browsers back to. */
export const openIdCallback = "/sign-in/openid/callback";
/** How long somebody may take at the provider. */
export const openIdPendingMs = 10 * 60_000;
const providerTimeoutSeconds = 10;
const sealedAs = "sign-in by OpenID Connect";

/** What a browser keeps while it is at the provider. */
interface Pending {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly until: Instant;
}

/** Who the provider says that somebody is. */
interface Identity {
  readonly subject: string;
  readonly email: string;
  readonly name: string;
}

/** Sign-in by one provider, for one organisation. */
export function createOpenIdSignIn(parts: OpenIdParts): OpenIdSignIn {
  const { settings, realNow, store, onFailure } = parts;
  const sealer = createSealer(parts.pepper);
  const redirectUri = new URL(openIdCallback, settings.origin).href;
  const provider = discovered(settings);
  return {
    begin: async () => {
      try {
        const [state, nonce, verifier] = [randomState(), randomNonce(), randomPKCECodeVerifier()];
        const address = buildAuthorizationUrl(await provider(), {
          redirect_uri: redirectUri,
          scope: "openid email profile",
          code_challenge: await calculatePKCECodeChallenge(verifier),
          code_challenge_method: "S256",
          state,
          nonce,
        });
        const pending: Pending = { state, nonce, verifier, until: realNow() + openIdPendingMs };
        return ok({
          address: address.href,
          pending: sealer.seal(JSON.stringify(pending), sealedAs),
        });
      } catch (error) {
        onFailure(error);
        return refuse(unavailable);
      }
    },
    finish: async (sealed, query, { agent }) => {
      const opened = sealed === undefined ? undefined : sealer.open(sealed, sealedAs);
      const pending = opened === undefined ? undefined : (JSON.parse(opened) as Pending);
      if (pending === undefined || pending.until <= realNow()) return refuse(refused);
      let identity: Identity | undefined;
      try {
        const address = new URL(redirectUri);
        address.search = query;
        identity = await identityOf(await provider(), address, pending);
      } catch (error) {
        onFailure(error);
        return refuse(refused);
      }
      if (identity === undefined) return refuse(stranger);
      const found = identity;
      return store.withTenant(parts.organisation, async (tx): Promise<Result<OpenedSession>> => {
        await holdMembers(tx);
        const member = await memberOf(tx, found, settings, realNow());
        if (member === undefined) return refuse(stranger);
        const environment = entranceOf(tx.tenant, member);
        return ok(await parts.sessions.open(tx, { member: member.id, environment, agent }));
      });
    },
  };
}

/** Reads the provider's discovery document when it is first needed, and again after it could not be read. */
function discovered({ issuer, clientId, clientSecret }: OpenIdSettings) {
  let reading: Promise<Configuration> | undefined;
  const isPlain = new URL(issuer).protocol === "http:";
  return (): Promise<Configuration> => {
    reading ??= discovery(new URL(issuer), clientId, clientSecret, undefined, {
      timeout: providerTimeoutSeconds,
      // Settings allow it of this machine alone.
      execute: isPlain
        ? [allowInsecureRequests, enableNonRepudiationChecks]
        : [enableNonRepudiationChecks],
    }).catch((error) => {
      reading = undefined;
      throw error;
    });
    return reading;
  };
}

/** Who came back; undefined where the provider does not say that their e-mail is theirs. Throws what the standard refuses. */
async function identityOf(
  provider: Configuration,
  address: URL,
  { state, nonce, verifier }: Pending,
): Promise<Identity | undefined> {
  const tokens = await authorizationCodeGrant(provider, address, {
    pkceCodeVerifier: verifier,
    expectedState: state,
    expectedNonce: nonce,
    idTokenExpected: true,
  });
  const claims = tokens.claims();
  if (claims === undefined) return undefined;
  const told =
    claims.email === undefined
      ? await fetchUserInfo(provider, tokens.access_token, claims.sub)
      : claims;
  const { email, email_verified: isVerified, name } = told;
  if (typeof email !== "string" || isVerified !== true || emailFault(email) !== undefined)
    return undefined;
  return {
    subject: JSON.stringify([claims.iss, claims.sub]),
    email: email.toLowerCase(),
    name: typeof name === "string" && name.trim() !== "" ? name.slice(0, nameLengthMax) : email,
  };
}

const nameLengthMax = 200;

/**
 * The member who somebody is, noted as the one that the provider knows; undefined where they are none, are kept out, or somebody else at the
 * provider had the e-mail before. Who was removed does not come back by their domain.
 */
async function memberOf(
  tx: Tx,
  { subject, email, name }: Identity,
  { newcomers }: OpenIdSettings,
  now: Instant,
): Promise<StoredMember | undefined> {
  const found = await holdMember(tx, { email });
  if (found !== undefined) {
    const isInvited = hasJoined(found) || (found.invitedUntil ?? 0) > now;
    if (found.suspendedAt !== null || !isInvited) return undefined;
    if (found.subject === null) await setSubject(tx, found.id, subject);
    return found.subject === null || found.subject === subject ? found : undefined;
  }
  const domain = email.slice(email.lastIndexOf("@") + 1);
  if (newcomers === undefined || !newcomers.domains.includes(domain)) return undefined;
  const isRole = (await rightsOf(tx, newcomers.role)) !== undefined;
  if (!isRole || (await wasMember(tx, email))) return undefined;
  const id = randomText(12);
  await insertMember(tx, {
    id,
    email,
    name,
    role: newcomers.role,
    environments: null,
    createdAt: now,
  });
  await setSubject(tx, id, subject);
  return holdMember(tx, { id });
}

const refused: Fault = {
  code: "open-id-refused",
  path: "",
  message: "this sign-in did not begin here, took too long, or is not what the provider signed",
  suggestion: "begin again",
};

const stranger: Fault = {
  code: "open-id-stranger",
  path: "",
  message: "the provider knows you, but no member has your verified e-mail",
  suggestion: "ask an owner for an invitation",
};

const unavailable: Fault = {
  code: "open-id-unavailable",
  path: "",
  message: "the provider of sign-in cannot be reached",
  suggestion: "try again later, or sign in with your password",
};
