import type { CustomFetch } from "openid-client";
import { type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import {
  holdMember,
  holdMembers,
  insertMember,
  type StoredMember,
  setSubject,
  unbound,
  wasMember,
} from "../store/members.ts";
import { anyDomainLeads, organisationOfDomain } from "../store/sign-in-providers.ts";
import type { Store } from "../store/store.ts";
import type { Tx } from "../store/tenant.ts";
import { type Instant, MINUTE_MS } from "../time/instant.ts";
import { keySecrets, randomText } from "./key-secrets.ts";
import { hasJoined } from "./member-desk.ts";
import {
  type OpenIdIdentity,
  type OpenIdProof,
  type OpenIdProvider,
  openIdProvider,
} from "./open-id-provider.ts";
import { createSealer } from "./payments/sealer.ts";
import type { OpenedSession, SessionKeeper } from "./people-sessions.ts";
import { rightsOf } from "./role-rights.ts";
import { type Browser, entranceOf, tooManyTries } from "./sign-in.ts";
import { createSignInAttempts } from "./sign-in-attempts.ts";
import { domainHash, type ProviderInForce, type SignInProviders } from "./sign-in-providers.ts";

/** Whose provider is asked for: by what the organisation hands out, or by the domain of an e-mail. That of the first organisation where nothing is named. */
export interface ProviderAsked {
  readonly organisation?: string | undefined;
  readonly domain?: string | undefined;
}

/** How somebody came back from a provider. */
export interface OpenIdReturn {
  /** Refuses `open-id-refused` of what did not begin in this browser within ten minutes or is not what the provider signed, and `open-id-stranger`. */
  readonly opened: Result<OpenedSession>;
  /** What leads to the same provider again; undefined of the first organisation's, and where it did not begin here. */
  readonly organisation: string | undefined;
}

/** How people may sign in besides by password. */
export interface OpenIdWays {
  /** Whether the first organisation has a provider. */
  readonly openId: boolean;
  /** Whether some domain of an e-mail leads to a provider. */
  readonly byDomain: boolean;
}

/** Sign-in by the providers of organisations: the code flow with PKCE, a state and a nonce. */
export interface OpenIdSignIn {
  readonly ways: () => Promise<OpenIdWays>;
  /**
   * Where to send a browser, and what it keeps until it comes back, sealed. Refuses `open-id-unavailable` alike where a provider does not
   * answer and where there is none, and `too-many-attempts` from who asked for many that there are not.
   */
  readonly begin: (
    asked: ProviderAsked,
    from: Pick<Browser, "address">,
  ) => Promise<Result<{ readonly address: string; readonly pending: string }>>;
  /** Opens a session for who comes back, to the organisation that the address names, with a verified e-mail of a member. */
  readonly finish: (
    pending: string | undefined,
    returned: { readonly organisation?: string | undefined; readonly query: string },
    from: Browser,
  ) => Promise<OpenIdReturn>;
}

/** What sign-in by providers stands on. */
export interface OpenIdParts {
  readonly store: Store;
  readonly pepper: Uint8Array;
  readonly realNow: () => Instant;
  readonly sessions: Pick<SessionKeeper, "open">;
  /** The first organisation. */
  readonly organisation: string;
  readonly providers: SignInProviders;
  /** Asks providers that organisations set. */
  readonly fetch: CustomFetch;
  /** Told of what failed, which the browser is told in one word. */
  readonly onFailure: (error: unknown) => void;
}

/** How long somebody may take at the provider. */
export const openIdPendingMs = 10 * MINUTE_MS;
const sealedAs = "sign-in by OpenID Connect";
/** A provider that is in use is read anew so often: its addresses and keys change. */
const openedForMs = 10 * MINUTE_MS;
const openedMax = 1_000;

/** What a browser keeps while it is at a provider. */
interface Pending extends OpenIdProof {
  readonly organisation: string;
  readonly until: Instant;
}

/** Sign-in by the providers of a database. */
export function createOpenIdSignIn(parts: OpenIdParts): OpenIdSignIn {
  const { store, providers, realNow, onFailure } = parts;
  const sealer = createSealer(parts.pepper);
  const { hashOf } = keySecrets(parts.pepper);
  const attempts = createSignInAttempts(store.pool, hashOf);
  const opened = openProviders(parts);

  /** Who guesses is counted; who was led somewhere is not. */
  const organisationAsked = async ({ organisation, domain }: ProviderAsked, address: string) => {
    if (organisation === undefined && domain === undefined) return ok(parts.organisation);
    if (!(await attempts.beginFrom(address, realNow()))) return refuse(tooManyTries);
    const found =
      organisation === undefined
        ? await organisationOfDomain(store.pool, domainHash(hashOf, domain ?? ""))
        : providers.organisationNamed(organisation);
    const inForce = found === undefined ? undefined : await providers.inForce(found);
    if (inForce === undefined) return refuse(unavailable);
    await attempts.giveBackFrom(address);
    return ok(inForce.organisation);
  };
  const finish = async (
    { organisation, until: _, ...proof }: Pending,
    query: string,
    { agent }: Browser,
  ): Promise<Result<OpenedSession>> => {
    const inForce = await providers.inForce(organisation);
    if (inForce === undefined) return refuse(refused);
    let identity: OpenIdIdentity | undefined;
    try {
      identity = await opened(inForce).identify(query, proof);
    } catch (error) {
      onFailure(error);
      return refuse(refused);
    }
    if (identity === undefined) return refuse(stranger);
    const found = identity;
    return store.withTenant(organisation, async (tx): Promise<Result<OpenedSession>> => {
      await holdMembers(tx);
      const member = await memberOf(tx, found, inForce, realNow());
      if (member === undefined) return refuse(stranger);
      const environment = entranceOf(tx.tenant, member);
      return ok(await parts.sessions.open(tx, { member: member.id, environment, agent }));
    });
  };
  return {
    ways: async () => ({
      openId: (await providers.inForce(parts.organisation)) !== undefined,
      byDomain: await anyDomainLeads(store.pool),
    }),
    begin: async (asked, { address: from }) => {
      const organisation = await organisationAsked(asked, from);
      if (!organisation.ok) return organisation;
      const inForce = await providers.inForce(organisation.value);
      if (inForce === undefined) return refuse(unavailable);
      try {
        const { address, proof } = await opened(inForce).begin();
        const pending: Pending = {
          ...proof,
          organisation: organisation.value,
          until: realNow() + openIdPendingMs,
        };
        return ok({ address, pending: sealer.seal(JSON.stringify(pending), sealedAs) });
      } catch (error) {
        onFailure(error);
        return refuse(unavailable);
      }
    },
    finish: async (sealed, { organisation: returnedTo, query }, from) => {
      const text = sealed === undefined ? undefined : sealer.open(sealed, sealedAs);
      const pending = text === undefined ? undefined : (JSON.parse(text) as Pending);
      const isOwn =
        pending !== undefined &&
        pending.until > realNow() &&
        providers.returnsTo(pending.organisation) === returnedTo;
      if (!isOwn) return { opened: refuse(refused), organisation: undefined };
      const { organisation } = pending;
      return {
        opened: await finish(pending, query, from),
        organisation:
          organisation === parts.organisation ? undefined : providers.nameOf(organisation),
      };
    },
  };
}

/** Providers as they are in force, each opened anew when it was set anew, and from time to time. */
function openProviders({ realNow, fetch }: OpenIdParts) {
  const known = new Map<
    string,
    { readonly client: string; readonly until: Instant; readonly provider: OpenIdProvider }
  >();
  return (inForce: ProviderInForce): OpenIdProvider => {
    const { organisation, client, isConfigured } = inForce;
    const said = JSON.stringify(client);
    const before = known.get(organisation);
    if (before !== undefined && before.client === said && before.until > realNow())
      return before.provider;
    if (known.size >= openedMax) known.clear();
    const provider = openIdProvider(client, isConfigured ? undefined : fetch);
    known.set(organisation, { client: said, until: realNow() + openedForMs, provider });
    return provider;
  };
}

/**
 * The member who somebody is, noted as the one that the provider knows; undefined where they are none, are kept out, or somebody else at the
 * provider had the e-mail before. Who was removed does not come back by their domain.
 */
async function memberOf(
  tx: Tx,
  { subject, email, name }: OpenIdIdentity,
  { domains, newcomers }: ProviderInForce,
  now: Instant,
): Promise<StoredMember | undefined> {
  const domain = email.slice(email.lastIndexOf("@") + 1);
  if (domains.length > 0 && !domains.includes(domain)) return undefined;
  const found = await holdMember(tx, { email });
  if (found !== undefined) {
    const isInvited = hasJoined(found) || (found.invitedUntil ?? 0) > now;
    if (found.suspendedAt !== null || !isInvited) return undefined;
    const isBound = found.subject !== null && found.subject !== unbound;
    if (!isBound) await setSubject(tx, found.id, subject);
    return isBound && found.subject !== subject ? undefined : found;
  }
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
  message: "there is no such provider of sign-in, or it cannot be reached",
  suggestion: "try again later, or sign in with your password",
};
