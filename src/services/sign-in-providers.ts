import { beyond } from "../access/allows.ts";
import { everyAction } from "../access/roles.ts";
import { type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import { noteChange } from "../store/act.ts";
import { forgetSubjects, holdMembers } from "../store/members.ts";
import {
  deleteSignInProvider,
  findSignInProvider,
  type StoredSignInProvider,
  saveSignInProvider,
} from "../store/sign-in-providers.ts";
import type { Store } from "../store/store.ts";
import type { Tx } from "../store/tenant.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import type { AddressRange } from "../webhook/address-rules.ts";
import { keySecrets } from "./key-secrets.ts";
import { ownersHavePasswords } from "./member-desk.ts";
import type { OpenIdClient } from "./open-id-provider.ts";
import type { OpenIdSettings } from "./open-id-settings.ts";
import { createSealer } from "./payments/sealer.ts";
import type { Principal } from "./principal.ts";
import { organisationWide, reachOf } from "./reach.ts";
import { mayGive } from "./role-rights.ts";
import { sameSecret } from "./same-secret.ts";
import { urlFaults } from "./webhooks/endpoint-faults.ts";

/** A provider of sign-in as its organisation sees it. */
export interface SignInProviderView {
  readonly issuer: string;
  readonly clientId: string;
  readonly domains: readonly string[];
  readonly role: string | null;
  readonly byDomain: boolean;
  /** `configuration` is the server's, which nobody changes here. */
  readonly setBy: "configuration" | "organisation";
  /** RFC 3339, UTC, of real time; null of the configuration's. */
  readonly changedAt: string | null;
}

/** How people of an organisation sign in by a provider. */
export interface SignInProviderAnswer {
  /** Null where there is none. */
  readonly provider: SignInProviderView | null;
  /** What to register at the provider; null where the server was not told how browsers reach it. */
  readonly redirectUri: string | null;
  /** The page that leads to this provider, for its people: nobody guesses it. */
  readonly signInAddress: string | null;
}

/** What an organisation's provider is to be. */
export interface SignInProviderRequest {
  readonly issuer: string;
  readonly clientId: string;
  /** The one that is kept where absent. */
  readonly clientSecret?: string;
  readonly domains?: readonly string[];
  readonly role?: string | null;
  readonly byDomain?: boolean;
}

/** The provider of an organisation, for its owner. Whoever sets one may do everything: it says who somebody is, owners too. */
export interface SignInProviderDesk {
  readonly signInProvider: (who: Principal) => Promise<SignInProviderAnswer>;
  /**
   * Refuses `invalid-url`, `address-refused`, `invalid-domain`, `domains-missing`, `client-secret-missing`, `unknown-role`,
   * `setting-missing`, `set-by-configuration`, `role-beyond-yours`, `organisation-wide`. With another issuer members are bound anew.
   */
  readonly setSignInProvider: (
    who: Principal,
    request: SignInProviderRequest,
  ) => Promise<Result<SignInProviderAnswer>>;
  /** Refuses `not-found`, `last-owner` where no owner could sign in without it, `set-by-configuration`, `role-beyond-yours`, `organisation-wide`. */
  readonly removeSignInProvider: (who: Principal) => Promise<Result<SignInProviderAnswer>>;
}

/** A provider that lets people in. */
export interface ProviderInForce {
  readonly organisation: string;
  readonly client: OpenIdClient;
  /** Whether it is the server's, which may be asked wherever it is. */
  readonly isConfigured: boolean;
  /** Of e-mails that are let in; all where there are none. */
  readonly domains: readonly string[];
  readonly newcomers: OpenIdSettings["newcomers"];
}

/** The providers of all organisations, for sign-in. */
export interface SignInProviders {
  /** Undefined where an organisation has none, or where the server was not told how browsers reach it. */
  readonly inForce: (organisation: string) => Promise<ProviderInForce | undefined>;
  /** What leads to an organisation's provider: its id, and a mark that nobody guesses. */
  readonly nameOf: (organisation: string) => string;
  /** The organisation of such a name; undefined of any other text. */
  readonly organisationNamed: (name: string) => string | undefined;
  /** The last part of the address that its provider sends browsers back to; undefined of the configuration's, which has none. */
  readonly returnsTo: (organisation: string) => string | undefined;
}

/** What providers stand on. */
export interface ProviderParts {
  readonly store: Store;
  readonly pepper: Uint8Array;
  readonly realNow: () => Instant;
  /** The first organisation, and what the configuration sets for it. */
  readonly organisation: string;
  readonly settings: OpenIdSettings | undefined;
  /** How browsers reach this server. */
  readonly origin: string | undefined;
  /** Ranges of addresses of one's own network that may be asked. */
  readonly allowed: readonly AddressRange[];
}

/** The path that providers send browsers back to; an organisation's own has one part more. */
export const openIdCallback = "/sign-in/openid/callback";

/** A domain of e-mails as the list of organisations keeps it. */
export const domainHash = (hashOf: (text: string) => string, domain: string): string =>
  hashOf(`sign-in by domain ${domain.trim().toLowerCase()}`);

/** The providers of a database. */
export function createSignInProviders(parts: ProviderParts): SignInProviders & SignInProviderDesk {
  const { store, settings, realNow, allowed } = parts;
  const origin = settings?.origin ?? parts.origin;
  const sealer = createSealer(parts.pepper);
  const { hashOf } = keySecrets(parts.pepper);
  const isConfigured = (organisation: string): boolean =>
    settings !== undefined && organisation === parts.organisation;
  const markOf = (organisation: string): string =>
    hashOf(`sign-in page of ${organisation}`).slice(0, markLength);
  const nameOf = (organisation: string): string => `${organisation}.${markOf(organisation)}`;
  const returnsTo = (organisation: string): string | undefined =>
    isConfigured(organisation) ? undefined : organisation;
  const redirectUriOf = (organisation: string): string | undefined =>
    origin === undefined
      ? undefined
      : new URL([openIdCallback, returnsTo(organisation) ?? []].flat().join("/"), origin).href;

  const inForce = async (organisation: string): Promise<ProviderInForce | undefined> => {
    const redirectUri = redirectUriOf(organisation);
    if (redirectUri === undefined) return undefined;
    if (settings !== undefined && isConfigured(organisation)) {
      const { issuer, clientId, clientSecret, newcomers } = settings;
      const client = { issuer, clientId, clientSecret, redirectUri };
      return { organisation, client, isConfigured: true, domains: [], newcomers };
    }
    const found = await store.withTenant(organisation, findSignInProvider, { readOnly: true });
    const clientSecret = found && sealer.open(found.secretSealed, sealedOf(organisation));
    if (found === undefined || clientSecret === undefined) return undefined;
    const { issuer, clientId, domains, role } = found;
    return {
      organisation,
      client: { issuer, clientId, clientSecret, redirectUri },
      isConfigured: false,
      domains,
      newcomers: role === null ? undefined : { domains, role },
    };
  };

  const answer = (
    organisation: string,
    found: StoredSignInProvider | undefined,
  ): SignInProviderAnswer => ({
    provider:
      settings !== undefined && isConfigured(organisation)
        ? configuredView(settings)
        : found === undefined
          ? null
          : storedView(found),
    redirectUri: redirectUriOf(organisation) ?? null,
    signInAddress:
      origin === undefined
        ? null
        : new URL(
            organisation === parts.organisation
              ? "/sign-in"
              : `/sign-in?organisation=${nameOf(organisation)}`,
            origin,
          ).href,
  });

  const changing = async (
    who: Principal,
    change: (tx: Tx, before: StoredSignInProvider | undefined) => Promise<Result<unknown>>,
  ): Promise<Result<SignInProviderAnswer>> => {
    const { organisation, environments } = await reachOf(store.pool, who);
    if (environments !== undefined) return refuse(organisationWide);
    const [more] = beyond(who.allowed, everyAction);
    if (more !== undefined) return refuse(beyondYours(more));
    if (isConfigured(organisation)) return refuse(setByConfiguration);
    return store.withTenant(organisation, async (tx) => {
      await holdMembers(tx);
      const changed = await change(tx, await findSignInProvider(tx));
      return changed.ok ? ok(answer(organisation, await findSignInProvider(tx))) : changed;
    });
  };

  return {
    inForce,
    nameOf,
    returnsTo,
    organisationNamed: (name) => {
      const [, organisation = "", mark = ""] = /^([a-z0-9-]{1,63})\.([\w-]+)$/.exec(name) ?? [];
      return sameSecret(mark, markOf(organisation)) ? organisation : undefined;
    },
    signInProvider: async (who) => {
      const { organisation } = await reachOf(store.pool, who);
      return store.withTenant(
        organisation,
        async (tx) => answer(organisation, await findSignInProvider(tx)),
        { readOnly: true },
      );
    },
    setSignInProvider: async (who, request) => {
      const { issuer, clientId, clientSecret, role = null, byDomain = false } = request;
      const domains = [...new Set((request.domains ?? []).map((one) => one.trim().toLowerCase()))];
      const faults = [
        ...urlFaults(issuer, allowed, issuerWords),
        ...domains.flatMap((domain, index) =>
          domainFormat.test(domain) ? [] : [invalidDomain(domain, index)],
        ),
        ...(domains.length === 0 && (role !== null || byDomain) ? [domainsMissing] : []),
        ...(origin === undefined ? [originMissing] : []),
      ];
      if (faults.length > 0) return { ok: false, faults };
      return changing(who, async (tx, before) => {
        if (role !== null) {
          const may = await mayGive(tx, who.allowed, role, "/role");
          if (!may.ok) return may;
        }
        const isAnother = before?.issuer !== issuer;
        // The secret of one provider is never sent to another.
        if (clientSecret === undefined && isAnother) return refuse(secretMissing);
        const secretSealed =
          clientSecret === undefined
            ? (before?.secretSealed ?? "")
            : sealer.seal(clientSecret, sealedOf(tx.tenant));
        const said = { issuer, clientId, domains, role, byDomain };
        noteChange({
          before: before === undefined ? null : storedView(before),
          after: { ...said, secretChanged: clientSecret !== undefined },
        });
        const hashes = byDomain ? domains.map((domain) => domainHash(hashOf, domain)) : [];
        await saveSignInProvider(tx, { ...said, secretSealed, changedAt: realNow() }, hashes);
        if (before !== undefined && isAnother) await forgetSubjects(tx);
        return ok(undefined);
      });
    },
    removeSignInProvider: (who) =>
      changing(who, async (tx, before) => {
        if (before === undefined) return refuse(noProvider);
        if (!(await ownersHavePasswords(tx))) return refuse(lastWayIn);
        noteChange({ before: storedView(before), after: null });
        await deleteSignInProvider(tx);
        await forgetSubjects(tx);
        return ok(undefined);
      }),
  };
}

const markLength = 16;
const sealedOf = (organisation: string): string => `sign-in provider of ${organisation}`;
const domainFormat = /^(?=.{3,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/;

const storedView = (found: StoredSignInProvider): SignInProviderView => ({
  issuer: found.issuer,
  clientId: found.clientId,
  domains: found.domains,
  role: found.role,
  byDomain: found.byDomain,
  setBy: "organisation",
  changedAt: formatInstant(found.changedAt),
});

const configuredView = ({ issuer, clientId, newcomers }: OpenIdSettings): SignInProviderView => ({
  issuer,
  clientId,
  domains: newcomers?.domains ?? [],
  role: newcomers?.role ?? null,
  byDomain: false,
  setBy: "configuration",
  changedAt: null,
});

const issuerWords = {
  path: "/issuer",
  overHttps: "a provider of sign-in is asked over https",
  noPassword: "an issuer holds no password: the client has a secret of its own",
  example: "for example https://login.example.com",
} as const;

const invalidDomain = (domain: string, index: number): Fault => ({
  code: "invalid-domain",
  path: `/domains/${index}`,
  message: "this is no domain of e-mails",
  value: domain.slice(0, 100),
  suggestion: "for example acme.example, without the @",
});

const domainsMissing: Fault = {
  code: "domains-missing",
  path: "/domains",
  message: "newcomers, and people who are led there by their e-mail, are those of named domains",
  suggestion: "name the domains of your people's e-mails",
};

const secretMissing: Fault = {
  code: "client-secret-missing",
  path: "/clientSecret",
  message: "the provider is another one, or the first, and its secret is not known",
  suggestion: "give the secret that the provider made for this client",
};

const originMissing: Fault = {
  code: "setting-missing",
  path: "FLORIN_ORIGIN",
  message: "the server does not know the address that a provider sends browsers back to",
  suggestion: "have whoever runs it set FLORIN_ORIGIN, as https://billing.example.com",
};

const setByConfiguration: Fault = {
  code: "set-by-configuration",
  path: "",
  message: "the configuration of the server sets the provider of this organisation",
  suggestion: "have whoever runs it unset FLORIN_OPENID_ISSUER and FLORIN_OPENID_CLIENT_ID",
};

const beyondYours = (more: string): Fault => ({
  code: "role-beyond-yours",
  path: "",
  message: `a provider says who somebody is, owners too, and you may not do ${more} yourself`,
  value: "owner",
  suggestion: "ask an owner or admin",
});

const lastWayIn: Fault = {
  code: "last-owner",
  path: "",
  message: "no owner has a password, so none could sign in without it",
  suggestion: "have an owner choose a password first: Members, New password",
};

const noProvider: Fault = {
  code: "not-found",
  path: "",
  message: "this organisation has no provider of sign-in",
};
